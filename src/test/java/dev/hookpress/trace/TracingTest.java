package dev.hookpress.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.config.TelemetrySettings;
import dev.hookpress.job.NotificationId;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {
  private static final int ATTEMPTS = 100_000;
  private static final NotificationId NOTIFICATION = new NotificationId(new UUID(1, 2));

  private static TelemetrySettings settings(Map<String, String> environment) {
    SettingsResult read = SettingsReader.read(environment, Optional.empty());
    Settings settings = ((SettingsResult.Valid) read).settings();
    return settings.telemetry();
  }

  @Test
  void anAttemptCostsNoMemoryWhileTracingIsOff() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Classes are loaded by the first round.
    long warm = attempts();
    long before = threads.getCurrentThreadAllocatedBytes();
    long made = attempts();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(warm + made).isZero();
    assertThat(allocated).isLessThan(ATTEMPTS / 100);
  }

  private static long attempts() {
    long traced = 0;
    for (int i = 1; i <= ATTEMPTS; i++) {
      Step step = Tracing.OFF.attempt(NOTIFICATION, i, Optional.empty());
      traced += step == Step.NONE ? 0 : 1;
      step.end();
    }
    return traced;
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          HOME, /root, false
          OTEL_SERVICE_NAME, pdf, false
          OTEL_EXPORTER_OTLP_ENDPOINT, http://127.0.0.1:1, true
          OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://127.0.0.1:1/v1/traces, true
          OTEL_TRACES_EXPORTER, otlp, true
          OTEL_TRACES_EXPORTER, none, false
          """)
  void tracesAreExportedIfAStandardVariableSaysSo(String name, String value, boolean on) {
    assertThat(settings(Map.of(name, value)).traces()).isEqualTo(on);
  }

  @Test
  void oneVariableSwitchesItOff() {
    Map<String, String> off =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_SDK_DISABLED", "TRUE");
    assertThat(Tracing.open(settings(off), "1", "node").on()).isFalse();
  }

  @Test
  void anInvalidVariableIsNamed() {
    Map<String, String> wrong = Map.of("OTEL_TRACES_EXPORTER", "pigeon");
    assertThatThrownBy(() -> Tracing.open(settings(wrong), "1", "node"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pigeon");
  }

  @Test
  void valuesOfVariablesAreNotShown() {
    Map<String, String> secret = Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=s3cret");
    assertThat(settings(secret).toString()).doesNotContain("s3cret");
  }

  @Test
  void everyNodeKnowsTheIdOfAnAttempt() {
    Set<String> ids = new HashSet<>();
    for (int i = 1; i <= 1000; i++) {
      assertThat(AttemptIds.span(NOTIFICATION.value(), i))
          .hasSize(16)
          .isEqualTo(AttemptIds.span(new UUID(1, 2), i));
      ids.add(AttemptIds.span(NOTIFICATION.value(), i));
      ids.add(AttemptIds.span(new UUID(1, 3), i));
    }
    assertThat(ids).hasSize(2000).doesNotContain("0000000000000000");
  }
}
