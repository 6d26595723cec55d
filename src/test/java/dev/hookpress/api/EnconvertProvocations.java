package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.enconvert.NodeHealth;
import dev.hookpress.dialect.Submission;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.DocumentResult.Failed;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.support.Awaiting;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Provokes the answers of Enconvert's websites, files and keys, and of pages that fail. */
final class EnconvertProvocations {
  private static final String PAGES = "/v1/convert/url-to-pdf";
  private static final String SITES = "/v1/convert/website-to-pdf";
  private static final String SITE = "{\"url\": \"https://a.test/\"}";

  private final ApiServer api;

  EnconvertProvocations(ApiServer api) {
    this.api = api;
  }

  void all(Path pdf) {
    room();
    sites();
    room();
    files(pdf);
    for (String path : List.of("/v1/whoami", "/v1/auth/verify")) {
      everyWay(path);
    }
    health();
    zip(pdf);
    room();
    failed(PAGES, () -> post(PAGES, "{\"url\": \"https://d.test/\"}"));
    EnconvertUploads uploads = new EnconvertUploads(api);
    String form = EnconvertUploads.form("f.html", "<p>x");
    failed(EnconvertUploads.HTML, () -> uploads.post(EnconvertUploads.HTML, form));
  }

  private void sites() {
    assertThat(post(SITES, SITE).status()).isEqualTo(400);
    api.sitePages = new Submission.Pages(List.of(URI.create("https://a.test/x")), 1);
    assertThat(post(SITES, SITE).status()).isEqualTo(202);
    assertThat(post(SITES, "{\"url\": \"https://a.test\", \"crawl_mode\": \"full\"}").status())
        .isEqualTo(403);
    for (String page : List.of("x", "y")) {
      api.send(
          json(api.to(SITES)).header("Idempotency-Key", "site"),
          "POST",
          "{\"url\": \"https://a.test/" + page + "\"}");
    }
    post(SITES, "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous(SITES)), "POST", SITE);
    api.send(api.to(SITES), "POST", SITE);
    api.outage.begin();
    post(SITES, SITE);
    api.outage.end();
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      api.send(json(api.anonymous(SITES).header("X-API-Key", ApiServer.OTHER_KEY)), "POST", SITE);
    }
  }

  private void files(Path pdf) {
    assertThat(post(PAGES, "{\"url\": [\"https://a.test/x\"]}").status()).isEqualTo(202);
    JobId job = api.jobs.accepted().get(0).id();
    api.files.put(job, pdf);
    api.jobs.finish(job, new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
    String path = "/v1/convert/download/live/files/" + job + "/url-to-pdf/x.pdf";
    everyWay(path);
    api.send(api.to(path).header("If-None-Match", api.get(path).header("ETag")), "GET", "");
    api.send(api.to(path).header("Range", "bytes=0-1"), "GET", "");
    api.send(api.to(path).header("Range", "bytes=99-"), "GET", "");
    api.get(path + "x");
    api.files.delete(job);
    assertThat(api.get(path).status()).isEqualTo(410);
  }

  private void health() {
    for (String open : List.of("/", "/health")) {
      assertThat(api.send(api.anonymous(open), "GET", "").status()).isEqualTo(200);
    }
    NodeHealth well = api.health;
    api.health = new NodeHealth(false, well.checks());
    api.clock.advance(Duration.ofSeconds(1));
    assertThat(api.send(api.anonymous("/health"), "GET", "").status()).isEqualTo(503);
    api.health = well;
  }

  private void zip(Path pdf) {
    room();
    String pages =
        "{\"url\": [\"https://a.test/x\", \"https://a.test/y\"], \"output_format\": true}";
    String batch = post(PAGES, pages).json().get("batch_id").textValue();
    JobId job = api.jobs.accepted().get(0).id();
    api.files.put(job, pdf);
    api.jobs.finish(job, new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
    String url = api.get("/v1/convert/batch/" + batch).json().get("zip_download_url").textValue();
    String link = URI.create(url).getRawPath() + "?" + URI.create(url).getRawQuery();
    Got whole = api.send(api.anonymous(link), "GET", "");
    assertThat(whole.status()).isEqualTo(200);
    api.send(api.anonymous(link).header("If-None-Match", whole.header("ETag")), "GET", "");
    api.send(api.anonymous(link).header("Range", "bytes=0-1"), "GET", "");
    api.send(api.anonymous(link).header("Range", "bytes=9999-"), "GET", "");
    api.send(api.anonymous(link + "&disposition=both"), "GET", "");
    assertThat(api.send(api.anonymous(link + "0"), "GET", "").status()).isEqualTo(403);
    api.outage.begin();
    api.send(api.anonymous(link), "GET", "");
    api.outage.end();
    api.files.delete(job);
    assertThat(api.send(api.anonymous(link), "GET", "").status()).isEqualTo(410);
  }

  private void failed(String path, java.util.function.Supplier<Got> request) {
    int before = api.jobs.accepted().size();
    CompletableFuture<Got> got = CompletableFuture.supplyAsync(request);
    Awaiting.eventually(() -> api.jobs.accepted().size() > before);
    api.jobs.finish(
        api.jobs.accepted().get(0).id(),
        new Failed(FailureCode.SOURCE_HTTP_STATUS, "404"),
        api.clock.instant());
    assertThat(got.join().status()).as(path).isEqualTo(422);
  }

  private void everyWay(String path) {
    assertThat(api.get(path).status()).isEqualTo(200);
    api.send(api.anonymous(path), "GET", "");
    api.outage.begin();
    api.get(path);
    api.outage.end();
  }

  /** Makes room in the backlog, which is looked at once a second. */
  private void room() {
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofSeconds(2));
  }

  private Got post(String path, String body) {
    return api.send(json(api.to(path)), "POST", body);
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }
}
