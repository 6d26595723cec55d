package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Registered endpoints that demand an access token or a certificate, against a real token server
 * and a real receiver with TLS.
 */
class EndpointAuthIT {
  private static final MutableClock CLOCK = MutableClock.now();
  @TempDir private static Path directory;
  private static Vertx vertx;
  private static TestAuthority authority;
  private static HttpServer demanding;
  private static final List<String> SUBJECTS = new CopyOnWriteArrayList<>();

  @RegisterExtension static final Installation HOOKPRESS = new Installation(CLOCK);
  private static SystemNode node;

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  private final AtomicInteger issued = new AtomicInteger();

  @BeforeAll
  static void startServers() {
    vertx = Vertx.vertx();
    authority = new TestAuthority(directory);
    TestAuthority.Issued server = authority.issue("receiver", "ip:127.0.0.1");
    demanding =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(
                        new PemTrustOptions().addCertPath(authority.certificate().toString()))
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(server.certificate().toString())
                            .addKeyPath(server.key().toString())))
            .requestHandler(
                request -> {
                  SUBJECTS.add(subject(request.connection().sslSession()));
                  request.response().end();
                })
            .listen(0)
            .await();
    node =
        HOOKPRESS.start(
            Map.of(
                "HOOKPRESS_DELIVERY_RETRY_SCHEDULE",
                "10m,10m",
                "HOOKPRESS_OUTBOUND_TRUSTED_CERTIFICATES",
                authority.certificate().toString()));
  }

  private static String subject(javax.net.ssl.SSLSession session) {
    try {
      return session.getPeerPrincipal().getName();
    } catch (javax.net.ssl.SSLPeerUnverifiedException none) {
      return "nobody";
    }
  }

  @AfterAll
  static void stopServers() {
    vertx.close().await();
  }

  /** Answers token requests with t1, t2 and so on, and everything else as given. */
  private void answer(java.util.function.Function<Received, Answer> others) {
    receiver.answer(
        request ->
            request.target().equals("/token")
                ? Answer.json(
                    200,
                    "{\"access_token\":\"t"
                        + issued.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                : others.apply(request));
  }

  private JsonObject oauth() {
    return new JsonObject()
        .put("type", "oauth2")
        .put("token_url", receiver.uri("/token").toString())
        .put("client_id", "hookpress")
        .put("client_secret", "the-secret");
  }

  private HttpResponse<String> register(String url, JsonObject auth) {
    JsonObject body = new JsonObject().put("url", url).put("all_jobs", false).put("auth", auth);
    return node.send("POST", "/v1/endpoints", body.encode());
  }

  private String registered(String url, JsonObject auth) {
    HttpResponse<String> answer = register(url, auth);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body()).getString("id");
  }

  private static String submit(String endpoint) {
    return node.submit(
        new JsonObject()
            .put("parts", new JsonArray().add(new JsonObject().put("html", "<p>Hello")))
            .put("callback", new JsonObject().put("endpoint_id", endpoint))
            .encode());
  }

  private static JsonObject waiting(String job) {
    eventually(
        () ->
            node.notification(job)
                .filter(one -> one.getInteger("attempts_made") > 0)
                .filter(one -> one.getString("status").equals("pending"))
                .isPresent());
    return node.notification(job).orElseThrow();
  }

  private static JsonObject delivered(String job) {
    eventually(
        () ->
            node.notification(job)
                .filter(one -> one.getString("status").equals("delivered"))
                .isPresent());
    return node.notification(job).orElseThrow();
  }

  private static List<Integer> statuses(JsonObject notification) {
    return notification.getJsonArray("attempts").stream()
        .map(one -> ((JsonObject) one).getInteger("http_status"))
        .toList();
  }

  private List<String> tokensAt(String path) {
    return receiver.received().stream()
        .filter(one -> one.target().equals(path))
        .map(one -> one.headers().get("authorization"))
        .toList();
  }

  private static int errors() {
    return node.get("/v1/client").getJsonObject("error_window").getInteger("errors");
  }

  @Test
  void aTokenIsFetchedOnceSentWithEachCallbackAndShownNowhere() {
    answer(request -> Answer.status(200));
    String endpoint = registered(receiver.uri("/hook").toString(), oauth().put("scope", "hooks"));

    JsonObject first = delivered(submit(endpoint));
    delivered(submit(endpoint));

    assertThat(tokensAt("/hook")).containsExactly("Bearer t1", "Bearer t1");
    Received asked = receiver.received().get(0);
    assertThat(asked.text()).isEqualTo("grant_type=client_credentials&scope=hooks");
    assertThat(asked.headers().get("authorization"))
        .isEqualTo(
            "Basic " + Base64.getEncoder().encodeToString("hookpress:the-secret".getBytes()));
    assertThat(first.getJsonObject("request").getJsonObject("headers").getString("authorization"))
        .isEqualTo("…");
    JsonObject shown = node.get("/v1/endpoints/" + endpoint);
    assertThat(shown.getJsonObject("registration").getJsonObject("auth"))
        .isEqualTo(
            new JsonObject()
                .put("type", "oauth2")
                .put("token_url", receiver.uri("/token").toString())
                .put("client_id", "hookpress")
                .put("has_secret", true)
                .put("scope", "hooks")
                .put("credentials_in", "header"));

    // Its life has ended.
    CLOCK.advance(Duration.ofHours(1));
    delivered(submit(endpoint));
    assertThat(tokensAt("/hook").get(2)).isEqualTo("Bearer t2");
  }

  @Test
  void aTokenThatTheReceiverDoesNotAcceptIsRenewedOnceAndCountsAgainstNobody() {
    answer(
        request ->
            Answer.status("Bearer t1".equals(request.headers().get("authorization")) ? 401 : 204));
    String endpoint = registered(receiver.uri("/renewed").toString(), oauth());
    int before = errors();

    JsonObject renewed = delivered(submit(endpoint));

    assertThat(statuses(renewed)).containsExactly(401, 204);
    assertThat(tokensAt("/renewed")).containsExactly("Bearer t1", "Bearer t2");
    assertThat(errors()).isEqualTo(before);

    answer(request -> Answer.status(401));
    JsonObject refused = waiting(submit(endpoint));
    assertThat(statuses(refused)).containsExactly(401, 401);
    assertThat(errors()).isEqualTo(before + 1);
  }

  @Test
  void aTokenThatCannotBeHadIsTheAttemptsFailureHoldsTheEndpointAndBlocksNobody() {
    receiver.answer(
        request ->
            request.target().equals("/token")
                ? Answer.json(401, "{\"error\":\"invalid_client\"}")
                : Answer.status(200));
    String endpoint = registered(receiver.uri("/tokenless").toString(), oauth());
    int before = errors();

    String job = submit(endpoint);
    JsonObject failed = waiting(job);

    JsonObject attempt = failed.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getString("outcome")).isEqualTo("token_failed");
    assertThat(attempt.getString("detail"))
        .isEqualTo(
            "The access token could not be had: the token URL answered with status 401"
                + " (invalid_client).");
    assertThat(failed.getString("explanation")).contains("access token could not be had");
    assertThat(tokensAt("/tokenless")).isEmpty();
    assertThat(errors()).isEqualTo(before);
    eventually(() -> node.get("/v1/endpoints/" + endpoint).getString("status").equals("held"));

    answer(request -> Answer.status(200));
    CLOCK.advance(Duration.ofMinutes(13));
    delivered(job);
    assertThat(tokensAt("/tokenless")).containsExactly("Bearer t1");
  }

  @Test
  void aTestCallbackIsAuthorizedToo() {
    answer(request -> Answer.status(200));
    registered(receiver.uri("/tested").toString(), oauth());
    String body = new JsonObject().put("url", receiver.uri("/tested").toString()).encode();

    HttpResponse<String> answer = node.send("POST", "/v1/client/test-callback", body);

    JsonObject result = new JsonObject(answer.body());
    assertThat(result.getString("outcome")).as(answer.body()).isEqualTo("delivered");
    assertThat(tokensAt("/tested")).containsExactly("Bearer t1");
    assertThat(answer.body()).doesNotContain("t1\"").contains("\"authorization\":\"…\"");

    receiver.answer(request -> Answer.status(500));
    answer = node.send("POST", "/v1/client/test-callback", body);
    assertThat(new JsonObject(answer.body()).getString("outcome")).isEqualTo("token_failed");
  }

  @Test
  void aCertificateIsPresentedToAReceiverThatDemandsOne() throws Exception {
    TestAuthority.Issued own = authority.issue("tenant", "dns:tenant.example");
    String url = "https://127.0.0.1:" + demanding.actualPort();
    String byPem = registered(url + "/pem", pem(own));
    String byStore = registered(url + "/store", pkcs12(own));
    SUBJECTS.clear();

    delivered(submit(byPem));
    delivered(submit(byStore));

    assertThat(SUBJECTS).containsExactly("CN=tenant", "CN=tenant");
    JsonObject shown =
        node.get("/v1/endpoints/" + byPem).getJsonObject("registration").getJsonObject("auth");
    assertThat(shown.fieldNames())
        .containsExactlyInAnyOrder(
            "type", "subject", "not_after", "fingerprint_sha256", "has_secret");
    assertThat(shown.getString("subject")).isEqualTo("CN=tenant");

    // Without it, the same connections are of no use.
    HttpResponse<String> removed = node.send("PATCH", "/v1/endpoints/" + byPem, "{\"auth\":null}");
    assertThat(new JsonObject(removed.body()).getJsonObject("registration").containsKey("auth"))
        .isFalse();
    JsonObject refused = waiting(submit(byPem));
    assertThat(refused.getJsonArray("attempts").getJsonObject(0).getString("outcome"))
        .isEqualTo("tls_failed");
    assertThat(SUBJECTS).hasSize(2);
  }

  @Test
  void aCertificateThatTheReceiverDoesNotAcceptIsNamedAsTheCause() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("stranger"));
    TestAuthority stranger = new TestAuthority(elsewhere);
    TestAuthority.Issued unknown = stranger.issue("stranger", "dns:tenant.example");
    String endpoint =
        registered("https://127.0.0.1:" + demanding.actualPort() + "/stranger", pem(unknown));

    JsonObject attempt = waiting(submit(endpoint)).getJsonArray("attempts").getJsonObject(0);

    assertThat(attempt.getString("outcome")).isEqualTo("tls_failed");
    assertThat(attempt.getString("detail"))
        .startsWith("no secure connection to 127.0.0.1: it refused the");
  }

  @Test
  void whatCannotBeUsedIsRefusedWithItsPlace() {
    String hook = receiver.uri("/refused").toString();
    TestAuthority.Issued one = authority.issue("one", "dns:one.example");
    TestAuthority.Issued other = authority.issue("other", "dns:other.example");
    JsonObject mixed = pem(one).put("private_key", pem(other).getString("private_key"));
    String https = "https://127.0.0.1:" + demanding.actualPort() + "/refused";

    refused(hook, oauth().put("token_url", "http://169.254.169.254/token"), "/auth/token_url");
    refused(hook, oauth().put("token_url", "ftp://id.example"), "/auth/token_url");
    refused(hook, new JsonObject().put("type", "oauth2"), "/auth/client_secret");
    refused(hook, oauth().put("scopes", "x"), "/auth/scopes");
    refused(hook, new JsonObject().put("type", "basic"), "/auth/type");
    refused(https, new JsonObject().put("type", "mtls"), "Needs either pkcs12");
    refused(https, mixed, "not that of the first certificate");
    refused(https, pkcs12(one).put("password", "wrong"), "cannot be opened");
    refused(https, pkcs12(one).put("pkcs12", "%%%"), "cannot be decoded");
    refused(hook, pem(one), "needs an endpoint whose URL begins with https://");

    String endpoint = registered(hook, oauth());
    HttpResponse<String> changed =
        node.send(
            "PATCH", "/v1/endpoints/" + endpoint, new JsonObject().put("auth", pem(one)).encode());
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(422);
    assertThat(changed.body()).contains("/auth", "https://");
  }

  private void refused(String url, JsonObject auth, String says) {
    HttpResponse<String> answer = register(url, auth);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains(says).doesNotContain("PRIVATE KEY", "the-secret");
  }

  private static JsonObject pem(TestAuthority.Issued own) {
    return new JsonObject()
        .put("type", "mtls")
        .put("certificate", text(own.certificate()))
        .put("private_key", text(own.key()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The certificate and its key as a store. */
  private static JsonObject pkcs12(TestAuthority.Issued own) {
    try {
      Certificate certificate;
      try (var in = Files.newInputStream(own.certificate())) {
        certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      }
      String base64 = text(own.key()).replaceAll("-----[A-Z ]+-----", "");
      var key =
          java.security.KeyFactory.getInstance("EC")
              .generatePrivate(
                  new java.security.spec.PKCS8EncodedKeySpec(
                      Base64.getMimeDecoder().decode(base64)));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("own", key, "pass".toCharArray(), new Certificate[] {certificate});
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, "pass".toCharArray());
      return new JsonObject()
          .put("type", "mtls")
          .put("pkcs12", Base64.getEncoder().encodeToString(out.toByteArray()))
          .put("password", "pass");
    } catch (java.io.IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
