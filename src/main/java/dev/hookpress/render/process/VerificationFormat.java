package dev.hookpress.render.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.job.pdf.VerificationReport.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a node asks of a process that verifies PDFs, and what it answers. An answer is read
 * within bounds: a process that has parsed a hostile PDF is hostile itself.
 */
final class VerificationFormat {
  /** Of an answer's head: all texts of a report, with their escapes. */
  private static final int MAX_HEAD_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** The bounds of an answer. */
  static final Message.Bounds BOUNDS = new Message.Bounds(MAX_HEAD_BYTES, 0, 0);

  private VerificationFormat() {}

  /** A PDF and what it should be. */
  record Request(byte[] pdf, PdfFeatures features) {}

  static Message request(byte[] pdf, PdfFeatures features) throws IOException {
    return new Message(JSON.writeValueAsBytes(features), List.of(pdf));
  }

  static Request request(Message message) throws IOException {
    return new Request(message.blobs().get(0), JSON.readValue(message.head(), PdfFeatures.class));
  }

  static Message report(VerificationReport report) throws IOException {
    return new Message(JSON.writeValueAsBytes(report.checks()), List.of());
  }

  /**
   * Reads a report.
   *
   * @throws IOException if it breaks a rule
   */
  static VerificationReport report(Message message) throws IOException {
    try {
      Check[] checks = JSON.readValue(message.head(), Check[].class);
      List<Check> sound = new ArrayList<>();
      for (Check check : checks) {
        if (checks.length > VerificationReport.MAX_CHECKS
            || check.failed() < check.failures().size()
            || check.passed() != (check.failed() == 0)
            || check.passed() != check.failures().isEmpty()
            || check.failures().size() > VerificationReport.MAX_FAILURES
            || !inBounds(check.subject(), check.profile(), check.engine())
            || !inBounds(check.failures().toArray(String[]::new))) {
          throw new IOException("A report that breaks a rule");
        }
        sound.add(check);
      }
      return new VerificationReport(sound);
    } catch (RuntimeException e) {
      throw new IOException("A report that cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean inBounds(String... texts) {
    for (String text : texts) {
      if (text.length() > VerificationReport.MAX_TEXT + 1) {
        return false;
      }
    }
    return true;
  }
}
