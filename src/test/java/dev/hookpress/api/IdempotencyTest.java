package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key makes a request that is sent twice happen once, on every route that creates something. */
class IdempotencyTest {
  private static final String REPLAY =
      "{\"from\":\"2023-04-01T00:00:00Z\",\"to\":\"2023-04-01T01:00:00Z\"}";

  @RegisterExtension final ApiServer api = new ApiServer();

  private record Creation(String path, String body, String other) {}

  private static final List<Creation> CREATIONS =
      List.of(
          new Creation("/v1/replays", REPLAY, REPLAY.replace("T01", "T02")),
          new Creation(
              "/v1/templates",
              "{\"name\":\"a\",\"html\":\"<p>\"}",
              "{\"name\":\"b\",\"html\":\"<p>\"}"),
          new Creation(
              "/api/v1/templates",
              "{\"name\":\"a\",\"html\":\"<p>\"}",
              "{\"name\":\"b\",\"html\":\"<p>\"}"),
          new Creation("/v1/client/signing-secrets", "{}", "{\"overlap_seconds\":0}"),
          new Creation(
              "/assets", "{\"mediaType\":\"application/pdf\"}", "{\"mediaType\":\"text/html\"}"));

  @Test
  void aRepeatGetsTheFirstAnswerAndDoesNothing() {
    for (Creation each : CREATIONS) {
      Got first = post(each.path(), "k" + each.path(), each.body());
      Got second = post(each.path(), "k" + each.path(), each.body());

      assertThat(first.status()).as(each.path()).isBetween(200, 202);
      assertThat(first.header("Idempotent-Replayed")).isEmpty();
      assertThat(second.status()).isEqualTo(first.status());
      assertThat(second.text()).isEqualTo(first.text());
      assertThat(second.header("Location")).isEqualTo(first.header("Location"));
      assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(post(each.path(), "k" + each.path(), each.other()).status()).isEqualTo(409);
      assertThat(post(each.path(), "other" + each.path(), each.body()).text())
          .isNotEqualTo(first.text());
    }
    assertThat(api.get("/v1/replays").json().get("data")).hasSize(2);
    assertThat(api.get("/v1/templates").json().get("data")).hasSize(4);
  }

  @Test
  void whiteSpaceInTheBodyDoesNotMatter() {
    Got first = post("/v1/templates", "k", "{\"name\":\"a b\",\"html\":\"<p>\"}");
    Got spaced = post("/v1/templates", "k", " {\n  \"name\" : \"a b\", \"html\":\"<p>\" }\n");
    Got changed = post("/v1/templates", "k", "{\"name\":\"ab\",\"html\":\"<p>\"}");

    assertThat(spaced.text()).isEqualTo(first.text());
    assertThat(changed.status()).isEqualTo(409);
  }

  @Test
  void aJobsRepeatSaysSoAndIgnoresWhiteSpace() {
    Got first = post("/v1/jobs", "k", ApiServer.SIMPLE_JOB);
    Got second = post("/v1/jobs", "k", ApiServer.SIMPLE_JOB.replace("\":", "\" :\n"));

    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(api.jobs.accepted()).hasSize(1);
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    assertThat(
            post("/v1/templates/tpl_01GWYD0K4NRS52DJ8K1ADW1G7R/versions", "k", "{\"html\":\"x\"}")
                .status())
        .isEqualTo(404);
    assertThat(post("/v1/templates", "k", "{\"name\":\"a\",\"html\":\"<p>\"}").status())
        .isEqualTo(201);
  }

  @Test
  void keysOfClientsAreTheirOwn() {
    post("/v1/templates", "k", "{\"name\":\"a\",\"html\":\"<p>\"}");
    HttpRequest.Builder other =
        api.anonymous("/v1/templates")
            .header("X-API-Key", ApiServer.OTHER_KEY)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k");
    Got got = api.send(other, "POST", "{\"name\":\"b\",\"html\":\"<p>\"}");

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    Got got = post("/v1/replays", "x".repeat(256), REPLAY);

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.faults()).containsExactly("Idempotency-Key");
  }

  private Got post(String path, String key, String body) {
    return api.send(
        api.to(path).header("Content-Type", "application/json").header("Idempotency-Key", key),
        "POST",
        body);
  }
}
