package dev.hookpress.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Poppler's program that checks signatures of PDFs. */
public final class PdfSig {
  private PdfSig() {}

  /** What it says of a PDF, without trust in any authority; passes over the test without it. */
  public static String report(Path pdf) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("pdfsig", "-nocert", pdf.toString()).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return abort("pdfsig (poppler-utils) is not installed");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return said;
  }
}
