package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.Job;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Submitting over HTTP. */
class SubmitTest {
  private static final String JSON = "application/json";

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void aJobIsAcceptedWithItsIdAndLinks() {
    Got got = api.submit(ApiServer.SIMPLE_JOB);

    assertThat(got.status()).isEqualTo(202);
    String id = got.json().get("id").textValue();
    assertThat(id).matches("job_[0-9A-HJKMNP-TV-Z]{26}");
    assertThat(got.json().get("status").textValue()).isEqualTo("pending");
    assertThat(got.json().get("created_at").textValue()).isEqualTo("2023-04-01T12:34:56.789Z");
    assertThat(got.header("Location")).isEqualTo("/v1/jobs/" + id);
    assertThat(got.json().at("/links/notifications").textValue())
        .isEqualTo("/v1/jobs/" + id + "/notifications");
    assertThat(got.header("Hookpress-Blocked-Until")).isEmpty();
    assertThat(api.jobs.accepted()).extracting(Job::client).containsExactly(ApiServer.CLIENT.id());
    assertThat(api.counted).containsExactly(NativeDialect.NAME);
  }

  @Test
  void answersForbidCachingAndScripts() {
    Got got = api.submit(ApiServer.SIMPLE_JOB);

    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.header("Cache-Control")).isEqualTo("no-store");
    assertThat(got.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(got.header("Server")).isEmpty();
  }

  @Test
  void anAnswerToABlockedClientSaysUntilWhen() {
    api.blocks.block(ApiServer.CLIENT.id(), api.clock.instant().plusSeconds(60));

    assertThat(api.submit(ApiServer.SIMPLE_JOB).header("Hookpress-Blocked-Until"))
        .isEqualTo("2023-04-01T12:35:56.789Z");
  }

