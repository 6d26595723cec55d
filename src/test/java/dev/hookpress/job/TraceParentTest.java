package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aValidHeaderIsRead() {
    TraceParent read = TraceParent.of(VALID).orElseThrow();
    assertThat(read.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(read.parentId()).isEqualTo("00f067aa0ba902b7");
    assertThat(read.flags()).isEqualTo("01");
    assertThat(read.sampled()).isTrue();
    assertThat(TraceParent.of(VALID.replaceAll("01$", "00")).orElseThrow().sampled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz"
      })
  void anythingElseIsNoTrace(String header) {
    assertThat(TraceParent.of(header)).isEmpty();
  }

  @Test
  void aWebhookHasAtMostOne() {
    Target.Webhook webhook =
        new Target.Webhook(
            URI.create("https://receiver.example/"), Map.of("TraceParent", VALID, "x-a", "1"));
    assertThat(TraceParent.of(webhook)).contains(new TraceParent(VALID));
    assertThat(webhook.traced("other").headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("traceparent", "other", "x-a", "1"));
    Target.Email mail = new Target.Email("a@receiver.example");
    assertThat(TraceParent.of(mail)).isEmpty();
    assertThat(TraceParent.of(mail.traced(VALID))).contains(new TraceParent(VALID));
  }
}
