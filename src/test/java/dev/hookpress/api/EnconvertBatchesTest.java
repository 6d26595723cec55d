package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.Submission;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.DocumentResult.Failed;
import dev.hookpress.job.document.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches, websites, files and keys as Enconvert's clients know them. */
class EnconvertBatchesTest {
  private static final String CONVERT = "/v1/convert/url-to-pdf";
  private static final String WEBSITE = "/v1/convert/website-to-pdf";

  @RegisterExtension final ApiServer api = new ApiServer();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"zip\""})
  void aBatchIsOneZipOfAllPages(String format) throws IOException {
    Got accepted =
        post(
            CONVERT,
            "{\"url\": [\"https://a.test/x\", \"https://a.test/y\", \"https://b.test/x\"],"
                + " \"output_filename\": \"Report\", \"output_format\": "
                + format
                + "}");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.json().get("output_format").textValue()).isEqualTo("zip");
    String batch = "/v1/convert/batch/" + accepted.json().get("batch_id").textValue();
    assertThat(api.get(batch).json().get("zip_download_url").isNull()).isTrue();
    finish(stored(), stored(), new Failed(FailureCode.SOURCE_HTTP_STATUS, "404"));

    JsonNode done = api.get(batch).json();

    assertThat(done.get("output_mode").textValue()).isEqualTo("zip");
    assertThat(done.get("status").textValue()).isEqualTo("partial");
    String link = done.get("zip_download_url").textValue();
    assertThat(link).contains("/all/Report.zip?");
    Got zip = api.send(api.anonymous(path(link)), "GET", "");
    assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
    assertThat(zip.header("Content-Disposition")).contains("Report.zip");
    assertThat(entries(zip.response().body()).keySet())
        .containsExactly("Report.pdf", "Report-2.pdf");
    assertThat(entries(zip.response().body()).get("Report.pdf")).isEqualTo("%PDF the file");
  }

  @Test
  void aZipNeedsSeveralPages() {
    Got got = post(CONVERT, "{\"url\": \"https://a.test\", \"output_format\": true}");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().get("detail").textValue())
        .isEqualTo("/output_format: A ZIP is made of several URLs.");
  }

  @Test
  void aForgedOrAnEndlessLinkToAZipIsRefused() throws IOException {
    post(CONVERT, "{\"url\": [\"https://a.test/x\", \"https://a.test/y\"]}");
    finish(stored(), stored());
    String job = api.jobs.accepted().get(0).id().toString();

    Got got =
        api.send(
            api.anonymous(
                "/v1/files/" + job + "/all/batch.zip?client=x&expires=1&signature=forged"),
            "GET",
            "");

    assertThat(got.status()).isEqualTo(403);
  }

  @Test
  void thePagesOfAWebsiteBecomeOneZip() {
    api.sitePages =
        new Submission.Pages(
            List.of(URI.create("https://a.test/x"), URI.create("https://a.test/y")), 250);

    Got got = post(WEBSITE, "{\"url\": \"https://a.test\", \"crawl_mode\": \"sitemap\"}");

    assertThat(got.status()).isEqualTo(202);
    JsonNode body = got.json();
    assertThat(body.get("status").textValue()).isEqualTo("processing");
    assertThat(body.get("batch_id").textValue()).startsWith("batch_");
    assertThat(body.get("url_count").intValue()).isEqualTo(2);
    assertThat(body.get("total_discovered").intValue()).isEqualTo(250);
    assertThat(body.get("discovery_method").textValue()).isEqualTo("sitemap");
    assertThat(body.get("output_format").textValue()).isEqualTo("zip");
    assertThat(api.jobs.accepted().get(0).documents())
        .extracting(document -> document.options().filename())
        .containsExactly("x.pdf", "y.pdf");
  }

  @Test
  void aWebsiteWithoutPagesIsRefused() {
    Got got = post(WEBSITE, "{\"url\": \"https://a.test\"}");

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().get("detail").textValue()).startsWith("/url: No pages were found");
  }

  @Test
  void aWebsiteIsNotCrawled() {
    Got got = post(WEBSITE, "{\"url\": \"https://a.test\", \"crawl_mode\": \"full\"}");

    assertThat(got.status()).isEqualTo(403);
    assertThat(got.json().get("detail").textValue()).contains("crawl_mode");
    assertThat(api.jobs.accepted()).isEmpty();
  }

  @Test
  void aPrivateWebsiteIsNotLookedAt() {
    assertThat(post(WEBSITE, "{\"url\": \"http://10.0.0.1\"}").status()).isEqualTo(400);
  }

  @Test
  void aFileIsReadByItsKeyAndOnlyByItsClient() throws IOException {
    post(CONVERT, "{\"url\": [\"https://a.test/x\"]}");
    finish(stored());
    String id = "batch_" + api.jobs.accepted().get(0).id();
    String key = api.get("/v1/convert/status/" + id).json().at("/tasks/0/object_key").textValue();

    Got got = api.get("/v1/convert/download/" + key);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("%PDF the file");
    assertThat(got.header("X-Filename")).isEqualTo("x.pdf");
    assertThat(
            api.send(
                    api.anonymous("/v1/convert/download/" + key)
                        .header("X-API-Key", ApiServer.OTHER_KEY),
                    "GET",
                    "")
                .status())
        .isEqualTo(404);
    assertThat(api.get("/v1/convert/download/" + key + "x").status()).isEqualTo(404);
  }

  @Test
  void theCommandLineLogsIn() {
    assertThat(api.get("/v1/whoami").json().get("project_id").textValue())
        .isEqualTo(ApiServer.CLIENT.id().toString());
    JsonNode verified = api.get("/v1/auth/verify").json();
    assertThat(verified.get("authenticated").booleanValue()).isTrue();
    assertThat(verified.get("key_type").textValue()).isEqualTo("private");
    Got refused = api.send(api.anonymous("/v1/whoami"), "GET", "");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().get("detail").isTextual()).isTrue();
  }

  private static DocumentResult stored() {
    return new DocumentResult.Stored(1, 13, 3, 2, List.of());
  }

  private void finish(DocumentResult... results) throws IOException {
    JobId job = api.jobs.accepted().get(0).id();
    Path file = Files.writeString(directory.resolve("file.pdf"), "%PDF the file");
    api.files.put(job, file);
    api.jobs.finish(job, List.of(results), api.clock.instant());
  }

  private static Map<String, String> entries(byte[] zip) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private static String path(String url) {
    URI link = URI.create(url);
    return link.getRawPath() + "?" + link.getRawQuery();
  }

  private Got post(String path, String body) {
    return api.send(api.to(path).header("Content-Type", "application/json"), "POST", body);
  }
}
