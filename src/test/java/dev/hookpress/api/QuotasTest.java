package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's bytes are bounded; each format says so in its own shape. */
class QuotasTest {
  private static final String ASSET = "{\"mediaType\":\"application/pdf\"}";
  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Got post(String path, String json) {
    return api.send(api.to(path).header("Content-Type", "application/json"), "POST", json);
  }

  private Got put(String uri, String body) {
    URI link = URI.create(uri);
    HttpRequest.Builder request =
        api.anonymous(link.getRawPath() + "?" + link.getRawQuery())
            .header("Content-Type", "application/pdf");
    return api.send(request, "PUT", body);
  }

  @Test
  void withoutRoomForFilesJobsAreRefusedThatWouldStoreThemHere() {
    api.assets.room = 0;

    Got ours = api.submit(ApiServer.SIMPLE_JOB);
    assertThat(ours.status()).isEqualTo(429);
    assertThat(ours.problem()).isEqualTo("storage-full");
    Got adobes = post("/operation/htmltopdf", "{\"inputUrl\":\"https://example.com\"}");
    assertThat(adobes.status()).isEqualTo(429);
    assertThat(adobes.json().at("/error/code").asText()).isEqualTo("INSUFFICIENT_QUOTA");
    assertThat(post("/assets", ASSET).status()).isEqualTo(429);
    Got elsewhere =
        api.submit(
            "{\"parts\":\"https://example.com\",\"destination\":"
                + "{\"provider\":\"presigned\",\"url\":\"https://bucket.test/key\"}}");
    assertThat(elsewhere.status()).as(elsewhere.text()).isEqualTo(202);
  }

  @Test
  void anUploadFindsNoRoomOrItsLinkUsed() {
    String full = post("/assets", ASSET).json().get("uploadUri").textValue();
    String once = post("/assets", ASSET).json().get("uploadUri").textValue();

    api.assets.room = 3;
    assertThat(put(full, "%PDF-").text()).contains("QuotaExceeded");
    api.assets.room = 1_000;
    assertThat(put(once, "%PDF-").status()).isEqualTo(200);
    Got again = put(once, "%PDF-other");
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.text()).contains("AccessDenied").contains("has been used");
  }

  @Test
  void pendingBytesAreBoundedByClient() {
    String large = "{\"parts\":[{\"html\":\"" + "x".repeat(200_000) + "\"}]}";
    int accepted = 0;
    Got last = null;
    for (int i = 0; i < 10; i++) {
      last = api.submit(large);
      accepted += last.status() == 202 ? 1 : 0;
    }

    assertThat(accepted).isEqualTo((int) (ApiServer.MAX_PENDING_BYTES / 200_000));
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.problem()).isEqualTo("backlog-full");
    assertThat(last.text()).contains("bytes");
  }

  @Test
  void samplesWaitBesideAFullBacklogAndHaveABoundOfTheirOwn() {
    String sample = ApiServer.SIMPLE_JOB.replace("{", "{\"test\": true, ");
    int places = ApiServer.CLIENT.maxPendingJobs();
    for (int i = 0; i < places; i++) {
      assertThat(api.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
    }
    assertThat(api.submit(ApiServer.SIMPLE_JOB).problem()).isEqualTo("backlog-full");

    for (int i = 0; i < places; i++) {
      assertThat(api.submit(sample).status()).isEqualTo(202);
    }
    Got full = api.submit(sample);
    assertThat(full.status()).isEqualTo(429);
    assertThat(full.text()).contains("20 samples waiting");
  }

  @Test
  void eMailsOfADayAreBoundedByClient() {
    String mailed =
        "{\"parts\":\"https://example.com\",\"notifiers\":"
            + "[{\"type\":\"email\",\"address\":\"a@example.com\"}]}";
    api.mail.wait = Optional.of(Duration.ofHours(3));

    Got refused = api.submit(mailed);

    assertThat(refused.status()).as(refused.text()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isEqualTo("10801");
    assertThat(refused.text()).contains("e-mails of the day");
    assertThat(api.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
    assertThat(api.submit(mailed.replace("{\"parts\"", "{\"test\":true,\"parts\"")).status())
        .isEqualTo(202);
    api.mail.wait = Optional.empty();
    assertThat(api.submit(mailed).status()).isEqualTo(202);
  }
}
