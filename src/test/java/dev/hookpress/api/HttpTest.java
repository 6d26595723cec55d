package dev.hookpress.api;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.support.CapturedLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has of HTTP: methods, dates, ids, codings, conditions, ranges and origins. */
class HttpTest {
  private static final String PDF = "%PDF-1.7 hosted";
  private static final Instant MODIFIED = Instant.parse("2023-04-01T10:00:00.500Z");

  @TempDir Path dir;

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void headIsAnsweredLikeGetWithoutTheBody() throws IOException {
    JobId job = api.submitted(ApiServer.SIMPLE_JOB);
    for (String path : List.of("/v1/jobs", "/v1/jobs/job_" + job, "/v1/client", "/openapi.yaml")) {
      Got get = api.get(path);
      Got head = api.send(api.to(path), "HEAD", "");

      assertThat(head.status()).as(path).isEqualTo(200);
      assertThat(head.text()).isEmpty();
      assertThat(head.header("Content-Length")).isEqualTo("" + get.response().body().length);
      assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    }
    Got head = api.send(api.anonymous(hosted()), "HEAD", "");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("15");
    assertThat(head.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(api.send(api.to("/v1/jobs/none"), "HEAD", "").status()).isEqualTo(404);
  }

  @Test
  void everyAnswerHasADateAndARequestId() {
    Got got = api.get("/v1/client");

    assertThat(got.header("Date")).isEqualTo("Sat, 01 Apr 2023 12:34:56 GMT");
    assertThat(got.header("X-Request-Id")).hasSize(26);
    assertThat(api.get("/nothing").header("X-Request-Id")).hasSize(26);
    assertThat(api.send(api.anonymous("/v1/jobs"), "GET", "").header("X-Request-Id")).hasSize(26);
  }

  @Test
  void aClientsOwnRequestIdIsKeptIfItIsSafe() {
    assertThat(withId("order-7:3.a_B").header("X-Request-Id")).isEqualTo("order-7:3.a_B");
    assertThat(withId("a b").header("X-Request-Id")).hasSize(26);
    assertThat(withId("x".repeat(129)).header("X-Request-Id")).hasSize(26);
  }

  private Got withId(String id) {
    return api.send(api.to("/v1/client").header("X-Request-Id", id), "GET", "");
  }

  @Test
  void optionsNamesTheMethods() {
    Got got = api.send(api.anonymous("/v1/jobs"), "OPTIONS", "");

    assertThat(got.status()).isEqualTo(204);
    assertThat(got.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(got.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aPageOfAnAllowedOriginMayReadAnswersAndFiles() throws IOException {
    Got preflight =
        api.send(
            api.anonymous("/v1/jobs")
                .header("Origin", ApiServer.PAGE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type"),
            "OPTIONS",
            "");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ApiServer.PAGE);
    assertThat(preflight.header("Access-Control-Allow-Headers"))
        .isEqualTo("authorization,content-type");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST", "DELETE");

    Got file = api.send(api.anonymous(hosted()).header("Origin", ApiServer.PAGE), "GET", "");
    assertThat(file.text()).isEqualTo(PDF);
    assertThat(file.header("Access-Control-Allow-Origin")).isEqualTo(ApiServer.PAGE);
    assertThat(file.header("Access-Control-Expose-Headers")).contains("Content-Disposition");
    assertThat(file.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void aPageOfAnotherOriginMayNot() {
    Got got = api.send(api.to("/v1/client").header("Origin", "https://evil.test"), "GET", "");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(got.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void aFileThatTheClientHasIsNotSentAgain() throws IOException {
    String link = hosted();
    Got first = api.send(api.anonymous(link), "GET", "");
    assertThat(first.header("Last-Modified")).isEqualTo("Sat, 01 Apr 2023 10:00:00 GMT");
    assertThat(first.header("Accept-Ranges")).isEqualTo("bytes");
    String tag = first.header("ETag");

    Got same = file(link, "If-None-Match", "\"other\", W/" + tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).isEqualTo(tag);
    assertThat(file(link, "If-Modified-Since", first.header("Last-Modified")).status())
        .isEqualTo(304);
    assertThat(file(link, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    assertThat(file(link, "If-Modified-Since", "Sat, 01 Apr 2023 09:59:59 GMT").status())
        .isEqualTo(200);
  }

  @Test
  void aRangeOfAFileIsSentAlone() throws IOException {
    String link = hosted();

    Got part = file(link, "Range", "bytes=5-7");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("1.7");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 5-7/15");
    assertThat(part.header("Content-Length")).isEqualTo("3");
    assertThat(file(link, "Range", "bytes=9-").text()).isEqualTo("hosted");
    assertThat(file(link, "Range", "bytes=-6").text()).isEqualTo("hosted");
    assertThat(file(link, "Range", "bytes=9-9999").header("Content-Range"))
        .isEqualTo("bytes 9-14/15");

    Got beyond = file(link, "Range", "bytes=15-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */15");
    assertThat(file(link, "Range", "bytes=0-1,3-4").text()).isEqualTo(PDF);
    assertThat(file(link, "Range", "lines=0-1").text()).isEqualTo(PDF);
  }

  @Test
  void aRangeOfAnotherFileGetsTheWholeOne() throws IOException {
    String link = hosted();
    String tag = api.send(api.anonymous(link), "GET", "").header("ETag");

    HttpRequest.Builder resumed = api.anonymous(link).header("Range", "bytes=9-");
    assertThat(api.send(resumed.header("If-Range", tag), "GET", "").text()).isEqualTo("hosted");
    resumed = api.anonymous(link).header("Range", "bytes=9-");
    assertThat(api.send(resumed.header("If-Range", "\"old\""), "GET", "").text()).isEqualTo(PDF);
  }

  @Test
  void aLinkSaysWhetherTheBrowserShowsOrSavesTheFile() throws IOException {
    String link = hosted();

    assertThat(api.send(api.anonymous(link), "GET", "").header("Content-Disposition"))
        .startsWith("attachment; filename=");
    Got shown = api.send(api.anonymous(link + "&disposition=inline"), "GET", "");
    assertThat(shown.header("Content-Disposition")).startsWith("inline; filename=");
    assertThat(shown.header("Content-Security-Policy")).contains("object-src 'self'");
    Got wrong = api.send(api.anonymous(link + "&disposition=both"), "GET", "");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.faults()).containsExactly("disposition");
  }

  @Test
  void aLongAnswerIsPackedForAClientThatAcceptsIt() throws IOException {
    for (int i = 0; i < 10; i++) {
      api.submit(ApiServer.SIMPLE_JOB);
    }
    Got plain = api.get("/v1/jobs");
    Got packed = api.send(api.to("/v1/jobs").header("Accept-Encoding", "br, gzip"), "GET", "");

    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Vary")).isEqualTo("Origin");
    assertThat(packed.response().headers().allValues("Vary"))
        .containsExactly("Origin", "Accept-Encoding");
    assertThat(packed.response().body().length).isLessThan(plain.response().body().length / 2);
    byte[] unpacked =
        new GZIPInputStream(new ByteArrayInputStream(packed.response().body())).readAllBytes();
    assertThat(unpacked).isEqualTo(plain.response().body());
    assertThat(
            api.send(api.to("/v1/jobs").header("Accept-Encoding", "gzip;q=0"), "GET", "")
                .header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void aPackedBodyIsReadUpToTheLimitOfWhatItUnpacksTo() throws IOException {
    assertThat(packed(gzip(ApiServer.SIMPLE_JOB)).status()).isEqualTo(202);

    String large = "{\"parts\":[{\"html\":\"" + "x".repeat(100_000) + "\"}]}";
    assertThat(packed(gzip(large)).status()).isEqualTo(202);

    // Sixteen megabytes in sixteen kilobytes.
    Got bomb = packed(gzip(" ".repeat(16 << 20)));
    assertThat(bomb.status()).isEqualTo(413);
    assertThat(bomb.json().get("detail").textValue())
        .contains("A body may have " + ApiServer.MAX_BODY_BYTES + " bytes here.");
    assertThat(packed("not gzip".getBytes(StandardCharsets.US_ASCII)).status()).isEqualTo(400);
    byte[] cut = gzip(large);
    assertThat(packed(java.util.Arrays.copyOf(cut, cut.length - 9)).status()).isEqualTo(400);
    eventually(() -> api.bodies.taken() == 0);
  }

  @Test
  void anotherCodingIsRefusedWithTheOneThatIsRead() {
    Got got =
        api.send(
            api.to("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "br"),
            "POST",
            ApiServer.SIMPLE_JOB);

    assertThat(got.status()).isEqualTo(415);
    assertThat(got.header("Accept-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;",
        "application/json; charset=UTF-8",
        "application/json; charset=\"utf-8\"; version=1",
        "application/json;odata.metadata=minimal",
        "Application/JSON"
      })
  void parametersOfTheMediaTypeDoNotMatter(String type) {
    HttpRequest.Builder request = api.to("/v1/jobs").header("Content-Type", type);
    assertThat(api.send(request, "POST", ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=latin1", "text/json", ";", "application/xml"})
  void anotherMediaTypeIsRefused(String type) {
    HttpRequest.Builder request = api.to("/v1/jobs").header("Content-Type", type);
    assertThat(api.send(request, "POST", ApiServer.SIMPLE_JOB).status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token x"})
  void anAuthorizationWithoutABearerLeavesTheApiKey(String authorization) {
    HttpRequest.Builder request =
        api.anonymous("/v1/client")
            .header("Authorization", authorization)
            .header("X-API-Key", ApiServer.KEY);
    assertThat(api.send(request, "GET", "").status()).isEqualTo(200);
  }

  @Test
  void theAllowanceIsToldWithEveryLimitedRequest() {
    Got got = api.submit(ApiServer.SIMPLE_JOB);
    assertThat(got.header("RateLimit-Policy")).isEqualTo("\"requests\";q=100;w=1");
    assertThat(got.header("RateLimit")).isEqualTo("\"requests\";r=99;t=1");

    Got last = got;
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      last =
          api.send(
              api.anonymous("/v1/jobs")
                  .header("X-API-Key", ApiServer.OTHER_KEY)
                  .header("Content-Type", "application/json"),
              "POST",
              ApiServer.SIMPLE_JOB);
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("Retry-After")).isEqualTo("2");
    assertThat(last.header("RateLimit")).isEqualTo("\"requests\";r=0;t=2");
  }

  @Test
  void a413NamesTheLimit() {
    Got got = api.submit("x".repeat(ApiServer.MAX_BODY_BYTES + 1));

    assertThat(got.status()).isEqualTo(413);
    assertThat(got.json().get("detail").textValue())
        .startsWith("A body may have " + ApiServer.MAX_BODY_BYTES + " bytes here.");
  }

  @Test
  void aNodeThatIsAboutToStopAnswersAndClosesTheConnection() {
    assertThat(api.submit(ApiServer.SIMPLE_JOB).header("Connection")).isEmpty();

    api.leaving = true;

    Got last = api.submit(ApiServer.SIMPLE_JOB);
    assertThat(last.status()).isEqualTo(202);
    assertThat(last.header("Connection")).isEqualTo("close");
  }

  @Test
  void aRefusedRequestIsOneLineOfTheLogWithoutSecrets() {
    try (CapturedLog log = CapturedLog.of("dev.hookpress.api.http.RequestLog")) {
      Got got =
          api.send(
              api.to("/v1/templates?token=s3cret").header("Content-Type", "application/json"),
              "POST",
              "{\"parts\":\"https://user:pa55@a.test\"}");

      assertThat(got.status()).isEqualTo(422);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0))
          .contains(
              "request.refused",
              "request=\"" + got.header("X-Request-Id") + "\"",
              "client=\"" + ApiServer.CLIENT.id() + "\"",
              "method=\"POST\"",
              "path=\"/v1/templates\"",
              "status=\"422\"",
              "reason=\"invalid-request\"")
          .doesNotContain("s3cret", "pa55", ApiServer.KEY);
    }
  }

  private String hosted() throws IOException {
    JobId job = api.submitted(ApiServer.SIMPLE_JOB);
    Path file = Files.writeString(dir.resolve("file"), PDF);
    Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    api.files.put(job, file);
    api.jobs.finish(job, new DocumentResult.Stored(1, 15, 1, 1, List.of()), api.clock.instant());
    String url = api.get("/v1/jobs/job_" + job).json().at("/destination/url").textValue();
    URI uri = URI.create(url);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private Got file(String link, String header, String value) {
    return api.send(api.anonymous(link).header(header, value), "GET", "");
  }

  private Got packed(byte[] body) {
    return api.send(
        api.to("/v1/jobs")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        ApiServer.SIMPLE_JOB.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
