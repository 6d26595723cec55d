package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.node.SecretsResealing;
import dev.hookpress.node.StartFailure;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The secrets key of a running system is rotated without losing a notification: nodes on one
 * database, and a receiver that fails until the old key is removed.
 */
class KeyRotationIT {
  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private static final int CALLBACKS = 20;
  // The retries last longer than the test may take.
  private static final String RETRIES = String.join(",", Collections.nCopies(200, "3s"));

  @RegisterExtension final Installation hookpress = new Installation();
  private volatile boolean accepts;

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(callback -> accepts ? Answer.status(200) : Answer.status(500));

  @Test
  void aNodeWithAnotherKeyRefusesToStartAndNamesTheVariable() {
    start(OLD, "");

    assertThatThrownBy(() -> start(NEW, ""))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("HOOKPRESS_SECRETS_KEY")
        .hasMessageContaining("HOOKPRESS_SECRETS_PREVIOUS_KEYS")
        .hasMessageNotContaining(OLD)
        .hasMessageNotContaining(NEW);
  }

  @Test
  void theKeyIsRotatedWhileCallbacksWait() {
    SystemNode old = start(OLD, "");
    String secret = old.secret.reveal();
    SigningSecret ofUrl = ownSecret(old, receiver.uri("/0"));
    String authorized = authorizedEndpoint(old, receiver.uri("/authorized"));
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < CALLBACKS / 2; i++) {
      jobs.add(old.submitHello(receiver.uri("/" + i)));
    }
    jobs.forEach(old::ended);
    String link = hostedLink(old, jobs.get(0));
    old.close();

    SystemNode readsBoth = start(OLD, NEW);
    SystemNode sealsNew = start(NEW, OLD);
    assertThat(sealsNew.secret.reveal()).isEqualTo(secret);
    for (int i = CALLBACKS / 2; i < CALLBACKS; i++) {
      String job = sealsNew.submitHello(receiver.uri("/" + i));
      readsBoth.ended(job);
      jobs.add(job);
    }
    assertThat(sealsNew.send("GET", path(link), null).statusCode())
        .as("a link of the old key is still good")
        .isEqualTo(200);
    readsBoth.close();

    SecretsResealing.Done done = SecretsResealing.run(settings(NEW, OLD));
    assertThat(done.finished()).isTrue();
    assertThat(done.resealed()).isGreaterThanOrEqualTo(3L * CALLBACKS / 2);
    assertThat(SecretsResealing.run(settings(NEW, OLD)).resealed()).as("a second run").isZero();
    sealsNew.close();

    SystemNode onlyNew = start(NEW, "");
    accepts = true;
    eventually(
        () ->
            jobs.stream()
                .allMatch(
                    job ->
                        "delivered"
                            .equals(onlyNew.notification(job).orElseThrow().getString("status"))));
    assertThat(receiver.received().stream().map(Received::target).collect(Collectors.toSet()))
        .hasSize(CALLBACKS);
    assertThat(onlyNew.secret.reveal()).isEqualTo(secret);
    assertThat(onlyNew.get("/v1/endpoints/" + authorized).getJsonObject("registration").encode())
        .as("what it demands of the sender was sealed with the old key")
        .contains("\"client_id\":\"hookpress\"");
    assertThat(lastTo("/0"))
        .as("signed with the secret of its URL, which was sealed with the old key")
        .matches(last -> signedBy(ofUrl, last));
    assertThatThrownBy(() -> start(OLD, "")).isInstanceOf(StartFailure.class);
  }

  private static SigningSecret ownSecret(SystemNode node, URI url) {
    String wish = new JsonObject().put("url", url.toString()).encode();
    JsonObject made = new JsonObject(node.send("POST", "/v1/client/signing-secrets", wish).body());
    return SigningSecret.parse(made.getString("secret")).orElseThrow();
  }

  private static String authorizedEndpoint(SystemNode node, URI url) {
    JsonObject auth =
        new JsonObject()
            .put("type", "oauth2")
            .put("token_url", url.toString())
            .put("client_id", "hookpress")
            .put("client_secret", "s");
    JsonObject wish =
        new JsonObject().put("url", url.toString()).put("all_jobs", false).put("auth", auth);
    return new JsonObject(node.send("POST", "/v1/endpoints", wish.encode()).body()).getString("id");
  }

  private Received lastTo(String target) {
    return receiver.received().stream()
        .filter(one -> one.target().equals(target))
        .reduce((before, last) -> last)
        .orElseThrow();
  }

  private static boolean signedBy(SigningSecret secret, Received one) {
    return StandardWebhooks.verify(
        Stream.of(StandardWebhooks.ID, StandardWebhooks.TIMESTAMP, StandardWebhooks.SIGNATURE)
            .collect(Collectors.toMap(name -> name, name -> one.headers().get(name))),
        one.text().getBytes(StandardCharsets.UTF_8),
        List.of(secret),
        Clock.systemUTC().instant());
  }

  private static String hostedLink(SystemNode node, String job) {
    return node.job(job).getJsonObject("destination").getString("url");
  }

  private static String path(String link) {
    return link.substring(link.indexOf("/v1/files/"));
  }

  private SystemNode start(String key, String previousKeys) {
    return hookpress.start(variables(key, previousKeys));
  }

  private Settings settings(String key, String previousKeys) {
    Map<String, String> environment = new HashMap<>(variables(key, previousKeys));
    environment.put("HOOKPRESS_POSTGRES_URI", hookpress.database());
    environment.put("HOOKPRESS_REDIS_URI", hookpress.redis());
    return ((SettingsResult.Valid) SettingsReader.read(environment, Optional.empty())).settings();
  }

  private static Map<String, String> variables(String key, String previousKeys) {
    return Map.of(
        "HOOKPRESS_SECRETS_KEY",
        key,
        "HOOKPRESS_SECRETS_PREVIOUS_KEYS",
        previousKeys,
        "HOOKPRESS_BREAKER_ERRORS",
        "100000",
        "HOOKPRESS_DELIVERY_RETRY_SCHEDULE",
        RETRIES,
        "HOOKPRESS_NODE_DRAIN_SECONDS",
        "5");
  }

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }
}
