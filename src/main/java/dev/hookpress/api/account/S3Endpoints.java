package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeDestination;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.Client;
import dev.hookpress.job.document.S3Account;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;

/** Manages a client's S3 credentials. The secret is never shown. */
public final class S3Endpoints {
  private static final int MAX_KEY_CHARACTERS = 128;
  private static final int MAX_SECRET_CHARACTERS = 512;

  private final Dialect dialect;
  private final S3Settings s3;
  private final TargetCheck targets;

  public S3Endpoints(Dialect dialect, S3Settings s3, TargetCheck targets) {
    this.dialect = dialect;
    this.s3 = s3;
    this.targets = targets;
  }

  /** {@code PUT /v1/client/s3}: stores or replaces the credentials. */
  public Future<Answer> put(RoutingContext request, Client client) {
    Json.Read read = Json.read(RequestGuards.body(request));
    if (read instanceof Json.Read.Malformed malformed) {
      return Future.succeededFuture(Answer.problem(dialect, malformed.problem()));
    }
    Faults faults = new Faults();
    Optional<S3Account> login =
        StrictObject.of(((Json.Read.Tree) read).root(), "", faults)
            .map(object -> login(object, faults));
    if (!faults.none() || login.isEmpty()) {
      return Future.succeededFuture(Answer.problem(dialect, faults.problem()));
    }
    return DependencyUnavailable.guard(s3.put(client.id(), login.get()))
        .map(stored -> Answer.json(200, shown(login.get())));
  }

  /** {@code GET /v1/client/s3}: the credentials without the secret. */
  public Future<Answer> get(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(s3.get(client.id()))
        .map(
            found ->
                found
                    .map(login -> Answer.json(200, shown(login)))
                    .orElseGet(
                        () ->
                            Answer.problem(
                                dialect,
                                Problem.of(
                                    Type.NOT_FOUND, "This client has stored no credentials."))));
  }

  /** {@code DELETE /v1/client/s3}: succeeds even if there are no credentials. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(s3.remove(client.id())).map(gone -> new Answer.NoContent());
  }

  private S3Account login(StrictObject object, Faults faults) {
    UrlRules urls = new UrlRules(targets, faults);
    Optional<URI> endpoint =
        object.value("endpoint").flatMap(url -> urls.read(url, object.pointerTo("endpoint")));
    if (endpoint.isPresent() && endpoint.get().getRawQuery() != null) {
      faults.add(object.pointerTo("endpoint"), "Must not hold a query.");
    }
    object.requiredValue("region");
    S3Account login =
        new S3Account(
            endpoint,
            NativeDestination.region(object, faults).orElse(""),
            printable(object, "access_key_id", MAX_KEY_CHARACTERS, faults),
            printable(object, "secret_access_key", MAX_SECRET_CHARACTERS, faults),
            object.bool("path_style").orElse(false));
    object.end();
    return login;
  }

  private static String printable(StrictObject object, String name, int most, Faults faults) {
    Optional<String> text = object.requiredText(name, most);
    if (text.isPresent() && !text.get().chars().allMatch(each -> each > 32 && each < 127)) {
      faults.add(object.pointerTo(name), "Must hold only printable ASCII characters, no spaces.");
    }
    return text.orElse("");
  }

  private static ObjectNode shown(S3Account login) {
    ObjectNode shown = Json.object();
    login.endpoint().ifPresent(endpoint -> shown.put("endpoint", endpoint.toString()));
    shown.put("region", login.region());
    shown.put("access_key_id", login.accessKeyId());
    shown.put("path_style", login.pathStyle());
    return shown;
  }
}
