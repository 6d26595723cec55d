package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, listing and canceling jobs over HTTP. */
class JobsTest {
  private static final String UNKNOWN = "/v1/jobs/job_01HXXXXXXXXXXXXXXXXXXXXXXX";

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void aWaitingJobShowsWhatWasAskedForButNoSecrets() {
    JobId id =
        api.submitted(
            """
            {"parts": [{"html": "<p>private-source</p>"}],
             "options": {"filename": "Rechnung", "user_password": "private-password"},
             "destination": {"provider": "presigned", "url": "https://s3.test/?sig=private-url"},
             "callback": {"url": "https://hook.test/", "headers": {"X-Key": "private-header"}},
             "metadata": {"order": 7.10}}
            """);

    Got got = api.get("/v1/jobs/job_" + id);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().get("status").textValue()).isEqualTo("pending");
    assertThat(got.json().get("filename").textValue()).isEqualTo("Rechnung.pdf");
    assertThat(got.text()).contains("\"destination\":{\"provider\":\"presigned\"}");
    assertThat(got.text()).contains("\"metadata\":{\"order\":7.10}");
    assertThat(got.text()).doesNotContain("private");
  }

  @Test
  void aHostedPdfGetsANewLinkWithEveryAnswer() {
    JobId id = api.submitted(ApiServer.SIMPLE_JOB);
    api.jobs.finish(
        id, new DocumentResult.Stored(3, 12_345, 80, 5, List.of("float")), api.clock.instant());

    JsonNode first = api.get("/v1/jobs/job_" + id).json();
    api.clock.advance(Duration.ofMinutes(30));
    JsonNode second = api.get("/v1/jobs/job_" + id).json();

    assertThat(first.get("pages").intValue()).isEqualTo(3);
    assertThat(first.get("bytes").intValue()).isEqualTo(12_345);
    assertThat(first.at("/timings/render_ms").intValue()).isEqualTo(80);
    assertThat(first.at("/warnings/0").textValue()).isEqualTo("float");
    assertThat(first.at("/destination/expires_at").textValue()).isEqualTo("2023-04-01T13:34:56Z");
    assertThat(second.at("/destination/expires_at").textValue()).isEqualTo("2023-04-01T14:04:56Z");
    assertThat(second.at("/destination/url")).isNotEqualTo(first.at("/destination/url"));
  }

  @Test
  void aFailedJobSaysWhy() {
    JobId id = api.submitted(ApiServer.SIMPLE_JOB);
    api.jobs.finish(
        id,
        new DocumentResult.Failed(FailureCode.SOURCE_HTTP_STATUS, "It answered with 404."),
        api.clock.instant());

    Got got = api.get("/v1/jobs/job_" + id);

    assertThat(got.json().get("status").textValue()).isEqualTo("failed");
    assertThat(got.json().at("/error/code").textValue()).isEqualTo("SOURCE_HTTP_STATUS");
    assertThat(got.text()).contains("\"destination\":{\"provider\":\"hosted\"}");
  }

  @Test
  void aJobShowsThatItsClientIsBlocked() {
    JobId id = api.submitted(ApiServer.SIMPLE_JOB);
    api.blocks.block(ApiServer.CLIENT.id(), api.clock.instant().plusSeconds(60));

    assertThat(api.get("/v1/jobs/job_" + id).json().get("blocked_until").textValue())
        .isEqualTo("2023-04-01T12:35:56.789Z");
  }

  @Test
  void anotherClientsJobDoesNotExist() {
    JobId id = api.submitted(ApiServer.SIMPLE_JOB);

    assertThat(other("/v1/jobs/job_" + id, "GET").status()).isEqualTo(404);
    assertThat(other("/v1/jobs/job_" + id, "DELETE").status()).isEqualTo(404);
    assertThat(other("/v1/jobs/job_" + id + "/notifications", "GET").status()).isEqualTo(404);
    assertThat(other("/v1/jobs", "GET").json().get("data")).isEmpty();
    assertThat(api.get("/v1/jobs/job_" + id).json().get("status").textValue()).isEqualTo("pending");
  }

  @ParameterizedTest
  @ValueSource(strings = {"job_", "job_1", "msg_01HXXXXXXXXXXXXXXXXXXXXXXX", "x%00", "%2e%2e%2f"})
  void aMalformedIdIsNotFound(String id) {
    Got got = api.get("/v1/jobs/" + id);

    assertThat(got.status()).isEqualTo(404);
    assertThat(got.problem()).isEqualTo("not-found");
    assertThat(api.get(UNKNOWN).problem()).isEqualTo("not-found");
  }

  @Test
  void aListIsReadInPagesNewestFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, "job_" + api.submitted(ApiServer.SIMPLE_JOB));
      api.clock.advance(Duration.ofSeconds(2));
    }

    JsonNode first = api.get("/v1/jobs?limit=2").json();
    JsonNode second = api.get("/v1/jobs?limit=2&cursor=" + cursor(first)).json();
    JsonNode third = api.get("/v1/jobs?limit=2&cursor=" + cursor(second)).json();

    List<String> read = new ArrayList<>();
    for (JsonNode page : List.of(first, second, third)) {
      page.get("data").forEach(job -> read.add(job.get("id").textValue()));
    }
    assertThat(read).isEqualTo(ids);
    assertThat(third.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void aListIsNarrowedByStateAndTime() {
    JobId old = api.submitted(ApiServer.SIMPLE_JOB);
    api.clock.advance(Duration.ofMinutes(10));
    JobId canceled = api.submitted(ApiServer.SIMPLE_JOB);
    api.delete("/v1/jobs/job_" + canceled);
    api.clock.advance(Duration.ofMinutes(10));
    api.submitted(ApiServer.SIMPLE_JOB);

    assertThat(ids("/v1/jobs?status=canceled")).containsExactly("job_" + canceled);
    assertThat(ids("/v1/jobs?created_to=2023-04-01T12:40:00Z")).containsExactly("job_" + old);
    assertThat(
            ids(
                "/v1/jobs?created_from=2023-04-01T12:40:00Z"
                    + "&created_to=2023-04-01T14:50:00%2B02:00"))
        .containsExactly("job_" + canceled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=1&limit=2",
        "status=done",
        "cursor=abc",
        "created_from=yesterday",
        "created_to=+999999999-01-01T00:00:00Z",
        "limt=3"
      })
  void aParameterAtFaultIsNamed(String query) {
    Got got = api.get("/v1/jobs?" + query);

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.problem()).isEqualTo("invalid-parameter");
    assertThat(got.faults()).containsExactly(query.substring(0, query.indexOf('=')));
  }

  @Test
  void aJobThatHasNotEndedCanBeCanceledOnce() {
    JobId id = api.submitted(ApiServer.SIMPLE_JOB);

    Got canceled = api.delete("/v1/jobs/job_" + id);
    Got again = api.delete("/v1/jobs/job_" + id);

    assertThat(canceled.status()).isEqualTo(200);
    assertThat(canceled.json().get("status").textValue()).isEqualTo("canceled");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("job-ended");
    assertThat(api.delete(UNKNOWN).status()).isEqualTo(404);
  }

  @Test
  void anUnknownPathIsAProblemDocument() {
    Got nowhere = api.get("/v2/jobs");
    Got method = api.send(api.to("/v1/jobs"), "PATCH", "");

    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(nowhere.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.problem()).isEqualTo("method-not-allowed");
    assertThat(method.header("Allow")).contains("GET").contains("POST");
  }

  private Got other(String path, String method) {
    HttpRequest.Builder request = api.anonymous(path).header("X-API-Key", ApiServer.OTHER_KEY);
    return api.send(request, method, "");
  }

  private List<String> ids(String path) {
    return api.get(path).json().findValuesAsText("id");
  }

  private static String cursor(JsonNode page) {
    return page.get("next_cursor").textValue();
  }
}
