package dev.hookpress.render.pdf;

import dev.hookpress.job.FailureCode;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Opens PDFs that clients send or name. */
final class SourcePdf {
  private SourcePdf() {}

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
