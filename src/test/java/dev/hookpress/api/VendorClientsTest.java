package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.support.Awaiting;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The request sequences of the vendors' own clients, with what these clients read of the answers.
 */
class VendorClientsTest {
  private static final String CONVERT = "/v1/convert/url-to-pdf";
  private static final String JOB_ID = "0123456789abcdef0123456789abcdef";

  /** What the clients for Node, PHP and Java send for every page. */
  private static final String OF_SDK =
      """
      {"url": "https://example.com/page", "direct_download": false, "viewport_width": 1920,
       "viewport_height": 1080, "load_media": true, "enable_scroll": true, "single_page": true,
       "job_id": "%s"}
      """
          .formatted(JOB_ID);

  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anEnconvertClientReadsWhereItsFileIs() {
    CompletableFuture<Got> waiting = waiting(OF_SDK);
    store();

    Got got = waiting.join();

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo("application/json");
    JsonNode file = got.json();
    assertThat(file.get("presigned_url").textValue()).startsWith("http");
    assertThat(file.get("object_key").textValue()).endsWith("/url-to-pdf/page.pdf");
    assertThat(file.get("filename").textValue()).isEqualTo("page.pdf");
    assertThat(file.get("file_size").longValue()).isEqualTo(4);
    assertThat(file.get("conversion_time_seconds").isNumber()).isTrue();
    assertThat(file.get("job_id").textValue()).isEqualTo(JOB_ID);
  }

  @Test
  void aDirectDownloadOfEnconvertsSaysWhatItIs(@TempDir Path dir) throws IOException {
    CompletableFuture<Got> waiting =
        waiting(OF_SDK.replace("\"direct_download\": false", "\"direct_download\": true"));
    JobId job = api.jobs.accepted().get(0).id();
    api.files.put(job, Files.writeString(dir.resolve("page.pdf"), "%PDF"));
    store();

    Got got = waiting.join();

    assertThat(got.text()).isEqualTo("%PDF");
    assertThat(got.header("Content-Disposition")).contains("filename=\"page.pdf\"");
    assertThat(got.header("X-Object-Key")).endsWith("/url-to-pdf/page.pdf");
    assertThat(got.header("X-File-Size")).isEqualTo("4");
    assertThat(got.header("X-Conversion-Time")).isEqualTo("0.01");
    assertThat(got.header("X-Filename")).isEqualTo("page.pdf");
  }

  /** As generated clients do, which read one type of answer. */
  @Test
  void whoTakesNoPdfFromEnconvertIsToldWhereItIs() {
    CompletableFuture<Got> got =
        CompletableFuture.supplyAsync(
            () ->
                api.send(
                    api.to(CONVERT)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json"),
                    "POST",
                    "{\"url\": \"https://a.test/page\"}"));
    Awaiting.eventually(() -> !api.jobs.accepted().isEmpty());
    store();

    assertThat(got.join().header("Content-Type")).isEqualTo("application/json");
    assertThat(got.join().json().get("presigned_url").textValue()).startsWith("http");
  }

  @Test
  void anEnconvertClientFindsTheJobAfterA504UnderItsOwnId() {
    assertThat(api.get("/v1/convert/status/" + JOB_ID).status()).isEqualTo(404);
    CompletableFuture<Got> waiting = waiting(OF_SDK);
    api.passLongestWait();

    assertThat(waiting.join().status()).isEqualTo(504);
    assertThat(waiting.join().json().get("detail").isTextual()).isTrue();
    assertThat(status().get("status").textValue()).isEqualTo("processing");
    store();
    assertThat(status().get("status").textValue()).isEqualTo("success");
    assertThat(status().get("presigned_url").textValue()).startsWith("http");
  }

  @Test
  void anotherClientDoesNotFindItUnderThatId() {
    CompletableFuture<Got> waiting = waiting(OF_SDK);
    store();
    waiting.join();

    Got got =
        api.send(
            api.anonymous("/v1/convert/status/" + JOB_ID).header("X-API-Key", ApiServer.OTHER_KEY),
            "GET",
            "");

    assertThat(got.status()).isEqualTo(404);
  }

  @Test
  void anEnconvertBatchIsPolledUntilItIsComplete() {
    Got accepted =
        post(
            CONVERT,
            "{\"url\": [\"https://a.test/x\"], \"async_mode\": true, \"output_format\":"
                + " \"individual\"}");

    String batch = "/v1/convert/batch/" + accepted.json().get("batch_id").textValue();
    assertThat(accepted.json().get("url_count").intValue()).isEqualTo(1);
    assertThat(api.get(batch).json().get("status").textValue()).isEqualTo("processing");
    store();
    JsonNode done = api.get(batch).json();
    assertThat(done.get("status").textValue()).isEqualTo("completed");
    assertThat(done.at("/items/0/status").textValue()).isEqualTo("Success");
    assertThat(done.at("/items/0/download_url").textValue()).startsWith("http");
  }

