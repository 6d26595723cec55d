package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointUrlTest {
  private static EndpointUrl url(String text) {
    return new EndpointUrl(URI.create(text));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Hook.Test:443, https://hook.test/",
    "https://hook.test, https://hook.test/",
    "http://hook.test:80/a, http://hook.test/a",
    "https://hook.test:8443/a, https://hook.test:8443/a",
    "https://hook.test/A%2Fb/?b=2&a=1, https://hook.test/A%2Fb/?b=2&a=1",
    "https://user:pass@hook.test/a#part, https://hook.test/a",
    "https://hook.test/a?, https://hook.test/a?",
  })
  void isIdentifiedByOriginPathAndQueryAsGiven(String given, String normalized) {
    assertThat(url(given).normalized()).isEqualTo(normalized);
    assertThat(UrlKey.of(URI.create(given))).isEqualTo(UrlKey.of(normalized));
  }

  @Test
  void anotherPathQueryOrPortIsAnotherEndpoint() {
    assertThat(
            java.util.stream.Stream.of(
                    "https://h.test/a",
                    "https://h.test/a/",
                    "https://h.test/A",
                    "https://h.test/a?x",
                    "https://h.test:444/a",
                    "http://h.test/a")
                .map(text -> UrlKey.of(URI.create(text)))
                .distinct())
        .hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "https://hook.test/orders/done, https://hook.test/orders/done",
    "https://user:pass@hook.test/, https://…@hook.test/",
    "https://hook.test/in?key=s3cret&to=x, https://hook.test/in?key=…&to=…",
    "https://hook.test/in?s3cret, https://hook.test/in?…",
    "https://hook.test/in?a=&&b=1, https://hook.test/in?a=…&&b=…",
    "https://h.test/services/T012AB/B034CD/xoXbAcTgq12345678aaaaQQQ,"
        + " https://h.test/services/T012AB/B034CD/xoXb…",
    "https://h.test/f47ac10b-58cc-4372-a567-0e02b2c3d479/in, https://h.test/f47a…/in",
    "https://h.test/abcdefghijklmnopqrstuvwxyz, https://h.test/abcd…",
    "https://h.test/a?0123456789abcdef0=1, https://h.test/a?0123…=…",
  })
  void masksPossibleSecrets(String given, String masked) {
    assertThat(url(given).masked()).isEqualTo(masked);
    assertThat(url(given)).hasToString(masked);
  }

  @Test
  void theShownUrlIsBounded() {
    assertThat(url("https://h.test" + "/a".repeat(2_000)).masked())
        .hasSize(EndpointUrl.MAX_SHOWN)
        .endsWith("…");
  }

  @Test
  void aKeySurvivesItsColumnAndNamesTheEndpoint() {
    UrlKey key = UrlKey.of(URI.create("https://hook.test/a"));
    assertThat(UrlKey.of(key.toUuid())).isEqualTo(key);
    Target target = new Target.Webhook(URI.create("https://hook.test/a"), Map.of());
    assertThat(key.endpoint(false)).isEqualTo(EndpointKey.of(target.identity(), false));
    assertThat(key.endpoint(true)).isEqualTo(EndpointKey.of(target.identity(), true));
  }
}
