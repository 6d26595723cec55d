package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.support.Awaiting;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests of a program that converts files by Enconvert's clients. */
final class EnconvertUploads {
  static final String HTML = "/v1/convert/html-to-pdf";

  private static final String BOUNDARY = "----boundary";

  private final ApiServer api;

  EnconvertUploads(ApiServer api) {
    this.api = api;
  }

  /** The form that the clients for Node, PHP and Java send. */
  static String form(String filename, String content, String... namesAndTexts) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
          .append(namesAndTexts[i])
          .append("\"\r\n\r\n")
          .append(namesAndTexts[i + 1])
          .append("\r\n");
    }
    return form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; ")
        .append("filename=\"")
        .append(filename)
        .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
        .append(content)
        .append("\r\n--" + BOUNDARY + "--\r\n")
        .toString();
  }

  Got post(String path, String form) {
    return post(api.to(path), form);
  }

  private Got post(HttpRequest.Builder request, String form) {
    String type = "multipart/form-data; boundary=" + BOUNDARY;
    return api.send(request.header("Content-Type", type), "POST", form);
  }

  /** Uploads a file whose answer comes when the job ends. */
  CompletableFuture<Got> waiting(String path, String form) {
    int before = api.jobs.accepted().size();
    CompletableFuture<Got> got = CompletableFuture.supplyAsync(() -> post(path, form));
    Awaiting.eventually(() -> api.jobs.accepted().size() > before);
    return got;
  }

  void store() {
    JobId job = api.jobs.accepted().get(0).id();
    api.jobs.finish(job, new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
  }

  /** Provokes every status that is described. */
  void provokeAll() {
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofSeconds(2));
    String good = form("a.html", "<p>x", "direct_download", "false", "job_id", "upload-1");
    CompletableFuture<Got> served = waiting(HTML, good);
    store();
    assertThat(served.join().status()).isEqualTo(200);
    assertThat(post(HTML, form("a.html", "<p>y", "job_id", "upload-1")).status()).isEqualTo(409);
    HttpRequest.Builder unbounded = api.to(HTML).header("Content-Type", "multipart/form-data");
    assertThat(api.send(unbounded, "POST", good).status()).isEqualTo(400);
    assertThat(post(HTML, "no form").status()).isEqualTo(400);
    assertThat(post("/v1/convert/html-to-png", good).status()).isEqualTo(404);
    assertThat(post(api.anonymous(HTML), good).status()).isEqualTo(401);
    String large = form("a.html", "x".repeat(ApiServer.MAX_BODY_BYTES));
    assertThat(post(HTML, large).status()).isEqualTo(413);
    assertThat(api.send(api.to(HTML), "POST", "{}").status()).isEqualTo(415);
    assertThat(post(HTML, form("a.docx", "x")).status()).isEqualTo(400);
    api.outage.begin();
    assertThat(post(HTML, good).status()).isEqualTo(503);
    api.outage.end();
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      post(api.anonymous(HTML).header("X-API-Key", ApiServer.OTHER_KEY), "no form");
    }
    CompletableFuture<Got> late = waiting(HTML, form("b.html", "<p>x"));
    api.passLongestWait();
    assertThat(late.join().status()).isEqualTo(504);
  }
}
