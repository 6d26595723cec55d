package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static String origin(String url) {
    return new Target.Webhook(URI.create(url), Map.of()).origin();
  }

  @Test
  void spellingsOfAUrlHaveTheSameOrigin() {
    assertThat(origin("https://hooks.example.com/a?b=c")).isEqualTo("https://hooks.example.com");
    assertThat(origin("HTTPS://Hooks.Example.COM:443/d")).isEqualTo("https://hooks.example.com");
    assertThat(origin("http://hooks.example.com:80")).isEqualTo("http://hooks.example.com");
  }

  @Test
  void anotherSchemeOrPortIsAnotherOrigin() {
    assertThat(origin("http://hooks.example.com:443/")).isEqualTo("http://hooks.example.com:443");
    assertThat(origin("https://hooks.example.com:8443/"))
        .isEqualTo("https://hooks.example.com:8443");
    assertThat(origin("https://[2001:db8::1]:8443/")).isEqualTo("https://[2001:db8::1]:8443");
  }

  @Test
  void toStringShowsOnlyTheOrigin() {
    Target webhook =
        new Target.Webhook(
            URI.create("https://hooks.example.com/a?token=s3cret"),
            Map.of("Authorization", "s3cret"),
            Optional.of("s3cret"),
            Optional.empty());
    assertThat(webhook).hasToString("Webhook[https://hooks.example.com]");
    assertThat(new Target.Email("somebody@Example.com")).hasToString("Email[mailto:example.com]");
  }
}
