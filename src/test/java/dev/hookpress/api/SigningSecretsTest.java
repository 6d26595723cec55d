package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets are shown once, and never again. */
class SigningSecretsTest {
  private static final String PATH = "/v1/client/signing-secrets";

  @RegisterExtension final ApiServer api = new ApiServer();

  private Got rotate(String json) {
    return api.send(api.to(PATH).header("Content-Type", "application/json"), "POST", json);
  }

  @Test
  void aRotationMakesTheNewKeyCurrentAndLetsTheOneOfItsSchemeExpireInADay() {
    Got first = rotate("{}");
    api.clock.advance(Duration.ofSeconds(1));
    Got pair = rotate("{\"scheme\":\"v1a\"}");
    api.clock.advance(Duration.ofSeconds(1));
    Got second = rotate("{}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().get("secret").textValue()).startsWith("whsec_");
    assertThat(pair.json().get("public_key").textValue()).startsWith("whpk_");
    assertThat(pair.text()).doesNotContain("whsk_").doesNotContain("\"secret\"");
    assertThat(api.get(PATH).text())
        .isEqualTo(
            "{\"data\":[{\"id\":\"%s\",\"scheme\":\"v1\",".formatted(id(second))
                + "\"created_at\":\"2023-04-01T12:34:58.789Z\"},"
                + "{\"id\":\"%s\",\"scheme\":\"v1a\",".formatted(id(pair))
                + "\"created_at\":\"2023-04-01T12:34:57.789Z\","
                + "\"public_key\":\"%s\"},".formatted(pair.json().get("public_key").textValue())
                + "{\"id\":\"%s\",\"scheme\":\"v1\",".formatted(id(first))
                + "\"created_at\":\"2023-04-01T12:34:56.789Z\","
                + "\"expires_at\":\"2023-04-02T12:34:58.789Z\"}]}");
  }

  private static String id(Got made) {
    return made.json().get("id").textValue();
  }

  @Test
  void aUrlsKeysAreListedByTheIdOfItsEndpointAndMayAllBeEnded() {
    rotate("{}");
    Got made = rotate("{\"url\":\"https://hook.test/in?token=s3cret\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text()).doesNotContain("s3cret");
    assertThat(made.json().get("url").textValue()).startsWith("https://hook.test/in");
    String endpoint = made.json().get("endpoint").textValue();
    assertThat(api.get(PATH).json().get("data")).hasSize(1);
    assertThat(api.get(PATH + "?endpoint=" + endpoint).json().at("/data/0/id").textValue())
        .isEqualTo(id(made));
    assertThat(api.delete(PATH + "/" + id(made)).status()).isEqualTo(204);
    assertThat(api.get(PATH + "?endpoint=" + endpoint).json().get("data")).isEmpty();
    assertThat(api.get(PATH + "?endpoint=ep_1").status()).isEqualTo(400);
    assertThat(rotate("{\"url\":\"http://10.0.0.1/\"}").faults()).containsExactly("/url");
  }

  @Test
  void anOutgoingKeyIsEndedAndTheCurrentOneIsNot() {
    String outgoing = rotate("{}").json().get("id").textValue();
    String current = rotate("{}").json().get("id").textValue();

    assertThat(api.delete(PATH + "/" + current).problem()).isEqualTo("signing-key-current");
    assertThat(api.delete(PATH + "/" + outgoing).status()).isEqualTo(204);
    assertThat(api.delete(PATH + "/" + outgoing).status()).isEqualTo(404);
    assertThat(api.delete(PATH + "/sig_none").status()).isEqualTo(404);
    assertThat(api.get(PATH).json().get("data")).hasSize(1);
  }

  @Test
  void faultsAreNamed() {
    assertThat(rotate("{\"scheme\":\"v2\",\"overlap_seconds\":604801,\"overlap\":1}").faults())
        .containsExactlyInAnyOrder("/scheme", "/overlap_seconds", "/overlap");
    assertThat(rotate("{\"overlap_seconds\":1.5}").faults()).containsExactly("/overlap_seconds");
    assertThat(rotate("{\"overlap_seconds\":-1}").faults()).containsExactly("/overlap_seconds");
    assertThat(rotate("[]").status()).isEqualTo(422);
    assertThat(api.get(PATH).json().get("data")).isEmpty();
  }

  @Test
  void eventsAndTestCallbacksFollowTheRulesOfCallbacks() {
    for (String path : new String[] {"/v1/client/events", "/v1/client/test-callback"}) {
      String method = path.endsWith("events") ? "PUT" : "POST";
      Got got =
          api.send(
              api.to(path).header("Content-Type", "application/json"),
              method,
              "{\"url\":\"http://10.0.0.1\",\"headers\":{\"Webhook-Id\":\"secret-1\"},\"x\":1}");
      assertThat(got.status()).as(path).isEqualTo(422);
      assertThat(got.faults()).containsExactlyInAnyOrder("/url", "/headers/Webhook-Id", "/x");
      assertThat(got.text()).doesNotContain("secret-1");
    }
  }

  @Test
  void theEventsTargetIsShownWithoutSecrets() {
    Got put =
        api.send(
            api.to("/v1/client/events").header("Content-Type", "application/json"),
            "PUT",
            "{\"url\":\"https://hook.test:8443/path?token=s3cret\","
                + "\"headers\":{\"Authorization\":\"s3cret\"}}");

    assertThat(put.text())
        .isEqualTo("{\"target\":\"https://hook.test:8443\",\"headers\":[\"Authorization\"]}");
    assertThat(api.get("/v1/client/events").text()).isEqualTo(put.text());
    assertThat(api.delete("/v1/client/events").status()).isEqualTo(204);
    assertThat(api.get("/v1/client/events").status()).isEqualTo(404);
  }
}
