package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.support.Awaiting;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Provokes every status of every route of stored templates and of PDF Gorilla's format. */
final class TemplateExchanges {
  private static final String NATIVE = "/v1/templates";
  private static final String VENDOR = "/api/v1/templates";
  private static final String JOBS = "/api/v1/jobs/";
  private static final String TEXT = "{\"name\": \"Order\", \"html\": \"<p>{{orderId}}</p>\"}";
  private static final String JOB =
      "{\"data\": {\"orderId\": 1}, \"webhookUrl\": \"https://hook.test/\","
          + " \"webhookSecret\": \"s\"}";
  private static final String NOBODY = "01JD0000000000000000000000";

  private final ApiServer api;
  private final Path pdf;

  private TemplateExchanges(ApiServer api, Path pdf) {
    this.api = api;
    this.pdf = pdf;
  }

  /** Provokes every status; afterwards no template can be added. */
  static void provoke(ApiServer api, Path pdf) {
    new TemplateExchanges(api, pdf).provoke();
  }

  private void provoke() {
    // The limit of requests is one of a second.
    api.clock.advance(Duration.ofSeconds(1));
    String own = NATIVE + "/" + created(NATIVE);
    String id = created(VENDOR);
    String vendors = VENDOR + "/" + id;
    Map<String, String> texts =
        Map.of(NATIVE, "POST", own + "/versions", "POST", VENDOR, "POST", vendors, "PUT");
    texts.forEach(this::text);
    text(vendors, "PATCH");
    for (String list : List.of(NATIVE, VENDOR)) {
      everyWay(list, "GET");
      api.get(list + "?limit=0");
    }
    everyWay(own + "/versions/1", "GET");
    api.get(own + "/versions/7");
    assertThat(send(VENDOR + "/order-form", "PUT", TEXT).status()).isEqualTo(201);
    jobs(vendors + "/generate-async");
    waits(vendors + "/generate");
    send(VENDOR + "/a-name-of-ours", "PUT", TEXT);
    api.templates.fill();
    for (String path : List.of(NATIVE, VENDOR, own + "/versions")) {
      send(path, "POST", TEXT);
    }
    send(vendors, "PUT", TEXT);
    send(vendors, "PATCH", TEXT);
    for (String one : List.of(own, vendors)) {
      everyWay(one, "GET");
      everyWay(one, "DELETE");
      api.get(one);
      api.delete(one);
    }
    send(own + "/versions", "POST", TEXT);
    send(vendors, "PUT", TEXT);
    send(vendors, "PATCH", TEXT);
  }

  private String created(String path) {
    Got got = send(path, "POST", TEXT);
    assertThat(got.status()).as(got.text()).isEqualTo(201);
    String id = got.json().get("id").textValue();
    assertThat(got.header("Location")).isEqualTo(path + "/" + id);
    return id;
  }

  private void text(String path, String method) {
    send(path, method, TEXT);
    badBodies(path, method, TEXT);
    tooFast(path, method, TEXT);
  }

  private void jobs(String submit) {
    String done = accepted(submit);
    api.jobs.finish(
        JobId.parse(done).orElseThrow(),
        new DocumentResult.Stored(1, 4, 1, 1, List.of()),
        api.clock.instant());
    everyWay(JOBS + done, "GET");
    everyWay(JOBS + done + "/download", "GET");
    api.get(JOBS + NOBODY + "/download");
    api.get(JOBS + NOBODY);
    String failed = accepted(submit);
    api.jobs.finish(
        JobId.parse(failed).orElseThrow(),
        new DocumentResult.Failed(FailureCode.RENDER_TIMEOUT, "Late."),
        api.clock.instant());
    api.get(JOBS + failed);
    api.get(JOBS + failed + "/download");
    canceled(JOBS + accepted(submit), "DELETE", JOBS + NOBODY);
    canceled(JOBS + accepted(submit) + "/cancel", "POST", JOBS + NOBODY + "/cancel");
    for (String body : List.of(JOB, JOB.replace("1", "2"))) {
      api.send(json(api.to(submit)).header("Idempotency-Key", "gorilla"), "POST", body);
    }
    send(VENDOR + "/" + NOBODY + "/generate-async", "POST", JOB);
    badBodies(submit, "POST", JOB);
    tooFast(submit, "POST", JOB);
  }