  @Test
  void theKeyMayComeInEitherHeader() {
    HttpRequest.Builder request =
        api.anonymous("/v1/jobs").header("X-API-Key", ApiServer.KEY).header("Content-Type", JSON);

    assertThat(api.send(request, "POST", ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
  }

  @Test
  void withoutAKnownKeyNothingIsDone() {
    HttpRequest.Builder none = api.anonymous("/v1/jobs").header("Content-Type", JSON);
    HttpRequest.Builder wrong =
        api.anonymous("/v1/jobs").header("Content-Type", JSON).header("X-API-Key", "guess");
    HttpRequest.Builder basic =
        api.anonymous("/v1/jobs")
            .header("Content-Type", JSON)
            .header("Authorization", "Basic " + ApiServer.KEY);

    for (HttpRequest.Builder request : List.of(none, wrong, basic)) {
      Got got = api.send(request, "POST", ApiServer.SIMPLE_JOB);
      assertThat(got.status()).isEqualTo(401);
      assertThat(got.problem()).isEqualTo("unauthenticated");
      assertThat(got.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertThat(api.jobs.accepted()).isEmpty();
  }

  @Test
  void everyFaultOfABodyIsNamedAtOnce() {
    Got got =
        api.submit(
            """
            {"parts": [{"url": "ftp://x"}, {"html": 1}], "callbak": {},
             "callback": {"url": "http://10.0.0.1/", "headers": {"Host": "evil"}},
             "options": {"format": "A9", "margin": 3}}
            """);

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.faults())
        .containsExactlyInAnyOrder(
            "/parts/0/url",
            "/parts/1/html",
            "/callbak",
            "/callback/url",
            "/callback/headers/Host",
            "/options/format",
            "/options/margin");
    assertThat(got.text()).contains("Did you mean callback?", "Did you mean margins?");
    assertThat(got.text()).contains("Leads to a private address.");
    assertThat(api.jobs.accepted()).isEmpty();
  }

  @Test
  void anythingButJsonIsRejected() {
    assertThat(api.submit("{\"parts\": ").status()).isEqualTo(400);
    assertThat(api.submit("").problem()).isEqualTo("malformed-json");
    assertThat(api.submit("{\"parts\":\"https://a.test\",\"parts\":1}").faults())
        .containsExactly("/parts");
  }

  @Test
  void otherMediaTypesAreRefused() {
    HttpRequest.Builder form =
        api.to("/v1/jobs").header("Content-Type", "application/x-www-form-urlencoded");
    HttpRequest.Builder zipped =
        api.to("/v1/jobs").header("Content-Type", JSON).header("Content-Encoding", "br");
    HttpRequest.Builder latin =
        api.to("/v1/jobs").header("Content-Type", "application/json; charset=latin1");

    assertThat(api.send(form, "POST", "parts=1").problem()).isEqualTo("unsupported-media-type");
    assertThat(api.send(zipped, "POST", "{}").status()).isEqualTo(415);
    assertThat(api.send(latin, "POST", "{}").status()).isEqualTo(415);
  }

  @Test
  void aBodyOverTheCapIsRejectedWithOrWithoutContentLength() {
    byte[] large = new byte[ApiServer.MAX_BODY_BYTES + 1];
    HttpRequest chunked =
        api.to("/v1/jobs")
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
            .build();

    assertThat(api.submit("x".repeat(large.length)).problem()).isEqualTo("body-too-large");
    assertThat(api.send(chunked, large).status()).isEqualTo(413);
  }

  @Test
  void aLargeBodyUpToTheCapIsAccepted() {
    String html = "<p>" + "x".repeat(200_000);

    assertThat(api.submit("{\"parts\": [{\"html\": \"" + html + "\"}]}").status()).isEqualTo(202);
  }

  @Test
  void aRepeatedKeyGetsTheSameAnswerAndNoNewJob() {
    Got first = keyed("order-7", ApiServer.SIMPLE_JOB);
    api.clock.advance(Duration.ofHours(3));
    Got second = keyed("order-7", ApiServer.SIMPLE_JOB);

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(api.jobs.accepted()).hasSize(1);
    assertThat(api.counted).hasSize(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflict() {
    keyed("order-7", ApiServer.SIMPLE_JOB);

    Got got = keyed("order-7", "{\"parts\": \"https://example.org\"}");

    assertThat(got.status()).isEqualTo(409);
    assertThat(got.problem()).isEqualTo("idempotency-conflict");
  }

  @Test
  void anIdempotencyKeyHasBounds() {
    assertThat(keyed("k".repeat(256), ApiServer.SIMPLE_JOB).faults())
        .containsExactly("Idempotency-Key");
  }

  @Test
  void submittingTooFastIsRefusedWithTheWait() {
    Got got = null;
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      got = other();
    }

    assertThat(got.status()).isEqualTo(429);
    assertThat(got.problem()).isEqualTo("rate-limited");
    assertThat(got.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void aFullBacklogIsRefusedAndCountedNoMoreThanOnceASecond() {
    assertThat(other().status()).isEqualTo(202);
    assertThat(other().status()).isEqualTo(202);
    Got third = other();

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.problem()).isEqualTo("backlog-full");
    assertThat(third.header("Retry-After")).isEqualTo("5");
    assertThat(api.jobs.pendingQueries()).isEqualTo(1);
  }

  @Test
  void freedRoomInTheBacklogIsSeenWithinASecond() {
    other();
    other();
    other();
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofMillis(1001));

    assertThat(other().status()).isEqualTo(202);
  }

  @Test
  void aClockSetBackDoesNotFreezeTheBacklog() {
    other();
    other();
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofHours(-1));

    assertThat(other().status()).isEqualTo(202);
  }

  @Test
  void repeatsTakeNoPlaceInTheBacklog() {
    for (int i = 0; i < 2; i++) {
      assertThat(
              api.send(
                      api.anonymous("/v1/jobs")
                          .header("X-API-Key", ApiServer.OTHER_KEY)
                          .header("Idempotency-Key", "one")
                          .header("Content-Type", JSON),
                      "POST",
                      ApiServer.SIMPLE_JOB)
                  .status())
          .isEqualTo(202);
    }
    assertThat(other().status()).isEqualTo(202);
  }

  @Test
  void withoutPostgresASubmissionFailsAndShowsNoDetails() {
    api.outage.begin();
    Got got = api.submit(ApiServer.SIMPLE_JOB);
    api.outage.end();

    assertThat(got.status()).isEqualTo(503);
    assertThat(got.header("Retry-After")).isEqualTo("5");
    assertThat(got.text()).doesNotContain("secret-database-host");
    assertThat(api.jobs.accepted()).isEmpty();
    assertThat(api.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
  }

  @Test
  void http2IsSupported() {
    try (ApiServer http2 = new ApiServer(HttpClient.Version.HTTP_2)) {
      assertThat(http2.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
      Got second = http2.submit(ApiServer.SIMPLE_JOB);
      assertThat(second.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(second.status()).isEqualTo(202);
      assertThat(http2.get("/v1/jobs").status()).isEqualTo(200);
      assertThat(http2.send(http2.anonymous("/v1/jobs"), "GET", "").status()).isEqualTo(401);
      assertThat(http2.submit("x".repeat(ApiServer.MAX_BODY_BYTES + 1)).status()).isEqualTo(413);
    }
  }

  @Test
  void withoutTheRateLimiterJobsAreAccepted() {
    api.rateOutage.begin();

    assertThat(api.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
  }

  private Got keyed(String key, String json) {
    HttpRequest.Builder request =
        api.to("/v1/jobs").header("Idempotency-Key", key).header("Content-Type", JSON);
    return api.send(request, "POST", json);
  }

  private Got other() {
    HttpRequest.Builder request =
        api.anonymous("/v1/jobs")
            .header("X-API-Key", ApiServer.OTHER_KEY)
            .header("Content-Type", JSON);
    return api.send(request, "POST", ApiServer.SIMPLE_JOB);
  }
}
