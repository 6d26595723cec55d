package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.job.EndpointUrl;
import dev.hookpress.tls.ClientCertificates;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The field {@code auth} of a registered endpoint: read with its secrets, and shown without.
 * Reading a certificate may take a second.
 */
final class EndpointAuthJson {
  private static final String OAUTH2 = "oauth2";
  private static final String MTLS = "mtls";
  private static final String HEADER = "header";
  private static final String BODY = "body";

  // Beyond what servers issue; all of a token request stays within some kilobytes.
  private static final int MAX_CREDENTIAL = 2_048;
  private static final int MAX_PASSWORD = 256;
  private static final int MAX_BASE64 = (ClientCertificates.MAX_BYTES + 2) / 3 * 4;

  private EndpointAuthJson() {}

  /** Reads the field and records its faults. */
  static Optional<EndpointAuth> read(StrictObject owner, TargetCheck targets, Faults faults) {
    Optional<StrictObject> object = owner.object("auth");
    if (object.isEmpty()) {
      return Optional.empty();
    }
    StrictObject auth = object.get();
    if (!auth.has("type")) {
      faults.add(auth.pointerTo("type"), "Is required.");
    }
    Optional<EndpointAuth> read =
        auth.word("type", List.of(OAUTH2, MTLS))
            .flatMap(
                type ->
                    type.equals(OAUTH2) ? oauth(auth, targets, faults) : certificate(auth, faults));
    if (read.isPresent()) {
      auth.end();
    }
    return read;
  }

  private static Optional<EndpointAuth> oauth(
      StrictObject auth, TargetCheck targets, Faults faults) {
    Optional<URI> tokenUrl =
        auth.requiredValue("token_url")
            .flatMap(
                value -> new UrlRules(targets, faults).read(value, auth.pointerTo("token_url")));
    Optional<String> clientId = auth.requiredText("client_id", MAX_CREDENTIAL);
    Optional<String> clientSecret = auth.requiredText("client_secret", MAX_CREDENTIAL);
    Optional<String> scope = auth.text("scope", MAX_CREDENTIAL);
    Optional<String> audience = auth.text("audience", MAX_CREDENTIAL);
    Optional<String> where = auth.word("credentials_in", List.of(HEADER, BODY));
    if (tokenUrl.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EndpointAuth.OAuth2(
            tokenUrl.get(),
            clientId.get(),
            clientSecret.get(),
            scope,
            audience,
            where.filter(BODY::equals).isPresent()));
  }

  private static Optional<EndpointAuth> certificate(StrictObject auth, Faults faults) {
    boolean stored = auth.has("pkcs12");
    boolean pem = auth.has("certificate") || auth.has("private_key");
    if (stored == pem) {
      faults.add(
          auth.pointer(), "Needs either pkcs12 with its password, or certificate and private_key.");
      return Optional.empty();
    }
    return stored ? pkcs12(auth, faults) : pem(auth, faults);
  }

  private static Optional<EndpointAuth> pkcs12(StrictObject auth, Faults faults) {
    Optional<String> base64 = auth.requiredText("pkcs12", MAX_BASE64);
    Optional<String> password = auth.requiredText("password", MAX_PASSWORD);
    if (base64.isEmpty() || password.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] store = Base64.getDecoder().decode(base64.get());
      return Optional.of(ClientCertificates.ofPkcs12(store, password.get()));
    } catch (IllegalArgumentException unusable) {
      faults.add(auth.pointerTo("pkcs12"), "The PKCS #12 store in base64 " + why(unusable));
      return Optional.empty();
    }
  }

  private static Optional<EndpointAuth> pem(StrictObject auth, Faults faults) {
    Optional<String> certificate = auth.requiredText("certificate", ClientCertificates.MAX_BYTES);
    Optional<String> key = auth.requiredText("private_key", ClientCertificates.MAX_BYTES);
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ClientCertificates.ofPem(certificate.get(), key.get()));
    } catch (IllegalArgumentException unusable) {
      faults.add(auth.pointer(), "What is given " + why(unusable));
      return Optional.empty();
    }
  }

  /** The JDK's own message of text that is not base64 is no sentence. */
  private static String why(IllegalArgumentException unusable) {
    String message = String.valueOf(unusable.getMessage());
    return (message.startsWith("Illegal base64") ? "cannot be decoded" : message) + ".";
  }

  /** What a client sees of it: no secrets, but whether there are any. */
  static ObjectNode shown(EndpointAuth auth) {
    ObjectNode shown = Json.object();
    if (auth instanceof EndpointAuth.OAuth2 oauth) {
      shown.put("type", OAUTH2);
      shown.put("token_url", new EndpointUrl(oauth.tokenUrl()).masked());
      shown.put("client_id", oauth.clientId());
      shown.put("has_secret", true);
      oauth.scope().ifPresent(scope -> shown.put("scope", scope));
      oauth.audience().ifPresent(audience -> shown.put("audience", audience));
      shown.put("credentials_in", oauth.credentialsInBody() ? BODY : HEADER);
      return shown;
    }
    ClientCertificates.Summary own = ClientCertificates.summary((EndpointAuth.MutualTls) auth);
    shown.put("type", MTLS);
    shown.put("subject", own.subject());
    shown.put("not_after", Timestamps.millis(own.notAfter()));
    shown.put("fingerprint_sha256", own.fingerprint());
    shown.put("has_secret", true);
    return shown;
  }
}
