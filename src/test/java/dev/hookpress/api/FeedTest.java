package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.JobId;
import dev.hookpress.support.Awaiting;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client pulls what has ended. */
class FeedTest {
  private static final String EVENTS = "/v1/events";

  @RegisterExtension final ApiServer api = new ApiServer();

  private JobId ended() {
    JobId job = api.submitted(ApiServer.SIMPLE_JOB);
    api.feed.append(ApiServer.CLIENT.id(), job, "job.completed", api.clock.instant());
    return job;
  }

  private String cursor(Got got) {
    return got.json().get("next_cursor").textValue();
  }

  @Test
  void eventsFollowACursorAndTheLastPageIsEmpty() {
    String start = cursor(api.get(EVENTS));
    JobId first = ended();
    JobId second = ended();

    Got page = api.get(EVENTS + "?limit=1&after=" + start);
    Got next = api.get(EVENTS + "?after=" + cursor(page));

    JsonNode event = page.json().at("/data/0");
    assertThat(event.get("type").textValue()).isEqualTo("job.completed");
    assertThat(event.get("job_id").textValue()).isEqualTo("job_" + first);
    assertThat(event.at("/links/job").textValue()).isEqualTo("/v1/jobs/job_" + first);
    assertThat(event.get("id").textValue()).isEqualTo(cursor(page));
    assertThat(next.json().at("/data/0/job_id").textValue()).isEqualTo("job_" + second);
    Got end = api.get(EVENTS + "?after=" + cursor(next));
    assertThat(end.json().get("data")).isEmpty();
    assertThat(cursor(end)).isEqualTo(cursor(next));
    assertThat(api.get(EVENTS + "?after=latest").json().get("data")).isEmpty();
    assertThat(cursor(api.get(EVENTS + "?after=latest"))).isEqualTo(cursor(next));
  }

  @Test
  void aRequestWaitsForTheNextEvent() {
    String start = cursor(api.get(EVENTS));
    CompletableFuture<Got> waiting =
        CompletableFuture.supplyAsync(() -> api.get(EVENTS + "?wait=30&after=" + start));

    JobId job = ended();

    assertThat(waiting.join().json().at("/data/0/job_id").textValue()).isEqualTo("job_" + job);
  }

  @Test
  void aJobsCallbackIsIncludedOnRequest() {
    api.get(EVENTS);
    JobId job = ended();

    JsonNode event = api.get(EVENTS + "?include=callback").json().at("/data/0");

    assertThat(event.at("/callback/headers/webhook-id").textValue()).isEqualTo("msg_" + job);
    assertThat(event.at("/callback/body_base64").textValue()).isEqualTo("e30=");
    assertThat(api.get(EVENTS).json().at("/data/0/callback").isMissingNode()).isTrue();
  }

  @Test
  void aCursorThatIsTooOldOrNotOneIsRefused() {
    String start = cursor(api.get(EVENTS));
    ended();
    api.feed.forget(1);

    assertThat(api.get(EVENTS + "?after=" + start).problem()).isEqualTo("cursor-expired");
    assertThat(api.get(EVENTS + "?after=evt_00000000000000ff").problem())
        .isEqualTo("cursor-expired");
    assertThat(api.get(EVENTS + "?after=7").problem()).isEqualTo("invalid-parameter");
    assertThat(api.get(EVENTS + "?wait=56").status()).isEqualTo(400);
    assertThat(api.get(EVENTS + "?include=all").status()).isEqualTo(400);
  }

  @Test
  void aClientWaitsWithABoundedNumberOfRequests() {
    tooManyWait(api);
  }

  /** Waits with as many requests as a client may, and with one more, which is refused. */
  static void tooManyWait(ApiServer api) {
    String path = EVENTS + "?wait=5&after=" + api.get(EVENTS).json().get("next_cursor").textValue();
    HttpClient http = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<Void>>> waiting =
        Stream.generate(() -> http.sendAsync(api.to(path).build(), BodyHandlers.discarding()))
            .limit(33)
            .toList();
    Awaiting.eventually(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
    assertThat(api.get(path).problem()).isEqualTo("rate-limited");
  }
}
