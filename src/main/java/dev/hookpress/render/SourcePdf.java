package dev.hookpress.render;

import dev.hookpress.job.FailureCode;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Opens PDFs that clients send or name. */
final class SourcePdf {
  private static final int HEADER_WITHIN = 1_024;

  private SourcePdf() {}

  /** Whether the bytes begin as a PDF does; readers allow for some bytes before the header. */
  static boolean isPdf(byte[] bytes) {
    int last = Math.min(bytes.length, HEADER_WITHIN) - 5;
    for (int i = 0; i <= last; i++) {
      if (bytes[i] == '%'
          && bytes[i + 1] == 'P'
          && bytes[i + 2] == 'D'
          && bytes[i + 3] == 'F'
          && bytes[i + 4] == '-') {
        return true;
      }
    }
    return false;
  }

  /** Opens one, or leaves through the guard: not a PDF, or encrypted. */
  static PDDocument open(byte[] bytes, RenderGuard guard) {
    PDDocument document = null;
    try {
      document = Loader.loadPDF(bytes, "", null, null, IOUtils.createMemoryOnlyStreamCache());
    } catch (InvalidPasswordException e) {
      guard.abort(FailureCode.SOURCE_INVALID, "A source PDF is encrypted");
    } catch (IOException | RuntimeException e) {
      guard.abort(FailureCode.SOURCE_INVALID, "A source PDF cannot be read");
    }
    if (document.isEncrypted()) {
      IOUtils.closeQuietly(document);
      guard.abort(FailureCode.SOURCE_INVALID, "A source PDF is encrypted");
    }
    if (document.getNumberOfPages() == 0) {
      IOUtils.closeQuietly(document);
      guard.abort(FailureCode.SOURCE_INVALID, "A source PDF has no pages");
    }
    return document;
  }
}
