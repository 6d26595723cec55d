package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.api.deliveries.Cancellations.Cancellation;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.support.Awaiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API behaves as {@code openapi.yaml} says: provokes every status of every route; {@link
 * ApiServer} compares each exchange with the description.
 */
class DescriptionTest {
  private static final NotificationId NOTIFICATION = new NotificationId(new UUID(4, 4));
  private static final String TOLD = "/v1/notifications/msg_" + NOTIFICATION;
  private static final String REPLAYS = "/v1/replays";
  private static final String S3 = "/v1/client/s3";
  private static final String LOGIN =
      "{\"region\":\"eu-west-1\",\"access_key_id\":\"A\",\"secret_access_key\":\"S\"}";

  @TempDir Path dir;

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void everyStatusOfEveryRouteHappensAsDescribed() throws IOException {
    JobId hosted = api.submitted(ApiServer.SIMPLE_JOB);
    api.jobs.finish(hosted, new DocumentResult.Stored(1, 4, 1, 1, List.of()), api.clock.instant());
    JobId waiting = api.submitted(ApiServer.SIMPLE_JOB);
    api.notifications.add(
        ApiServer.CLIENT.id(),
        DeliverySamples.delivered(NOTIFICATION, hosted, api.clock.instant()));
    api.files.put(hosted, Files.writeString(dir.resolve("f"), "%PDF"));

    submissions();
    jobs(waiting);
    notifications(hosted);
    redelivery();
    cancellation();
    replays();
    account();
    endpoints();
    PictureExchanges.provoke(this, hosted);
    files(hosted);
    s3();
    CertificateExchanges.provoke(this);
    signingSecrets();
    ConsoleExchanges.provoke(this);
    ApiKeyExchanges.provoke(this);
    testCallback();
    events();
    feed();
    new TailpdfExchanges(api).provokeAll(Files.writeString(dir.resolve("t"), "%PDF"));
    TemplateExchanges.provoke(api, Files.writeString(dir.resolve("g"), "%PDF"));
    enconvert();
    enconvertWaits(Files.writeString(dir.resolve("e"), "%PDF"));
    new VortexExchanges(api).provokeAll(Files.writeString(dir.resolve("v"), "%PDF"));
    new AdobeProvocations(api).all();
    waits(Files.writeString(dir.resolve("w"), "%PDF"));
    new EnconvertUploads(api).provokeAll();
    new EnconvertProvocations(api).all(Files.writeString(dir.resolve("x"), "%PDF"));
    api.send(api.anonymous("/openapi.yaml"), "GET", "");
    api.send(api.anonymous("/openapi.json"), "GET", "");

    assertThat(api.description.seen()).isEqualTo(api.description.described());
  }

  @Test
  void theDescriptionIsServed() {
    Got got = api.send(api.anonymous("/openapi.yaml"), "GET", "");

    assertThat(got.text()).startsWith("openapi: 3.1.0");
    assertThat(got.header("Content-Type")).isEqualTo("application/yaml");
  }

  private void submissions() {
    api.submit("{}");
    api.submit("{");
    api.submit("x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous("/v1/jobs")), "POST", "{}");
    api.send(api.to("/v1/jobs"), "POST", "{}");
    api.send(json(api.to("/v1/jobs")).header("Idempotency-Key", "k"), "POST", ApiServer.SIMPLE_JOB);
    api.send(
        json(api.to("/v1/jobs")).header("Idempotency-Key", "k"),
        "POST",
        "{\"parts\":\"http://b\"}");
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      HttpRequest.Builder other =
          api.anonymous("/v1/jobs").header("X-API-Key", ApiServer.OTHER_KEY);
      api.send(json(other), "POST", ApiServer.SIMPLE_JOB);
    }
    away(json(api.to("/v1/jobs")), "POST", ApiServer.SIMPLE_JOB);
  }

  private void jobs(JobId waiting) {
    String path = "/v1/jobs/job_" + waiting;
    everyWay("/v1/jobs", "GET");
    api.get("/v1/jobs?limit=many");
    everyWay(path, "GET");
    api.get("/v1/jobs/none");
    everyWay(path, "DELETE");
    api.delete(path);
    api.delete(path + "?content=some");
    api.delete(path + "?content=true");
    api.delete("/v1/jobs/none");
  }

  private void notifications(JobId hosted) {
    everyWay("/v1/jobs/job_" + hosted + "/notifications", "GET");
    api.get("/v1/jobs/none/notifications");
    everyWay("/v1/notifications", "GET");
    api.get("/v1/notifications?status=lost");
    everyWay(TOLD, "GET");
    api.get("/v1/notifications/none");
  }

