package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.tailpdf.TailpdfDialect;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.support.Awaiting;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** TailPDF's API over HTTP. */
class TailpdfTest {
  @TempDir Path dir;

  @RegisterExtension final ApiServer api = new ApiServer();
  private TailpdfExchanges tailpdf;

  @BeforeEach
  void start() {
    tailpdf = new TailpdfExchanges(api);
  }

  private Path pdf() {
    try {
      return Files.writeString(dir.resolve("file"), "%PDF-1.7 made");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAsyncJobIsAcceptedAndCanBeRead() {
    Got got = tailpdf.post(TailpdfExchanges.ASYNC);

    assertThat(got.status()).isEqualTo(202);
    JobId id = tailpdf.newest();
    assertThat(got.text())
        .isEqualTo(
            "{\"job_id\":\"%s\",\"status\":\"pending\",\"status_url\":\"/jobs/%s\"}"
                .formatted(id, id));
    assertThat(api.get("/jobs/" + id).text())
        .isEqualTo(
            "{\"job_id\":\"%s\",\"status\":\"pending\",\"created_at\":\"2023-04-01T12:34:56Z\"}"
                .formatted(id));
    assertThat(api.counted).containsExactly(TailpdfDialect.NAME);
  }

  @Test
  void withoutAsyncTheAnswerIsThePdf() {
    CompletableFuture<Got> waiting = tailpdf.waiting();
    assertThat(waiting).isNotDone();
    tailpdf.store(pdf());

    Got got = waiting.join();

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(got.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"document.pdf\"; filename*=UTF-8''document.pdf");
    assertThat(got.text()).isEqualTo("%PDF-1.7 made");
    String id = got.header("Hookpress-Job-Id");
    assertThat(api.get("/jobs/" + id).json().at("/result/file_size_bytes").intValue()).isEqualTo(4);
  }

  @Test
  void aPdfThatIsNotToBeStoredIsDeletedOnceItIsSent() {
    CompletableFuture<Got> waiting = tailpdf.waiting("X-No-Store", "true");
    tailpdf.store(pdf());

    assertThat(waiting.join().text()).isEqualTo("%PDF-1.7 made");
    JobId id = tailpdf.newest();
    Awaiting.eventually(() -> api.files.none(id));
    assertThat(api.get("/jobs/" + id).json().get("status").textValue()).isEqualTo("completed");
  }

  @Test
  void aPdfThatMayBeStoredIsKept() {
    CompletableFuture<Got> waiting = tailpdf.waiting("X-No-Store", "false");
    tailpdf.store(pdf());

    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(api.files.none(tailpdf.newest())).isFalse();
  }

  @Test
  void aLatePdfThatIsNotToBeStoredIsNotMade() {
    CompletableFuture<Got> waiting = tailpdf.waiting("X-No-Store", "true");
    api.passLongestWait();

    assertThat(waiting.join().status()).isEqualTo(503);
    JobId id = tailpdf.newest();
    Awaiting.eventually(
        () -> api.get("/jobs/" + id).json().get("status").textValue().equals("failed"));
  }

  @Test
  void aFailureIsInTheAnswer() {
    CompletableFuture<Got> waiting = tailpdf.waiting();
    tailpdf.finish(new DocumentResult.Failed(FailureCode.LIMIT_PAGES, "More than 2,000 pages."));

    Got got = waiting.join();

    JobId id = tailpdf.newest();
    assertThat(got.status()).isEqualTo(500);
    assertThat(got.header("Content-Type")).isEqualTo("application/json");
    assertThat(got.text())
        .isEqualTo(
            ("{\"error\":\"limit_pages\",\"message\":\"More than 2,000 pages.\","
                    + "\"job_id\":\"%s\",\"status\":\"failed\",\"status_url\":\"/jobs/%s\"}")
                .formatted(id, id));
    assertThat(api.get("/jobs/" + id).json().get("error_message").textValue())
        .isEqualTo("More than 2,000 pages.");
  }

  @Test
  void aPdfIsMadeEvenIfItIsLate() {
    CompletableFuture<Got> waiting = tailpdf.waiting();
    api.passLongestWait();

    Got got = waiting.join();

    assertThat(got.status()).isEqualTo(503);
    assertThat(got.json().at("/error").textValue()).isEqualTo("timeout");
    tailpdf.store(pdf());
    String status = api.get(got.json().get("status_url").textValue()).text();
    assertThat(status).contains("\"status\":\"completed\"");
  }

  @Test
  void aJobThatIsCanceledMeanwhileIsAConflict() {
    CompletableFuture<Got> waiting = tailpdf.waiting();
    api.delete("/v1/jobs/job_" + tailpdf.newest());

    assertThat(waiting.join().status()).isEqualTo(409);
  }

  @Test
  void aRepeatWaitsForTheFirstsPdf() {
    CompletableFuture<Got> first = tailpdf.waiting("Idempotency-Key", "order-7");
    JobId id = tailpdf.newest();
    tailpdf.store(pdf());
    first.join();

    Got second = tailpdf.post(TailpdfExchanges.SYNC, "Idempotency-Key", "order-7");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Hookpress-Job-Id")).isEqualTo(id.toString());
    assertThat(api.jobs.accepted()).hasSize(1);
  }

  @Test
  void aWaitEndsWhenTheCallerHangsUp() throws IOException {
    URI server = api.anonymous("/pdf").build().uri();
    byte[] body = TailpdfExchanges.SYNC.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /pdf HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Type: application/json\r\n"
                .formatted(ApiServer.KEY)
            + "Content-Length: %d\r\n\r\n".formatted(body.length);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      Awaiting.eventually(() -> !api.jobs.accepted().isEmpty());
      Awaiting.eventually(() -> api.jobs.looks(tailpdf.newest()) > 1);
    }

    JobId left = tailpdf.newest();
    CompletableFuture<Got> staying = tailpdf.waiting();
    JobId other = tailpdf.newest();
    // Eight polls of one job take longer than the longest pause between two polls of another.
    Awaiting.eventually(
        () -> {
          int before = api.jobs.looks(left);
          int later = api.jobs.looks(other) + 8;
          Awaiting.eventually(() -> api.jobs.looks(other) >= later);
          return api.jobs.looks(left) == before;
        });

    tailpdf.store(pdf());
    assertThat(staying.join().status()).isEqualTo(200);
    DocumentResult stored = new DocumentResult.Stored(1, 4, 3, 2, List.of());
    api.jobs.finish(left, stored, api.clock.instant());
    assertThat(api.get("/jobs/" + left).text()).contains("completed");
  }

  @Test
  void failuresOfTheRouterHaveTailpdfsShape() {
    assertThat(tailpdf.post("x".repeat(ApiServer.MAX_BODY_BYTES + 1)).json().at("/error"))
        .hasToString("\"body_too_large\"");
    assertThat(api.get("/jobs/none").json().at("/error")).hasToString("\"not_found\"");
  }

  @Test
  void jobsOfOtherFormatsAreNotFound() {
    JobId other = api.submitted(ApiServer.SIMPLE_JOB);

    assertThat(api.get("/jobs/" + other).status()).isEqualTo(404);
  }

  @Test
  void aJobIsReadableForMoreThanAnHour() {
    tailpdf.post(TailpdfExchanges.ASYNC);
    tailpdf.finish(new DocumentResult.Stored(1, 4, 3, 2, List.of()));
    api.clock.advance(Duration.ofHours(20));

    assertThat(api.get("/jobs/" + tailpdf.newest()).status()).isEqualTo(200);
  }
}