  @Test
  void anEnconvertPageIsOneSheetAsWideAsTheViewportForTheScreen() {
    CompletableFuture<Got> waiting = waiting(OF_SDK);
    store();

    assertThat(waiting.join().header("Hookpress-Warning"))
        .doesNotContain("single_page")
        .doesNotContain("viewport");
    RenderOptions options = api.jobs.accepted().get(0).documents().get(0).options();
    assertThat(options.print().singlePage()).isTrue();
    assertThat(options.print().screen()).isTrue();
    assertThat(options.layout().widthMillimetres()).isEqualTo(508);
  }

  @Test
  void credentialsAndCookiesOfEnconvertGoWithEachPage() {
    Got got =
        post(
            CONVERT,
            "{\"url\": [\"https://a.test/x\", \"https://b.test/\"], \"auth\": {\"username\": \"x\","
                + " \"password\": \"y\"}, \"headers\": {\"X-Tenant\": \"7\"}, \"cookies\":"
                + " [{\"name\": \"s\", \"value\": \"1\", \"url\": \"https://a.test/\"}]}");

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.header("Hookpress-Warning")).isEmpty();
    assertThat(sent(0))
        .containsEntry("Authorization", "Basic eDp5")
        .containsEntry("X-Tenant", "7")
        .containsEntry("Cookie", "s=1");
    assertThat(sent(1)).containsEntry("X-Tenant", "7").doesNotContainKey("Cookie");
  }

  private Map<String, String> sent(int document) {
    Part.Url page = (Part.Url) api.jobs.accepted().get(0).documents().get(document).parts().get(0);
    return page.access().headersFor(page.url(), page.url());
  }

  @Test
  void accessThatContradictsItselfIsRefused() {
    Got got =
        post(
            CONVERT,
            "{\"url\": \"https://a.test\", \"auth\": {\"username\": \"x\", \"password\": \"y\"},"
                + " \"headers\": {\"authorization\": \"z\", \"Host\": \"c.test\"}, \"cookies\":"
                + " [{\"name\": \"s\", \"value\": \"1;2\", \"domain\": \"a.test\"}]}");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.text()).contains("/headers/Host", "\"/auth\"", "/cookies/0/value");
  }

  @Test
  void anErrorIsReadFromDetail() {
    Got got = post(CONVERT, "{\"url\": \"ftp://a.test\"}");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().get("detail").textValue()).startsWith("/url: ");
  }

  @Test
  void whatIsPassedOverIsSaidInTheAnswerAndTheJob() {
    Got got =
        post(CONVERT, "{\"url\": \"https://a.test\", \"async_mode\": true, \"colour\": \"red\"}");

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.header("Hookpress-Warning")).startsWith("/colour: Is not a known field.");
    assertThat(api.jobs.accepted().get(0).documents().get(0).requestWarnings()).hasSize(1);
  }

  @Test
  void aClientMayAskForARefusalInstead() {
    HttpRequest.Builder request =
        api.to(CONVERT)
            .header("Content-Type", "application/json")
            .header("Prefer", "respond-async, handling=strict");

    Got got = api.send(request, "POST", "{\"url\": \"https://a.test\", \"colour\": \"red\"}");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.text()).contains("/colour");
  }

  @Test
  void nullIsAbsent() {
    String tailpdf =
        "{\"content\":\"x\",\"async\":true,\"upload_url\":\"https://b.test/k\","
            + "\"webhook_url\":null,\"fonts\":null,\"config\":null,\"pdfOptions\":null}";

    assertThat(post("/pdf", tailpdf).status()).isEqualTo(202);
    assertThat(
            post(
                    CONVERT,
                    "{\"url\":\"https://a.test\",\"async_mode\":true,\"callback_url\":null,"
                        + "\"notification_email\":null,\"pdf_options\":null,\"auth\":null}")
                .status())
        .isEqualTo(202);
    assertThat(
            post(
                    VortexExchanges.ASYNC,
                    "{\"parts\":\"<p>x\",\"callback\":null,\"destination\":null,\"size\":null}")
                .status())
        .isEqualTo(200);
  }

  private JsonNode status() {
    return api.get("/v1/convert/status/" + JOB_ID).json();
  }

  private CompletableFuture<Got> waiting(String body) {
    CompletableFuture<Got> got = CompletableFuture.supplyAsync(() -> post(CONVERT, body));
    Awaiting.eventually(() -> !api.jobs.accepted().isEmpty());
    return got;
  }

  private void store() {
    JobId job = api.jobs.accepted().get(0).id();
    api.jobs.finish(job, new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
  }

  private Got post(String path, String body) {
    return api.send(api.to(path).header("Content-Type", "application/json"), "POST", body);
  }
}
