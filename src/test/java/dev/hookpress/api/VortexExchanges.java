package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.vortex.VortexDialect;
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

/** Sends the requests of programs written for Vortex PDF. */
final class VortexExchanges {
  static final String RENDER = "/api/v1/renderers/pdf";
  static final String ASYNC = RENDER + "/async";
  static final String REQUEST = "{\"parts\": [\"<h1>Hello</h1>\"]}";

  private final ApiServer api;

  VortexExchanges(ApiServer api) {
    this.api = api;
  }

  Got post(String path, String body, String... headers) {
    HttpRequest.Builder request = api.to(path).header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return api.send(request, "POST", body);
  }

  /** Sends a request that waits for its PDF, and returns once its job is accepted. */
  CompletableFuture<Got> waiting(String body, String... headers) {
    int before = jobs().size();
    CompletableFuture<Got> got = CompletableFuture.supplyAsync(() -> post(RENDER, body, headers));
    Awaiting.eventually(() -> jobs().size() > before);
    return got;
  }

  void store(Path pdf) {
    api.files.put(newest(), pdf);
    api.jobs.finish(
        newest(), new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
  }

  private JobId newest() {
    return jobs().get(0).id();
  }

  private List<Job> jobs() {
    return api.jobs.accepted().stream()
        .filter(job -> job.dialect().equals(VortexDialect.NAME))
        .toList();
  }

  /** Provokes every response that the routes can give. */
  void provokeAll(Path pdf) {
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofSeconds(2));
    String status = post(ASYNC, REQUEST).json().get("status_url").textValue();
    api.get(status);
    api.get(RENDER + "/jobs/none");
    api.send(api.anonymous(status), "GET", "");
    for (String path : List.of(RENDER, ASYNC)) {
      refusals(path);
    }
    api.outage.begin();
    api.get(status);
    post(ASYNC, REQUEST);
    post(RENDER, REQUEST);
    api.outage.end();
    waits(pdf);
  }

  private void refusals(String path) {
    post(path, "{");
    post(path, "{}");
    post(path, "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    post(ASYNC, REQUEST, "Idempotency-Key", "vortex" + path.length());
    post(path, "{\"parts\": \"<p>other\"}", "Idempotency-Key", "vortex" + path.length());
    api.send(api.to(path), "POST", REQUEST);
    api.send(api.anonymous(path).header("Content-Type", "application/json"), "POST", REQUEST);
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      api.send(
          api.anonymous(path)
              .header("Authorization", "Bearer " + ApiServer.OTHER_KEY)
              .header("Content-Type", "application/json"),
          "POST",
          "{}");
    }
  }

  private void waits(Path pdf) {
    CompletableFuture<Got> served = waiting(REQUEST, "Idempotency-Key", "vortex-waiting");
    store(pdf);
    assertThat(served.join().status()).isEqualTo(200);
    api.files.delete(newest());
    assertThat(post(RENDER, REQUEST, "Idempotency-Key", "vortex-waiting").status()).isEqualTo(410);
    CompletableFuture<Got> text =
        waiting("{\"parts\": [\"<p>Text\"], \"output_encoding\": \"base64\"}");
    store(pdf);
    assertThat(text.join().text()).isEqualTo("JVBERg==");
    CompletableFuture<Got> failed = waiting(REQUEST);
    DocumentResult late =
        new DocumentResult.Failed(FailureCode.RENDER_TIMEOUT, "It took too long.");
    api.jobs.finish(newest(), late, api.clock.instant());
    assertThat(failed.join().status()).isEqualTo(422);
    CompletableFuture<Got> unanswered = waiting(REQUEST);
    api.passLongestWait();
    assertThat(unanswered.join().status()).isEqualTo(504);
  }
}
