package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.enconvert.NodeHealth;
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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  void aDownloadOfAZipIsResumed() throws IOException {
    post(
        CONVERT,
        "{\"url\": [\"https://a.test/ü\", \"https://a.test/y\"], \"output_format\": true}");
    finish(stored(), stored());
    String batch = "/v1/convert/batch/batch_" + api.jobs.accepted().get(0).id();
    String link = path(api.get(batch).json().get("zip_download_url").textValue());
    Got whole = api.send(api.anonymous(link), "GET", "");
    byte[] zip = whole.response().body();
    String tag = whole.header("ETag");
    assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(zip.length));
    assertThat(whole.header("Last-Modified")).isEqualTo("Sat, 01 Apr 2023 10:00:00 GMT");

    Got rest =
        api.send(
            api.anonymous(link).header("Range", "bytes=20-").header("If-Range", tag), "GET", "");
    Got part = api.send(api.anonymous(link).header("Range", "bytes=3-8"), "GET", "");
    Got known = api.send(api.anonymous(link).header("If-None-Match", tag), "GET", "");
    Got beyond =
        api.send(api.anonymous(link).header("Range", "bytes=" + zip.length + "-"), "GET", "");

    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.response().body()).isEqualTo(Arrays.copyOfRange(zip, 20, zip.length));
    assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(zip, 3, 9));
    assertThat(part.header("Content-Range")).isEqualTo("bytes 3-8/" + zip.length);
    assertThat(known.status()).isEqualTo(304);
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(api.send(api.anonymous(link), "HEAD", "").header("Content-Length"))
        .isEqualTo(Integer.toString(zip.length));
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
    assertThat(got.header("Content-Disposition")).startsWith("inline; filename=\"x.pdf\"");
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

  @Test
  void aMonitorAsksForTheHealthWithoutAKey() {
    Got healthy = api.send(api.anonymous("/health"), "GET", "");
    api.health = new NodeHealth(true, new TreeMap<>(Map.of("postgres", true, "redis", false)));
    Got cached = api.send(api.anonymous("/health"), "GET", "");
    api.clock.advance(Duration.ofSeconds(1));
    Got degraded = api.send(api.anonymous("/health"), "GET", "");
    api.health = new NodeHealth(false, new TreeMap<>(Map.of("postgres", false)));
    api.clock.advance(Duration.ofSeconds(1));
    Got away = api.send(api.anonymous("/health"), "GET", "");

    String whole = "{\"status\":\"healthy\",\"checks\":{\"postgres\":\"ok\"}}";
    assertThat(healthy.text()).isEqualTo(whole);
    assertThat(cached.text()).isEqualTo(whole);
    assertThat(degraded.status()).isEqualTo(200);
    assertThat(degraded.text())
        .isEqualTo("{\"status\":\"degraded\",\"checks\":{\"postgres\":\"ok\",\"redis\":\"down\"}}");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.json().get("status").textValue()).isEqualTo("degraded");
  }

  private static DocumentResult stored() {
    return new DocumentResult.Stored(1, 13, 3, 2, List.of());
  }

  private void finish(DocumentResult... results) throws IOException {
    JobId job = api.jobs.accepted().get(0).id();
    Path file = Files.writeString(directory.resolve("file.pdf"), "%PDF the file");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2023-04-01T10:00:00Z")));
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
