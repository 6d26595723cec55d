package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.CapturedLog;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.RawHttp;
import dev.hookpress.support.RawHttp.Got;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as its RFCs have it, on a whole node, byte by byte. */
class HttpRulesIT {
  private static final String PAGE = "https://app.test";
  private static final String KEY = "X-API-Key: " + SystemNode.API_KEY;
  private static final String JSON = "Content-Type: application/json";
  private static final String JOB = "{\"parts\":\"<p>x\"}";
  private static final int LIMIT = 100_000;
  private static final String OPERATOR = "the-key-of-the-operators-of-these-tests";

  @RegisterExtension static final Installation hookpress = new Installation();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  private static final SystemNode node =
      hookpress.start(
          Map.of(
              "HOOKPRESS_HTTP_CORS_ORIGINS",
              PAGE,
              "HOOKPRESS_HTTP_MAX_BODY_BYTES",
              Integer.toString(LIMIT),
              "HOOKPRESS_OPERATOR_KEY",
              OPERATOR));

  private static final RawHttp http = new RawHttp(node.uri(""));

  private static Got post(String path, String body, String... headers) {
    List<String> lines = new ArrayList<>(List.of(headers));
    lines.add(JSON);
    return http.send(
        "POST", path, body.getBytes(StandardCharsets.UTF_8), lines.toArray(String[]::new));
  }

  /** The link of a job that is completed, as a target. */
  private static String link() {
    String job = node.submit(JOB);
    URI url = URI.create(node.ended(job).getJsonObject("destination").getString("url"));
    return url.getRawPath() + "?" + url.getRawQuery();
  }

  /** The targets of all GETs that are described, with an id that there is not. */
  private static List<String> gets() {
    JsonObject paths = node.get("/openapi.json").getJsonObject("paths");
    return paths.fieldNames().stream()
        .filter(path -> paths.getJsonObject(path).containsKey("get"))
        .map(path -> path.replaceAll("\\{[a-z_]+\\}", "01HM0NTAGHJ97Z6G1KMXS2PQRV"))
        .toList();
  }

  @Test
  void headIsAnsweredWhereverGetIs() {
    assertThat(gets()).hasSizeGreaterThan(30);
    // Nothing happens to this client meanwhile.
    node.admit("key-of-an-idle-client");
    String key = "X-API-Key: key-of-an-idle-client";
    for (String target : gets()) {
      Got get = http.send("GET", target, key);
      Got head = http.send("HEAD", target, key);

      assertThat(head.status()).as(target).isEqualTo(get.status());
      assertThat(head.body()).as(target).isEmpty();
      assertThat(comparable(head)).as(target).isEqualTo(comparable(get));
    }
  }

  /** All but what is of one request. */
  private static Map<String, String> comparable(Got got) {
    Map<String, String> headers = new TreeMap<>(got.headers());
    headers.keySet().removeAll(List.of("date", "x-request-id", "ratelimit"));
    headers.keySet().removeIf(name -> name.startsWith("x-ratelimit") || name.equals("etag"));
    return headers;
  }

