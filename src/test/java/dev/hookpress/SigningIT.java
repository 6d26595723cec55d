package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client rotates its keys without losing a callback, and tests an endpoint. The receiver verifies
 * signatures by its own code.
 */
class SigningIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Nodes know keys for so long. */
  private static final Duration CACHED = Duration.ofSeconds(5);

  private static final String SECRETS = "/v1/client/signing-secrets";

  private final MutableClock clock = MutableClock.now();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation(clock);
  private final SystemNode node = hookpress.start(Map.of("HOOKPRESS_BREAKER_ERRORS", "2"));

  @Test
  void duringARotationBothSecretsVerifyAndAfterItTheNewOneAlone() {
    String before = node.secret.reveal();
    String after = rotate("{\"overlap_seconds\":3600}").getString("secret");
    assertThat(after).startsWith("whsec_").isNotEqualTo(before);

    Received during = signedWith(2);
    assertThat(signedBySecret(during, before)).isTrue();
    assertThat(signedBySecret(during, after)).isTrue();
    assertThat(bySecret(after, during)).as("the newest first").isEqualTo(signatures(during).get(0));

    clock.advance(Duration.ofHours(1));
    Received later = callback();
    assertThat(signatures(later)).hasSize(1);
    assertThat(signedBySecret(later, before)).isFalse();
    assertThat(signedBySecret(later, after)).isTrue();
    assertThat(keys()).hasSize(1);
  }

  @Test
  void aKeyPairsSignatureIsVerifiedByTheJdkWithThePublicKeyAlone() throws Exception {
    JsonObject made = rotate("{\"scheme\":\"v1a\"}");
    assertThat(made.containsKey("secret")).isFalse();

    Received both = signedWith(2);
    assertThat(signedByPair(both, made.getString("public_key"))).isTrue();
    assertThat(signedBySecret(both, node.secret.reveal())).isTrue();
    assertThat(keys().getJsonObject(0).getString("public_key"))
        .isEqualTo(made.getString("public_key"));
    String outgoing = keys().getJsonObject(1).getString("id");
    assertThat(node.send("DELETE", SECRETS + "/" + outgoing, null).statusCode()).isEqualTo(204);

    Received alone = signedWith(1);
    assertThat(signedByPair(alone, made.getString("public_key"))).isTrue();
    assertThat(node.send("DELETE", SECRETS + "/" + made.getString("id"), null).statusCode())
        .isEqualTo(409);
  }

  @Test
  void aUrlsCallbacksAreSignedWithItsOwnSecretAndVerifyWithNoOther() {
    String one = rotate(ofUrl("/one?key=1").encode()).getString("secret");
    String other = rotate(ofUrl("/one?key=2").encode()).getString("secret");
    List<String> all = List.of(node.secret.reveal(), one, other);

    signedOnlyBy(all, one, "/one?key=1");
    signedOnlyBy(all, other, "/one?key=2");
    signedOnlyBy(all, node.secret.reveal(), "/one");
    int before = receiver.received().size();
    String wish = ofUrl("/one?key=2").encode();
    assertThat(post("/v1/client/test-callback", wish).statusCode()).isEqualTo(200);
    signedOnlyBy(all, other, receiver.received().get(before));
  }

  @Test
  void eachRequestForATestSendsOneWhateverItsKey() {
    String wish = ofUrl("/tested").encode();
    for (int sent = 1; sent <= 2; sent++) {
      HttpResponse<String> answer =
          node.send("POST", "/v1/client/test-callback", wish, "Idempotency-Key", "the same");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
      assertThat(receiver.received()).hasSize(sent);
    }
  }

  private void signedOnlyBy(List<String> all, String secret, String target) {
    int before = receiver.received().size();
    node.submitHello(receiver.uri(target));
    signedOnlyBy(all, secret, receiver.await(before + 1, PATIENCE).get(before));
  }

  private static void signedOnlyBy(List<String> all, String secret, Received one) {
    assertThat(all.stream().filter(each -> signedBySecret(one, each)))
        .as(one.target())
        .containsExactly(secret);
  }

  private JsonObject ofUrl(String target) {
    return new JsonObject().put("url", receiver.uri(target).toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothSchemesSignAndARotationOfOneLeavesTheOther(boolean ofUrl) throws Exception {
    JsonObject whose = ofUrl ? ofUrl("/") : new JsonObject();
    String first = ofUrl ? rotate(whose.encode()).getString("secret") : node.secret.reveal();
    String pair = rotate(whose.copy().put("scheme", "v1a").encode()).getString("public_key");
    Received both = signedWith(2);
    assertThat(signedBySecret(both, first)).isTrue();
    assertThat(signedByPair(both, pair)).isTrue();

    String second = rotate(whose.copy().put("overlap_seconds", 3600).encode()).getString("secret");
    Received during = signedWith(3);
    assertThat(signedBySecret(during, first)).isTrue();
    assertThat(signedBySecret(during, second)).isTrue();
    assertThat(signedByPair(during, pair)).isTrue();

    clock.advance(Duration.ofHours(1));
    Received after = callback();
    assertThat(signatures(after)).hasSize(2);
    assertThat(signedBySecret(after, first)).isFalse();
    assertThat(signedBySecret(after, second)).isTrue();
    assertThat(signedByPair(after, pair)).isTrue();
  }

  @Test
  void concurrentRotationsSucceedAndOneKeyIsCurrent() {
    List<Integer> answers =
        IntStream.range(0, 12)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(SECRETS, "{}").statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    // The first key and seven more: then there are eight.
    assertThat(answers).containsOnly(201, 409);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(7);
    JsonArray keys = keys();
    assertThat(keys).hasSize(8);
    assertThat(keys.getJsonObject(0).containsKey("expires_at")).isFalse();
    assertThat(IntStream.range(1, 8))
        .allMatch(i -> keys.getJsonObject(i).containsKey("expires_at"));
    assertThat(signatures(signedWith(8))).doesNotHaveDuplicates();

    HttpResponse<String> ended = post(SECRETS, "{\"overlap_seconds\":0}");
    assertThat(ended.statusCode()).as("it ends the one that is current").isEqualTo(201);
    assertThat(keys()).hasSize(8);
  }

  @Test
  void aTestCallbackShowsTheExchangeAndCountsNothing() {
    receiver.answer(
        request -> Answer.with(500, Map.of("X-Mine", "yes"), "broken: " + "x".repeat(8192)));
    String wish =
        new JsonObject()
            .put("url", receiver.uri("/try?token=1").toString())
            .put("headers", new JsonObject().put("Authorization", "Bearer s3cret"))
            .encode();
    // Two errors block: three samples do not.
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = post("/v1/client/test-callback", wish);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("s3cret");
      JsonObject shown = new JsonObject(answer.body());
      assertThat(shown.getString("outcome")).isEqualTo("status_rejected");
      assertThat(shown.getInteger("http_status")).isEqualTo(500);
      assertThat(shown.getString("address")).isEqualTo("127.0.0.1");
      assertThat(shown.getString("answer")).startsWith("broken: x").hasSize(4096);
      assertThat(shown.getJsonObject("answer_headers").getString("x-mine")).isEqualTo("yes");

      Received got = receiver.received().get(i);
      JsonObject request = shown.getJsonObject("request");
      assertThat(request.getString("body")).isEqualTo(got.text());
      assertThat(new JsonObject(got.text()).getBoolean("test")).isTrue();
      assertThat(got.target()).isEqualTo("/try?token=1");
      assertThat(got.headers().get("authorization")).isEqualTo("Bearer s3cret");
      assertThat(request.getJsonObject("headers").getString("Authorization")).isEqualTo("…");
      assertThat(request.getJsonObject("headers").getString("webhook-signature"))
          .isEqualTo(got.headers().get("webhook-signature"));
      assertThat(signedBySecret(got, node.secret.reveal())).isTrue();
    }

    receiver.answer(request -> Answer.status(200));
    callback();
    assertThat(node.meter("hookpress_client_blocks_total")).isZero();
    assertThat(receiver.received()).as("no sample was sent again").hasSize(4);
  }

  /** Only Adobe's format wants more than 2xx, and only TailPDF's signs by a header of its own. */
  @Test
  void aTestCallbackHasTheShapeAndTheRulesOfItsFormat() {
    receiver.answer(request -> Answer.status(204));
    Map<String, String> outcomes = new TreeMap<>();
    Map<String, List<String>> members = new TreeMap<>();
    for (String format :
        List.of("native", "adobe", "tailpdf", "pdfgorilla", "enconvert", "vortex")) {
      String wish =
          new JsonObject()
              .put("url", receiver.uri("/" + format).toString())
              .put("format", format)
              .encode();
      outcomes.put(
          format,
          new JsonObject(post("/v1/client/test-callback", wish).body()).getString("outcome"));
      Received got = receiver.received().get(outcomes.size() - 1);
      members.put(format, List.copyOf(new JsonObject(got.text()).fieldNames()));
      assertThat(got.headers().contains("x-tailpdf-signature")).isEqualTo(format.equals("tailpdf"));
    }

    assertThat(outcomes)
        .hasToString(
            "{adobe=status_rejected, enconvert=delivered, native=delivered, pdfgorilla=delivered,"
                + " tailpdf=delivered, vortex=delivered}");
    assertThat(members.get("adobe")).contains("jobID", "statusResponse");
    assertThat(members.get("tailpdf")).contains("event", "job_id", "data");
    assertThat(members.get("pdfgorilla")).contains("jobId", "downloadUrl");
    assertThat(members.get("enconvert")).contains("job_id", "total_tasks");
    assertThat(members.get("vortex")).contains("job_id", "completed_at");
  }

  @Test
  void aTestCallbackIsSentWhileTheClientIsBlocked() {
    receiver.answer(request -> Answer.status(500));
    node.submitHello(receiver.uri("/"));
    node.submitHello(receiver.uri("/"));
    eventually(() -> node.meter("hookpress_client_blocks_total") > 0);
    int before = receiver.received().size();

    String wish = new JsonObject().put("url", receiver.uri("/try").toString()).encode();
    assertThat(post("/v1/client/test-callback", wish).statusCode()).isEqualTo(200);

    assertThat(receiver.received()).hasSize(before + 1);
    assertThat(receiver.received().get(before).target()).isEqualTo("/try");
  }

  @Test
  void aTestCallbackFollowsTheEgressPolicy() {
    HttpResponse<String> refused =
        post("/v1/client/test-callback", "{\"url\":\"http://10.0.0.1/\"}");
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonObject silent =
        new JsonObject(
            post("/v1/client/test-callback", "{\"url\":\"http://127.0.0.1:1/\"}").body());
    assertThat(silent.getString("outcome")).isEqualTo("connect_failed");
    assertThat(silent.containsKey("http_status")).isFalse();
    assertThat(silent.getString("answer")).isEmpty();
  }

  @Test
  void theEventsTargetIsStored() {
    String path = "/v1/client/events";
    assertThat(node.send("GET", path, null).statusCode()).isEqualTo(404);
    String wish =
        new JsonObject()
            .put("url", receiver.uri("/events?token=1").toString())
            .put("headers", new JsonObject().put("X-Key", "s3cret"))
            .encode();
    assertThat(node.send("PUT", path, wish).statusCode()).isEqualTo(200);
    assertThat(node.get(path))
        .isEqualTo(
            new JsonObject()
                .put("target", "http://127.0.0.1:" + receiver.port())
                .put("headers", new JsonArray().add("X-Key")));
    assertThat(node.send("DELETE", path, null).statusCode()).isEqualTo(204);
    assertThat(node.send("GET", path, null).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String path, String body) {
    return node.send("POST", path, body);
  }

  private JsonObject rotate(String body) {
    HttpResponse<String> answer = post(SECRETS, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body());
  }

  private JsonArray keys() {
    return node.get(SECRETS).getJsonArray("data");
  }

  /** The callback of a new job. */
  private Received callback() {
    int before = receiver.received().size();
    node.submitHello(receiver.uri("/"));
    return receiver.await(before + 1, PATIENCE).get(before);
  }

  /** Waits for a callback with so many signatures. */
  private Received signedWith(int count) {
    clock.advance(CACHED);
    Received[] last = new Received[1];
    eventually(
        () -> {
          last[0] = callback();
          return signatures(last[0]).size() == count;
        });
    return last[0];
  }

  private static List<String> signatures(Received one) {
    return Arrays.asList(one.headers().get("webhook-signature").split(" "));
  }

  private static byte[] signed(Received one) {
    String head =
        one.headers().get("webhook-id") + "." + one.headers().get("webhook-timestamp") + ".";
    return (head + one.text()).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean signedBySecret(Received one, String secret) {
    return signatures(one).contains(bySecret(secret, one));
  }

  private static String bySecret(String secret, Received one) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed(one)));
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }

  /** The X.509 form of the key is this prefix and the 32 bytes (RFC 8410). */
  private static boolean signedByPair(Received one, String publicKey) throws Exception {
    String raw =
        HexFormat.of().formatHex(Base64.getDecoder().decode(publicKey.substring("whpk_".length())));
    byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + raw);
    for (String signature : signatures(one)) {
      if (signature.startsWith("v1a,")) {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(signed(one));
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
      }
    }
    return false;
  }
}