  private void redelivery() {
    String path = TOLD + "/redeliver";
    api.redeliveries.answer(ApiServer.CLIENT.id(), NOTIFICATION, Redelivery.OWED);
    everyWay(path, "POST");
    api.redeliveries.answer(ApiServer.CLIENT.id(), NOTIFICATION, Redelivery.ENDPOINT_GONE);
    api.send(api.to(path), "POST", "");
    api.send(api.to("/v1/notifications/none/redeliver"), "POST", "");
    api.send(api.to(path), "POST", "{");
    api.send(api.to(path), "POST", "{\"soon\":true}");
    api.send(api.to(path).header("Content-Type", "text/plain"), "POST", "{}");
    api.send(api.to(path), "POST", "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    tooFast(path, "");
  }

  private void cancellation() {
    String path = TOLD + "/cancel";
    api.cancellations.answer(ApiServer.CLIENT.id(), NOTIFICATION, Cancellation.CANCELED);
    everyWay(path, "POST");
    api.cancellations.answer(ApiServer.CLIENT.id(), NOTIFICATION, Cancellation.UNDER_WAY);
    api.send(api.to(path), "POST", "");
    api.send(api.to("/v1/notifications/none/cancel"), "POST", "");
    tooFast(path, "");
  }

  private void feed() {
    everyWay("/v1/events", "GET");
    api.get("/v1/events?wait=1000");
    api.get("/v1/events?after=evt_0000000000000fff");
    FeedTest.tooManyWait(api);
  }

  private void account() {
    everyWay("/v1/client", "GET");
  }

  private void endpoints() {
    EndpointKey key = EndpointKey.of("https://hook.test", false);
    api.endpoints.add(ApiServer.CLIENT.id(), DeliverySamples.endpoint(key, api.clock.instant()));
    everyWay("/v1/endpoints", "GET");
    api.get("/v1/endpoints?limit=0");
    for (String act : List.of("/reinstate", "/pause", "/resume")) {
      String path = "/v1/endpoints/" + key + act;
      everyWay(path, "POST");
      api.send(api.to("/v1/endpoints/none" + act), "POST", "");
      tooFast(path, "");
    }
    EndpointExchanges.provoke(this, key);
  }

  private void replays() {
    String wish = "{\"from\":\"2023-03-31T00:00:00Z\"}";
    String id = api.send(json(api.to(REPLAYS)), "POST", wish).json().get("id").textValue();
    api.send(json(api.to(REPLAYS)), "POST", wish.replace("}", ",\"dry_run\":true}"));
    api.send(json(api.to(REPLAYS)), "POST", "{");
    api.send(json(api.to(REPLAYS)), "POST", "{}");
    api.send(api.to(REPLAYS), "POST", wish);
    api.send(json(api.to(REPLAYS)), "POST", "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous(REPLAYS)), "POST", wish);
    away(json(api.to(REPLAYS)), "POST", wish);
    for (int running = 1; running <= 10; running++) {
      api.send(json(api.to(REPLAYS)), "POST", wish);
    }
    tooFast(REPLAYS, wish);
    everyWay(REPLAYS, "GET");
    api.get(REPLAYS + "?limit=many");
    everyWay(REPLAYS + "/" + id, "GET");
    api.get(REPLAYS + "/none");
    everyWay(REPLAYS + "/" + id, "DELETE");
    api.delete(REPLAYS + "/" + id);
    api.delete(REPLAYS + "/none");
  }

  void tooFast(String path, String body) {
    tooFast(path, "POST", body);
  }

  void tooFast(String path, String method, String body) {
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      api.send(json(api.anonymous(path).header("X-API-Key", ApiServer.OTHER_KEY)), method, body);
    }
  }

  private void files(JobId hosted) {
    String url = api.get("/v1/jobs/job_" + hosted).json().at("/destination/url").textValue();
    String target = URI.create(url).getRawPath() + "?" + URI.create(url).getRawQuery();
    Got whole = api.send(api.anonymous(target), "GET", "");
    api.send(api.anonymous(target).header("If-None-Match", whole.header("ETag")), "GET", "");
    api.send(api.anonymous(target).header("Range", "bytes=0-1"), "GET", "");
    api.send(api.anonymous(target).header("Range", "bytes=99-"), "GET", "");
    api.send(api.anonymous(target + "&disposition=both"), "GET", "");
    api.send(api.anonymous(target + "0"), "GET", "");
    away(api.anonymous(target), "GET", "");
    api.files.delete(hosted);
    api.send(api.anonymous(target), "GET", "");
  }

  private void s3() {
    api.get(S3);
    api.send(json(api.to(S3)), "PUT", LOGIN);
    api.send(json(api.to(S3)), "PUT", "{");
    api.send(json(api.to(S3)), "PUT", "{}");
    api.send(api.to(S3), "PUT", LOGIN);
    api.send(json(api.to(S3)), "PUT", "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous(S3)), "PUT", LOGIN);
    away(json(api.to(S3)), "PUT", LOGIN);
    everyWay(S3, "GET");
    everyWay(S3, "DELETE");
  }

  private void signingSecrets() {
    String path = "/v1/client/signing-secrets";
    Got first = post(path, "{}");
    post(path, "{\"scheme\": \"v1a\", \"overlap_seconds\": 604800}");
    String outgoing = path + "/" + first.json().get("id").textValue();
    String current = path + "/" + api.get(path).json().at("/data/0/id").textValue();
    everyWay(path, "GET");
    api.get(path + "?endpoint=none");
    everyWay(outgoing, "DELETE");
    api.delete(outgoing);
    api.delete(current);
    badBodies(path, "POST", "{}");
    Got ofUrl = post(path, "{\"url\": \"https://hook.test/a?key=1\"}");
    api.get(path + "?endpoint=" + ofUrl.json().get("endpoint").textValue());
    tooFast(path, "{}");
    for (int i = 0; i < SigningSecrets.MAX_VALID; i++) {
      post(path, "{}");
    }
  }

  private void testCallback() {
    String path = "/v1/client/test-callback";
    String body = "{\"url\": \"https://hook.test/\", \"headers\": {\"A\": \"b\"}}";
    post(path, body);
    badBodies(path, "POST", body);
    tooFast(path, body);
    Got busy = post(path, "{\"url\": \"https://hook.test/busy\"}");
    assertThat(busy.status()).isEqualTo(429);
    assertThat(busy.header("Retry-After")).isEqualTo("5");
  }

  private void events() {
    String path = "/v1/client/events";
    String body = "{\"url\": \"https://hook.test/\", \"headers\": {\"A\": \"b\"}}";
    api.get(path);
    api.send(json(api.to(path)), "PUT", body);
    badBodies(path, "PUT", body);
    everyWay(path, "GET");
    everyWay(path, "DELETE");
  }

  private void enconvert() {
    String path = "/v1/convert/url-to-pdf";
    String body = "{\"url\": [\"https://a.test/\"], \"notification_email\": \"a@b.test\"}";
    Got accepted = post(path, body);
    badBodies(path, "POST", body);
    for (String key : List.of("https://a.test/", "https://b.test/")) {
      api.send(
          json(api.to(path)).header("Idempotency-Key", "enconvert"),
          "POST",
          "{\"async_mode\": true, \"url\": \"" + key + "\"}");
    }
    tooFast(path, body);
    everyWay("/v1/convert/status/" + accepted.json().get("job_id").textValue(), "GET");
    api.get("/v1/convert/status/none");
    everyWay("/v1/convert/batch/" + accepted.json().get("batch_id").textValue(), "GET");
    api.get("/v1/convert/batch/none");
  }

  private void waits(Path pdf) {
    HttpRequest.Builder request = json(api.to("/v1/jobs?wait=20")).header("Idempotency-Key", "w");
    int before = api.jobs.accepted().size();
    CompletableFuture<Got> served =
        CompletableFuture.supplyAsync(() -> api.send(request, "POST", ApiServer.SIMPLE_JOB));
    Awaiting.eventually(() -> api.jobs.accepted().size() > before);
    JobId job = api.jobs.accepted().get(0).id();
    api.files.put(job, pdf);
    api.jobs.finish(job, new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
    assertThat(served.join().status()).isEqualTo(200);
    api.files.delete(job);
    assertThat(api.send(request, "POST", ApiServer.SIMPLE_JOB).status()).isEqualTo(410);
  }

  private void enconvertWaits(Path pdf) {
    HttpRequest.Builder page =
        json(api.to("/v1/convert/url-to-pdf")).header("Idempotency-Key", "the-page");
    String body = "{\"url\": \"https://c.test/\"}";
    // Room in the backlog, which is looked at once a second.
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
    api.clock.advance(Duration.ofSeconds(2));
    int before = api.jobs.accepted().size();
    CompletableFuture<Got> served =
        CompletableFuture.supplyAsync(() -> api.send(page, "POST", body));
    Awaiting.eventually(() -> api.jobs.accepted().size() > before);
    JobId job = api.jobs.accepted().get(0).id();
    api.files.put(job, pdf);
    api.jobs.finish(job, new DocumentResult.Stored(1, 4, 3, 2, List.of()), api.clock.instant());
    assertThat(served.join().status()).isEqualTo(200);
    api.files.delete(job);
    assertThat(api.send(page, "POST", body).status()).isEqualTo(410);
    CompletableFuture<Got> late =
        CompletableFuture.supplyAsync(() -> post("/v1/convert/url-to-pdf", body));
    Awaiting.eventually(() -> api.jobs.accepted().size() > before + 1);
    api.passLongestWait();
    assertThat(late.join().status()).isEqualTo(504);
  }

  Got post(String path, String body) {
    return api.send(json(api.to(path)), "POST", body);
  }

  void badBodies(String path, String method, String good) {
    api.send(json(api.to(path)), method, "{");
    api.send(json(api.to(path)), method, "{\"url\": 1}");
    api.send(api.to(path), method, good);
    api.send(json(api.to(path)), method, "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous(path)), method, good);
    away(json(api.to(path)), method, good);
  }

  /** Sends the request with a key, without one, and during an outage. */
  void everyWay(String path, String method) {
    api.send(api.anonymous(path), method, "");
    away(api.to(path), method, "");
    api.send(api.to(path), method, "");
  }

  void away(HttpRequest.Builder request, String method, String body) {
    api.outage.begin();
    Got got = api.send(request, method, body);
    api.outage.end();
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.header("Retry-After")).isEqualTo("5");
    assertThat(got.text()).doesNotContain("secret-database-host");
  }

  static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }
}