  @ParameterizedTest
  @CsvSource({"GET, /docs", "GET, /nothing", "POST, /v1/jobs", "PATCH, /pdf", "OPTIONS, /pdf"})
  void everyAnswerHasADateAndARequestId(String method, String target) {
    Got got = http.send(method, target, "X-Request-Id: mine-1");

    Instant date =
        Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(got.header("Date").orElseThrow()));
    assertThat(Duration.between(date, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    assertThat(got.header("X-Request-Id")).contains("mine-1");
    assertThat(http.send(method, target).header("X-Request-Id").orElseThrow()).hasSize(36);
  }

  @Test
  void optionsNamesTheMethodsAndAnAllowedPageGetsItsPreflight() {
    Got plain = http.send("OPTIONS", "/v1/jobs");
    assertThat(plain.status()).isEqualTo(204);
    assertThat(plain.header("Allow")).contains("GET, HEAD, OPTIONS, POST");
    assertThat(plain.header("Access-Control-Allow-Origin")).isEmpty();

    String[] preflight = {
      "Access-Control-Request-Method: POST",
      "Access-Control-Request-Headers: authorization,idempotency-key"
    };
    Got allowed = http.send("OPTIONS", "/v1/jobs", "Origin: " + PAGE, preflight[0], preflight[1]);
    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("Access-Control-Allow-Origin")).contains(PAGE);
    assertThat(allowed.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
    assertThat(allowed.header("Access-Control-Allow-Headers"))
        .contains("authorization,idempotency-key");
    Got other =
        http.send("OPTIONS", "/v1/jobs", "Origin: https://b.test", preflight[0], preflight[1]);
    assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aFileIsReadByABrowserInPartsAndOnlyIfItIsNew() {
    String link = link();
    Got whole = http.send("GET", link, "Origin: " + PAGE);
    String tag = whole.header("ETag").orElseThrow();

    assertThat(whole.text()).startsWith("%PDF-");
    assertThat(whole.header("Access-Control-Allow-Origin")).contains(PAGE);
    assertThat(whole.header("Access-Control-Expose-Headers").orElseThrow()).contains("ETag");
    assertThat(whole.header("Last-Modified")).isPresent();
    assertThat(whole.header("Content-Disposition").orElseThrow()).startsWith("attachment;");
    assertThat(http.send("GET", link + "&disposition=inline").header("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("inline;"));
    assertThat(http.send("GET", link, "If-None-Match: " + tag).status()).isEqualTo(304);
    Got part = http.send("GET", link, "Range: bytes=0-4", "If-Range: " + tag);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("%PDF-");
    assertThat(part.header("Content-Range")).contains("bytes 0-4/" + whole.body().length);
    assertThat(http.send("GET", link, "Range: bytes=9999999-").status()).isEqualTo(416);
  }

  @Test
  void aLongAnswerIsPackedIfItMayBe() throws IOException {
    Got packed = http.send("GET", "/openapi.json", "Accept-Encoding: br, gzip");
    Got plain = http.send("GET", "/openapi.json");

    assertThat(packed.header("Content-Encoding")).contains("gzip");
    assertThat(packed.header("Vary").orElseThrow()).contains("Accept-Encoding");
    assertThat(packed.body().length).isLessThan(plain.body().length / 3);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(plain.header("Content-Encoding")).isEmpty();
  }

  private static Got packed(String body, String coding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return http.send(
        "POST", "/v1/jobs", bytes.toByteArray(), KEY, JSON, "Content-Encoding: " + coding);
  }

  @Test
  void aPackedBodyIsReadUpToTheLimitOfWhatItUnpacksTo() throws IOException {
    assertThat(packed(JOB, "gzip").status()).isEqualTo(202);
    assertThat(packed("{\"parts\":\"<p>" + "x".repeat(LIMIT) + "\"}", "gzip").status())
        .isEqualTo(413);
    Got other = packed(JOB, "br");
    assertThat(other.status()).isEqualTo(415);
    assertThat(other.header("Accept-Encoding")).contains("gzip");
  }

  @Test
  void a413NamesTheLimit() {
    Got got = post("/v1/jobs", "x".repeat(LIMIT + 1), KEY);

    assertThat(got.status()).isEqualTo(413);
    assertThat(new JsonObject(got.text()).getString("detail")).contains(LIMIT + " bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;",
        "application/json; version=1; charset=utf-8",
        "Application/JSON;charset=\"UTF-8\""
      })
  void parametersOfTheMediaTypeDoNotMatter(String type) {
    byte[] body = JOB.getBytes(StandardCharsets.UTF_8);

    assertThat(http.send("POST", "/v1/jobs", body, KEY, "Content-Type: " + type).status())
        .isEqualTo(202);
  }

  /** As unknown fields: the native format names them, the services' formats pass them over. */
  @Test
  void parametersOfTheQueryThatAreUnknownAreNamedOrPassedOver() {
    Got misspelt = post("/v1/jobs?weit=20", JOB, KEY);
    assertThat(misspelt.status()).isEqualTo(400);
    assertThat(misspelt.text()).contains("weit", "Did you mean wait?");
    assertThat(http.send("GET", "/v1/jobs?utm_source=a", KEY).status()).isEqualTo(400);

    String upload = "{\"async\":true,\"content\":\"x\",\"upload_url\":\"https://a.test/put\"}";
    assertThat(post("/pdf?utm_source=a", upload, KEY).status()).isEqualTo(202);
    assertThat(post("/api/v1/renderers/pdf/async?utm_source=a", JOB, KEY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Digest a=b"})
  void anAuthorizationWithoutABearerLeavesTheApiKey(String authorization) {
    String line = "Authorization: " + authorization;

    assertThat(http.send("GET", "/v1/client", line, KEY).status()).isEqualTo(200);
    assertThat(http.send("GET", "/v1/client", line).status()).isEqualTo(401);
  }

  @Test
  void theRateLimitIsToldBesideTheWait() {
    node.admit("key-of-a-slow-client");
    String slow = "X-API-Key: key-of-a-slow-client";
    String id = new JsonObject(http.send("GET", "/v1/client", slow).text()).getString("id");
    node.operator(OPERATOR, "PATCH", "/clients/" + id + "/limits", "{\"requests_per_second\":1}");

    Got refused = post("/v1/jobs", "{}", slow);
    assertThat(refused.header("RateLimit-Policy").orElseThrow()).contains("q=1;");
    for (int i = 0; i < 20 && refused.status() != 429; i++) {
      refused = post("/v1/jobs", "{}", slow);
    }

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("1");
    assertThat(refused.header("RateLimit").orElseThrow()).contains("r=0");
  }

  @Test
  void aRefusedRequestIsOneLineOfTheLogWithItsIdAndWithoutSecrets() {
    try (CapturedLog log = CapturedLog.of("dev.hookpress.api.http.RequestLog")) {
      post("/v1/templates?token=s3cret", "{\"pa55\":1}", KEY, "X-Request-Id: to-be-found");

      List<String> lines =
          log.lines().stream().filter(line -> line.contains("to-be-found")).toList();
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0))
          .contains("status=\"422\"", "path=\"/v1/templates\"")
          .doesNotContain("s3cret", "pa55", SystemNode.API_KEY);
    }
  }

  @Test
  void theTraceOfARequestComesWithItsCallback() throws InterruptedException {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    String job =
        new JsonObject(JOB)
            .put("callback", new JsonObject().put("url", receiver.uri("/hook").toString()))
            .encode();

    assertThat(post("/v1/jobs", job, KEY, "traceparent: " + trace).status()).isEqualTo(202);

    assertThat(receiver.await(1, Duration.ofSeconds(60)).get(0).headers().get("traceparent"))
        .contains("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @CsvSource({"GET, /nothing", "POST, /v1/jobs", "PATCH, /v1/jobs", "GET, /v1/jobs?limit=many"})
  void theTypeOfAProblemIsAPage(String method, String target) {
    Got refused = http.send(method, target, KEY);
    String type = new JsonObject(refused.text()).getString("type");

    assertThat(type).startsWith("/docs/problems/");
    assertThat(http.send("GET", type).header("Content-Type").orElseThrow()).contains("text/html");
  }

  /** Every request that creates something, twice under one key; the second with more space. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/jobs | {'parts': '<p>x'} | id",
        "/v1/replays | {'from': '2023-04-01T00:00:00Z', 'to': '2023-04-02T00:00:00Z'} | id",
        "/v1/endpoints | {'url': 'https://a.test/hook'} | id",
        "/v1/client/signing-secrets | {} | id",
        "/v1/client/keys | {'scopes': ['read']} | api_key",
        "/v1/client/console-links | {'scopes': ['read']} | url",
        "/v1/templates | {'name': 'a', 'html': '<p>'} | id",
        "/api/v1/templates | {'name': 'b', 'html': '<p>'} | id",
        "/assets | {'mediaType': 'application/pdf'} | assetID",
        "/operation/htmltopdf | {'inputUrl': 'https://a.test/'} | ``",
        "/pdf | {'async': true, 'content': 'x', 'upload_url': 'https://a.test/put'} | job_id",
        "/v1/convert/url-to-pdf | {'url': ['https://a.test/']} | job_id",
        "/api/v1/renderers/pdf/async | {'parts': '<p>x'} | job_id"
      })
  void aRepeatedKeyCreatesNothingMore(String path, String json, String member) {
    String body = json.replace('\'', '"');
    String key = "Idempotency-Key: \"the key of " + path + "\"";

    Got first = post(path, body, KEY, key);
    Got again =
        post(
            path,
            body.replace(":", " :\n ")
                .replace("https :\n ", "https:")
                .replace("T00 :\n 00 :\n 00Z", "T00:00:00Z"),
            KEY,
            key);
    Got other = post(path, body.replace("}", ", \"another\": 1}").replace("{, ", "{"), KEY, key);

    assertThat(first.status()).as(first.text()).isBetween(200, 202);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.status()).as(again.text()).isEqualTo(first.status());
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    if (member.isEmpty()) {
      assertThat(again.header("location")).isEqualTo(first.header("location"));
    } else {
      assertThat(new JsonObject(again.text()).getValue(member))
          .isNotNull()
          .isEqualTo(new JsonObject(first.text()).getValue(member));
    }
    assertThat(other.status()).as(other.text()).isIn(400, 409, 422);
  }

  @Test
  void aRepeatedRedeliveryIsNotMadeTwice() throws InterruptedException {
    String job = node.submitHello(receiver.uri("/hook"));
    receiver.await(1, Duration.ofSeconds(60));
    node.ended(job);
    String id = node.notification(job).orElseThrow().getString("id");
    String path = "/v1/notifications/" + id + "/redeliver";

    Got first = http.send("POST", path, KEY, "Idempotency-Key: once");
    Got again = http.send("POST", path, KEY, "Idempotency-Key: once");

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    assertThat(Arrays.equals(first.body(), again.body())).isTrue();
  }
}
