package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.SigningCertificateStore.Listed;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.tls.ClientCertificates;
import dev.hookpress.tls.SigningCertificates;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Manages the certificates with which a client's PDFs are signed. Keys are never shown. */
public final class SigningCertificateEndpoints {
  public static final String PATH = "/v1/client/certificates";

  private static final int MAX_PASSWORD = 256;
  private static final int MAX_BASE64 = (ClientCertificates.MAX_BYTES + 2) / 3 * 4;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Dialect dialect;
  private final SigningCertificateStore certificates;
  private final InstantSource clock;

  public SigningCertificateEndpoints(
      Dialect dialect, SigningCertificateStore certificates, InstantSource clock) {
    this.dialect = dialect;
    this.certificates = certificates;
    this.clock = clock;
  }

  /** {@code PUT …/{name}}: stores or replaces a certificate with its private key. */
  public Future<Answer> put(RoutingContext request, Client client) {
    String name = request.pathParam("name");
    if (!NAME.matcher(name).matches()) {
      return Future.succeededFuture(
          Answer.problem(
              dialect,
              Problem.of(
                  Type.INVALID_PARAMETER,
                  "A certificate's name is up to 64 letters, digits, dots, hyphens and underscores,"
                      + " and begins with a letter or digit.")));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return JsonBody.answerReadByWorker(
        request,
        dialect,
        (object, faults) -> read(object, faults, now),
        key -> {
          ClientCertificates.Summary own = SigningCertificates.summary(key);
          Listed shown = new Listed(name, own.subject(), own.fingerprint(), own.notAfter(), now);
          return DependencyUnavailable.guard(certificates.put(client.id(), shown, key))
              .map(
                  stored ->
                      stored
                          ? Answer.json(200, shown(shown))
                          : Answer.problem(
                              dialect,
                              Problem.of(
                                  Type.CERTIFICATES_FULL,
                                  "At most "
                                      + SigningCertificateStore.MAX_CERTIFICATES
                                      + " certificates are stored; delete one first.")));
        });
  }

  /** {@code GET}: the certificates, by name. */
  public Future<Answer> list(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(certificates.list(client.id()))
        .map(
            found -> {
              ObjectNode list = Json.object();
              ArrayNode data = list.putArray("data");
              found.forEach(each -> data.add(shown(each)));
              return Answer.json(200, list);
            });
  }

  /** {@code DELETE …/{name}}: deletes a certificate and its key. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    String name = request.pathParam("name");
    // Nothing is stored under another name, and PostgreSQL takes no text with a NUL.
    Future<Boolean> removed =
        NAME.matcher(name).matches()
            ? DependencyUnavailable.guard(certificates.remove(client.id(), name))
            : Future.succeededFuture(false);
    return removed.map(
        gone ->
            gone
                ? new Answer.NoContent()
                : Answer.problem(
                    dialect,
                    Problem.of(Type.NOT_FOUND, "This client has no certificate of this name.")));
  }

  private static Optional<PdfSigningKey> read(StrictObject object, Faults faults, Instant now) {
    Optional<String> base64 = object.requiredText("pkcs12", MAX_BASE64);
    Optional<String> password = object.requiredText("password", MAX_PASSWORD);
    if (base64.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    byte[] store;
    try {
      store = Base64.getDecoder().decode(base64.get());
    } catch (IllegalArgumentException e) {
      faults.add(object.pointerTo("pkcs12"), "Must be base64.");
      return Optional.empty();
    }
    try {
      return Optional.of(SigningCertificates.ofPkcs12(store, password.get(), now));
    } catch (IllegalArgumentException unusable) {
      faults.add(object.pointerTo("pkcs12"), "The PKCS #12 store " + unusable.getMessage() + ".");
      return Optional.empty();
    }
  }

  private static ObjectNode shown(Listed certificate) {
    return Json.object()
        .put("name", certificate.name())
        .put("subject", certificate.subject())
        .put("fingerprint_sha256", certificate.fingerprint())
        .put("not_after", Timestamps.millis(certificate.notAfter()))
        .put("created_at", Timestamps.millis(certificate.createdAt()));
  }
}
