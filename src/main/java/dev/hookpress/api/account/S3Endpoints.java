package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.BucketReader;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.Client;
import dev.hookpress.job.S3Account;
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
    return JsonBody.answer(
        request,
        dialect,
        this::login,
        login ->
            DependencyUnavailable.guard(s3.put(client.id(), login))
                .map(stored -> Answer.json(200, shown(login))));
  }

  /** {@code GET /v1/client/s3}: the credentials without the secret. */
  public Future<Answer> get(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(s3.get(client.id()))
        .map(
            found ->
                Answer.found(
                    dialect,
                    found.map(S3Endpoints::shown),
                    "This client has stored no credentials."));
  }

  /** {@code DELETE /v1/client/s3}: succeeds even if there are no credentials. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(s3.remove(client.id())).map(gone -> new Answer.NoContent());
  }

  private Optional<S3Account> login(StrictObject object, Faults faults) {
    UrlRules urls = new UrlRules(targets, faults);
    Optional<URI> endpoint =
        object.value("endpoint").flatMap(url -> urls.read(url, object.pointerTo("endpoint")));
    if (endpoint.isPresent() && endpoint.get().getRawQuery() != null) {
      faults.add(object.pointerTo("endpoint"), "Must not hold a query.");
    }
    object.requiredValue("region");
    return Optional.of(
        new S3Account(
            endpoint,
            BucketReader.region(object, faults).orElse(""),
            printable(object, "access_key_id", MAX_KEY_CHARACTERS, faults),
            printable(object, "secret_access_key", MAX_SECRET_CHARACTERS, faults),
            object.bool("path_style").orElse(false)));
  }

  private static String printable(StrictObject object, String name, int max, Faults faults) {
    Optional<String> text = object.requiredText(name, max);
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
