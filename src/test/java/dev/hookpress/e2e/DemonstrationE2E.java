package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first start of the standalone. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DemonstrationE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void oneJobInEachDialectIsRenderedCalledBackAndVerified() throws Exception {
    try (Program program =
        Program.standalone("demonstration", Map.of("HOOKPRESS_DEMO", "true")).start()) {
      Waiting.until(
          "the demonstration is over",
          PATIENCE,
          () -> program.output().contains("Stop it with Ctrl-C."),
          program::output);

      for (String dialect :
          List.of("native", "adobe", "tailpdf", "pdfgorilla", "enconvert", "vortex")) {
        assertThat(program.printed(dialect)).contains("received", "verified");
        assertThat(
                Files.readAllBytes(
                    program.data().resolve("demonstration").resolve(dialect + ".pdf")))
            .startsWith("%PDF-".getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }
}
