package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.Part;
import dev.hookpress.support.Awaiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people try first does what they mean, or the answer says how to write it. */
class FirstHourTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir Path dir;

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void partsMayBeTexts() {
    assertThat(parts("\"<h1>Hello</h1>\"")).containsExactly(new Part.Html("<h1>Hello</h1>"));
    assertThat(parts("[\"https://a.test/\", \" <p>b\", {\"html\": \"c\"}]"))
        .containsExactly(
            new Part.Url(URI.create("https://a.test/")),
            new Part.Html(" <p>b"),
            new Part.Html("c"));
  }

  @Test
  void aSampleIsMadeByOneWordAndNeedsNoRoom() {
    api.assets.room = 0;

    assertThat(api.submit("{\"parts\": \"<p>x\", \"test\": true}").status()).isEqualTo(202);
    assertThat(api.submit("{\"parts\": \"<p>x\", \"options\": {\"test\": true}}").status())
        .isEqualTo(202);
    assertThat(api.submit("{\"parts\": \"<p>x\"}").status()).isEqualTo(429);
    assertThat(api.jobs.accepted())
        .hasSize(2)
        .allSatisfy(job -> assertThat(job.documents().get(0).options().print().test()).isTrue());
  }

  @Test
  void emptyListsAreAsGoodAsAbsent() {
    Got got = api.submit("{\"parts\":\"https://a.test\",\"documents\":[],\"notifiers\":[]}");

    assertThat(got.status()).isEqualTo(202);
  }

  /** Generated clients send them where none is set. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/client/keys | {\"scopes\": []} | /scopes | [\"manage\",\"read\",\"write\"]",
        "/v1/endpoints | {\"url\": \"https://a.test/\", \"events\": [], \"job_formats\": []}"
            + " | /registration/events | [\"job.canceled\",\"job.completed\",\"job.failed\"]"
      })
  void emptyListsMeanTheDefault(String path, String body, String pointer, String shown) {
    Got got = api.send(api.to(path).header("Content-Type", "application/json"), "POST", body);

    assertThat(got.status()).as(got.text()).isEqualTo(201);
    List<String> words = new ArrayList<>();
    got.json().at(pointer).forEach(word -> words.add(word.toString()));
    assertThat(words.stream().sorted().toList()).hasToString(shown.replace(",", ", "));
  }

  @Test
  void aTextThatIsNeitherUrlNorHtmlIsRefusedWithHowToWriteIt() {
    Got got = api.submit("{\"parts\": [\"Hello\"]}");

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.faults()).containsExactly("/parts/0");
    assertThat(got.text()).contains("https://");
  }

  private List<Part> parts(String json) {
    api.submitted("{\"parts\": " + json + "}");
    return newest().documents().get(0).parts();
  }

  private Job newest() {
    return api.jobs.accepted().get(0);
  }

  @Test
  void withoutStoredCredentialsADestinationInABucketIsRefusedWithTheRoute() {
    String job =
        "{\"parts\":\"https://a.test\",\"destination\":"
            + "{\"provider\":\"aws_s3\",\"bucket\":\"bucket\",\"path\":\"a.pdf\"}}";
    assertThat(api.submit(job).status()).isEqualTo(202);

    api.s3Stored = false;
    Got refused = api.submit(job);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults()).containsExactly("/destination");
    assertThat(refused.text()).contains("PUT /v1/client/s3 first");
  }

  @Test
  void aBrowserThatIsNotHereIsRefusedInWords() {
    Got refused = api.submit("{\"parts\":\"<p>a\",\"options\":{\"engine\":\"chromium\"}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults()).containsExactly("/options/engine");
    assertThat(refused.text()).contains("There is no browser here (render.chromium.path)");
    assertThat(api.submit("{\"parts\":\"<p>a\",\"options\":{\"engine\":\"auto\"}}").status())
        .isEqualTo(202);
  }

  @Test
  void aClientThatWaitsGetsThePdf() throws IOException {
    CompletableFuture<Got> answer = waiting("/v1/jobs?wait=20", "*/*");
    JobId job = newest().id();
    api.files.put(job, Files.writeString(dir.resolve("f"), "%PDF-1.7"));
    api.jobs.finish(job, new DocumentResult.Stored(1, 8, 1, 1, List.of()), api.clock.instant());

    Got got = answer.join();
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(got.header("Hookpress-Job-Id")).isEqualTo("job_" + job);
    assertThat(got.text()).isEqualTo("%PDF-1.7");
  }

  @Test
  void aClientThatWaitsAndWantsJsonGetsTheJob() {
    CompletableFuture<Got> answer = waiting("/v1/jobs?wait=20", "application/json");
    JobId job = newest().id();
    api.jobs.finish(job, new DocumentResult.Stored(1, 8, 1, 1, List.of()), api.clock.instant());

    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(answer.join().json().get("status").textValue()).isEqualTo("completed");
  }

  @Test
  void aClientThatHasWaitedInVainGetsTheJobAndItsUrl() {
    CompletableFuture<Got> answer = waiting("/v1/jobs?wait=3", "*/*");
    api.clock.advance(Duration.ofSeconds(3));

    assertThat(answer.join().status()).isEqualTo(202);
    assertThat(answer.join().header("Location")).isEqualTo("/v1/jobs/job_" + newest().id());
    assertThat(answer.join().json().get("status").textValue()).isEqualTo("pending");
  }

  @Test
  void theWaitIsBounded() {
    Got got = api.send(json("/v1/jobs?wait=56"), "POST", ApiServer.SIMPLE_JOB);

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.faults()).containsExactly("wait");
    assertThat(api.jobs.accepted()).isEmpty();
  }

  private CompletableFuture<Got> waiting(String path, String accept) {
    HttpRequest.Builder request = json(path).header("Accept", accept);
    CompletableFuture<Got> answer =
        CompletableFuture.supplyAsync(() -> api.send(request, "POST", ApiServer.SIMPLE_JOB));
    Awaiting.eventually(() -> !api.jobs.accepted().isEmpty());
    return answer;
  }

  private HttpRequest.Builder json(String path) {
    return api.to(path).header("Content-Type", "application/json");
  }

  @Test
  void idsOfOtherFormatsAreKnownInNativeRoutes() {
    String bare = "" + api.submitted(ApiServer.SIMPLE_JOB);
    for (String id : List.of(bare, "job_" + bare, "batch_" + bare)) {
      assertThat(api.get("/v1/jobs/" + id).json().get("id").textValue()).isEqualTo("job_" + bare);
      assertThat(api.get("/v1/jobs/" + id + "/notifications").status()).isEqualTo(200);
    }
    assertThat(api.get("/v1/jobs/JOB_" + bare).status()).isEqualTo(404);
  }

  @Test
  void theTraceOfARequestIsKeptForItsCallbacks() {
    HttpRequest.Builder request =
        json("/v1/jobs").header("traceparent", PARENT).header("tracestate", "a=1");
    String job =
        "{\"parts\":\"https://a.test\",\"callback\":"
            + "{\"url\":\"https://b.test\",\"headers\":{\"X-A\":\"1\"}}}";
    api.send(request, "POST", job);

    assertThat(((Target.Webhook) newest().targets().get(0)).headers())
        .isEqualTo(Map.of("X-A", "1", "traceparent", PARENT, "tracestate", "a=1"));
  }

  @Test
  void aTraceThatIsNoneIsIgnored() {
    String job = "{\"parts\":\"https://a.test\",\"callback\":{\"url\":\"https://b.test\"}}";
    for (String wrong :
        List.of("", "x", PARENT.replace("00-4", "ff-4"), PARENT + "-1", PARENT.toUpperCase())) {
      api.send(json("/v1/jobs").header("traceparent", wrong), "POST", job);
      assertThat(((Target.Webhook) newest().targets().get(0)).headers()).as(wrong).isEmpty();
    }
  }

  @Test
  void theTypeOfAProblemLeadsToItsPage() {
    for (Problem.Type type : Problem.Type.values()) {
      Got page = api.send(api.anonymous(type.uri()), "GET", "");
      assertThat(page.status()).as(type.uri()).isEqualTo(200);
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.text()).contains("<h1>" + type.title() + "</h1>");
    }
    assertThat(api.get("/v1/jobs/none").json().get("type").textValue())
        .isEqualTo("/docs/problems/not-found");
    assertThat(api.get("/docs/problems/none").status()).isEqualTo(404);
  }

  @Test
  void theReferenceNamesEveryOperationAndNeedsNothingFromElsewhere() {
    Got page = api.send(api.anonymous("/docs"), "GET", "");
    JsonNode description = api.send(api.anonymous("/openapi.json"), "GET", "").json();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("style-src 'self'");
    description
        .get("paths")
        .forEach(
            path ->
                path.findValues("operationId")
                    .forEach(id -> assertThat(page.text()).contains("id=\"" + id.asText() + "\"")));
    assertThat(page.text()).doesNotContain("<script", "src=\"http", "href=\"http");
    assertThat(api.send(api.anonymous("/docs/style.css"), "GET", "").header("Content-Type"))
        .isEqualTo("text/css");
  }
}
