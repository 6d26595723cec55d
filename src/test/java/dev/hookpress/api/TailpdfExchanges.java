package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.tailpdf.TailpdfDialect;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.support.Awaiting;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests of a program written for TailPDF. */
final class TailpdfExchanges {
  static final String SYNC = "{\"content\": \"<h1>Hello</h1>\"}";
  static final String ASYNC =
      "{\"content\": \"x\", \"async\": true, \"upload_url\": \"https://bucket.test/key\"}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ApiServer api;

  TailpdfExchanges(ApiServer api) {
    this.api = api;
  }

  Got post(String body, String... headers) {
    HttpRequest.Builder request = request();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return api.send(request, "POST", body);
  }

  private HttpRequest.Builder request() {
    return api.anonymous("/pdf")
        .header("X-API-Key", ApiServer.KEY)
        .header("Content-Type", "application/json");
  }

  /** Requests a PDF whose answer comes when the job ends. */
  CompletableFuture<Got> waiting(String... headers) {
    int before = jobs().size();
    CompletableFuture<Got> got = CompletableFuture.supplyAsync(() -> post(SYNC, headers));
    Awaiting.eventually(() -> jobs().size() > before);
    return got;
  }

  /** The job that was accepted last. */
  JobId newest() {
    return jobs().get(0).id();
  }

  private List<Job> jobs() {
    return api.jobs.accepted().stream()
        .filter(job -> job.dialect() == TailpdfDialect.NAME)
        .toList();
  }

  void finish(DocumentResult result) {
    api.jobs.finish(newest(), result, api.clock.instant());
  }

  void store(Path pdf) {
    api.files.put(newest(), pdf);
    finish(new DocumentResult.Stored(1, 4, 3, 2, List.of()));
  }

  /** Provokes every answer of TailPDF's routes. */
  void provokeAll(Path pdf) {
    String job = "/jobs/" + post(ASYNC).json().get("job_id").textValue();
    post("{");
    post("{}");
    post("x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    post(ASYNC, "Idempotency-Key", "tailpdf");
    post(ASYNC.replace("x", "y"), "Idempotency-Key", "tailpdf");
    api.send(api.to("/pdf"), "POST", ASYNC);
    api.send(api.anonymous("/pdf").header("Content-Type", "application/json"), "POST", ASYNC);
    tooFast();
    waits(pdf);
    api.get(job);
    api.get("/jobs/none");
    api.send(api.anonymous(job), "GET", "");
    api.outage.begin();
    api.get(job);
    post(ASYNC);
    api.outage.end();
  }

  private void waits(Path pdf) {
    CompletableFuture<Got> served = waiting("Idempotency-Key", "waiting");
    store(pdf);
    assertThat(served.join().status()).isEqualTo(200);
    api.files.delete(newest());
    assertThat(post(SYNC, "Idempotency-Key", "waiting").status()).isEqualTo(410);
    CompletableFuture<Got> unfetched = waiting();
    finish(new DocumentResult.Failed(FailureCode.SOURCE_HTTP_STATUS, "It answered 500."));
    assertThat(unfetched.join().status()).isEqualTo(500);
    CompletableFuture<Got> late = waiting();
    api.passLongestWait();
    assertThat(late.join().status()).isEqualTo(503);
  }

  private void tooFast() {
    Got last = null;
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      last =
          api.send(
              api.anonymous("/pdf")
                  .header("X-API-Key", ApiServer.OTHER_KEY)
                  .header("Content-Type", "application/json"),
              "POST",
              ASYNC);
    }
    assertThat(last.status()).isEqualTo(429);
  }
}