  private void waits(String generate) {
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofSeconds(2));
    badBodies(generate, "POST", "{}");
    send(VENDOR + "/" + NOBODY + "/generate", "POST", "{}");
    for (String body : List.of("{\"data\": {\"a\": 1}}", "{\"data\": {\"a\": 2}}")) {
      api.send(
          json(api.to(generate.replace("generate", "generate-async")))
              .header("Idempotency-Key", "wait-gorilla"),
          "POST",
          body);
    }
    api.send(
        json(api.to(generate)).header("Idempotency-Key", "wait-gorilla"), "POST", "{\"data\": {}}");
    tooFast(generate, "POST", "{\"data\": 1}");
    HttpRequest.Builder kept = json(api.to(generate)).header("Idempotency-Key", "generated");
    CompletableFuture<Got> served = waiting(kept);
    api.files.put(newest(), pdf);
    finish(new DocumentResult.Stored(1, 4, 3, 2, List.of()));
    assertThat(served.join().status()).isEqualTo(200);
    api.files.delete(newest());
    assertThat(api.send(kept, "POST", "{}").status()).isEqualTo(410);
    CompletableFuture<Got> failed = waiting(json(api.to(generate)));
    finish(new DocumentResult.Failed(FailureCode.TEMPLATE_FAILED, "Line 1."));
    assertThat(failed.join().status()).isEqualTo(422);
    CompletableFuture<Got> late = waiting(json(api.to(generate)));
    api.passLongestWait();
    assertThat(late.join().status()).isEqualTo(504);
  }

  private CompletableFuture<Got> waiting(HttpRequest.Builder request) {
    int before = api.jobs.accepted().size();
    CompletableFuture<Got> got =
        CompletableFuture.supplyAsync(() -> api.send(request, "POST", "{}"));
    Awaiting.eventually(() -> api.jobs.accepted().size() > before);
    return got;
  }

  private void finish(DocumentResult result) {
    api.jobs.finish(newest(), result, api.clock.instant());
  }

  private JobId newest() {
    return api.jobs.accepted().get(0).id();
  }

  private String accepted(String submit) {
    Got got = send(submit, "POST", JOB);
    assertThat(got.status()).as(got.text()).isEqualTo(202);
    return got.json().get("jobId").textValue();
  }

  private void canceled(String path, String method, String none) {
    everyWay(path, method);
    api.send(api.to(path), method, "");
    api.send(api.to(none), method, "");
    tooFast(path, method, "");
  }

  private void badBodies(String path, String method, String good) {
    send(path, method, "{");
    send(path, method, "{\"html\": 1, \"data\": 1}");
    api.send(api.to(path), method, good);
    send(path, method, "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous(path)), method, good);
    away(json(api.to(path)), method, good);
  }

  private void tooFast(String path, String method, String body) {
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      api.send(json(api.anonymous(path).header("X-API-Key", ApiServer.OTHER_KEY)), method, body);
    }
    api.clock.advance(Duration.ofSeconds(1));
  }

  /** Sends the request with a key, without one, and during an outage. */
  private void everyWay(String path, String method) {
    api.send(api.anonymous(path), method, "");
    away(api.to(path), method, "");
    api.send(api.to(path), method, "");
  }

  private void away(HttpRequest.Builder request, String method, String body) {
    api.outage.begin();
    Got got = api.send(request, method, body);
    api.outage.end();
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.text()).doesNotContain("secret-database-host");
  }

  private Got send(String path, String method, String body) {
    return api.send(json(api.to(path)), method, body);
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }
}
