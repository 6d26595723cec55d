package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before a format has read it, in the shape of the vendor whose path it is. */
class VendorShapesTest {
  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  /** The member that programs of the vendor show to people. */
  @ParameterizedTest
  @CsvSource({
    "/operation/nothing/at/all, /error/message",
    "/jobs/a/b,                 /message",
    "/api/v1/jobs/a/b,          /error",
    "/v1/convert/nothing,       /detail",
    "/v1/whoami/x,              /detail",
    "/api/v1/renderers/png,     /message",
    "/v1/nothing,               /title"
  })
  void whatDoesNotExistIsSaidInTheVendorsShape(String path, String member) {
    Got got = api.get(path);

    assertThat(got.status()).isEqualTo(404);
    assertThat(got.json().at(member).isTextual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/operation/htmltopdf,                   /error/message",
    "/pdf,                                   /message",
    "/api/v1/templates/x/generate-async,     /error",
    "/v1/convert/url-to-pdf,                 /detail",
    "/api/v1/renderers/pdf,                  /message",
    "/v1/jobs,                               /title"
  })
  void aMethodThatDoesNotExistIsRefusedInTheVendorsShape(String path, String member) {
    Got got = api.send(api.to(path), "PATCH", "");

    assertThat(got.status()).isEqualTo(405);
    assertThat(got.header("Allow")).contains("POST");
    assertThat(got.json().at(member).isTextual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/operation/htmltopdf,                   /error/message",
    "/pdf,                                   /message",
    "/api/v1/templates/x/generate-async,     /error",
    "/v1/convert/url-to-pdf,                 /detail",
    "/api/v1/renderers/pdf,                  /message"
  })
  void aKeyThatIsMissingIsAskedForInTheVendorsShape(String path, String member) {
    Got got =
        api.send(api.anonymous(path).header("Content-Type", "application/json"), "POST", "{}");

    assertThat(got.status()).isEqualTo(401);
    assertThat(got.json().at(member).isTextual()).isTrue();
  }

  @Test
  void vortexTellsItsLimitInSecondsSince1970() {
    Got got = post("/api/v1/renderers/pdf/async", ApiServer.KEY, "{\"parts\": \"<p>x\"}");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("x-rate-limit-limit")).isEqualTo("100");
    assertThat(Integer.parseInt(got.header("x-rate-limit-remaining"))).isLessThan(100);
    assertThat(Long.parseLong(got.header("x-rate-limit-reset")))
        .isEqualTo(api.clock.instant().getEpochSecond() + 1);
  }

  @Test
  void enconvertTellsItInSecondsFromNow() {
    Got refused = beyondTheLimit("/v1/convert/url-to-pdf");

    assertThat(refused.header("RateLimit-Limit")).isEqualTo("3");
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.header("RateLimit-Reset")).isEqualTo(refused.header("Retry-After"));
    assertThat(refused.json().get("detail").isTextual()).isTrue();
  }

  @Test
  void pdfGorillaTellsItInMillisecondsAndInTheBodyToo() {
    Got refused = beyondTheLimit("/api/v1/templates/x/generate-async");

    JsonNode body = refused.json();
    assertThat(refused.header("x-ratelimit-limit")).isEqualTo("3");
    assertThat(refused.header("x-ratelimit-reset")).isEqualTo(body.get("resetAt").asText());
    assertThat(body.get("resetAt").longValue()).isGreaterThan(api.clock.instant().toEpochMilli());
    assertThat(body.get("limit").intValue()).isEqualTo(3);
    assertThat(body.get("remaining").intValue()).isZero();
    assertThat(body.get("error").isTextual()).isTrue();
  }

  private Got beyondTheLimit(String path) {
    Got got = post(path, ApiServer.OTHER_KEY, "{}");
    for (int i = 0; i < 20 && got.status() != 429; i++) {
      got = post(path, ApiServer.OTHER_KEY, "{}");
    }
    assertThat(got.status()).isEqualTo(429);
    return got;
  }

  private Got post(String path, String key, String body) {
    HttpRequest.Builder request =
        api.anonymous(path).header("X-API-Key", key).header("Content-Type", "application/json");
    return api.send(request, "POST", body);
  }
}
