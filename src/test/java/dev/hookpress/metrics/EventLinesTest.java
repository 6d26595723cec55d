package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.logging.LogSetup;
import dev.hookpress.policy.EgressRule;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.support.CapturedLog;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The lines that no request from outside causes; the others are in {@code LogE2E}. */
class EventLinesTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aDefectOfTheEngineNamesTheJobAndItsTrace() {
    Metrics metrics =
        new Metrics(
            List.of(NativeDialect.NAME),
            Arrays.stream(EgressRule.values()).map(EgressRule::label).toList(),
            false);
    try (CapturedLog log = CapturedLog.of("hookpress.events")) {
      new EventRecorder(metrics, 1).engineFailed(document(), new IllegalStateException("layout"));

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(
              "event=\"document.engine_failed\"",
              "client=\"00000000000000000000000001\"",
              "job=\"job_00000000000000000000000002\"",
              "trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"");
    } finally {
      metrics.close();
    }
  }

  @Test
  void linesOfJavaUtilLoggingAreWrittenByTheSameLog() {
    LogSetup.format("text");
    try (CapturedLog log = CapturedLog.of("a.library")) {
      Logger.getLogger("a.library").log(Level.WARNING, "Something of {0}", "theirs");

      assertThat(log.lines()).containsExactly("Something of theirs");
    }
  }

  private static ClaimedDocument document() {
    return new ClaimedDocument(
        new ClientId(new UUID(0, 1)),
        new JobId(new UUID(0, 2)),
        0,
        1,
        Optional.empty(),
        1,
        false,
        NativeDialect.NAME,
        new Document(
            List.of(new Part.Html("")),
            null,
            new Destination.Hosted(),
            Optional.empty(),
            List.of(),
            Optional.of(TRACE)),
        List.of(),
        "{}",
        Instant.EPOCH,
        false);
  }
}
