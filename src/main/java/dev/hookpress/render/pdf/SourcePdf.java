package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Opens PDFs that clients send or reference. The caller closes them. */
public final class SourcePdf {
  private SourcePdf() {}

  /** Opens a PDF, or aborts through the guard: not a PDF, without pages, or encrypted. */
  public static PDDocument open(byte[] bytes, RenderGuard guard) {
    PDDocument document = load(bytes, "", guard, "A source PDF is encrypted");
    if (document.isEncrypted()) {
      IOUtils.closeQuietly(document);
      guard.abort(FailureCode.SOURCE_ENCRYPTED, "A source PDF is encrypted");
    }
    return document;
  }

  /**
   * Opens a PDF that may be encrypted, or aborts through the guard.
   *
   * @param refusal the message if this password does not open it
   */
  public static PDDocument open(byte[] bytes, String password, RenderGuard guard, String refusal) {
    return load(bytes, password, guard, refusal);
  }

  /** The pages that exist, which may differ from the declared number; bounded by the guard. */
  public static List<PDPage> pages(PDDocument document, RenderGuard guard) {
    List<PDPage> pages = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      pages.add(page);
      guard.checkPages(pages.size());
    }
    return pages;
  }

  private static PDDocument load(byte[] bytes, String password, RenderGuard guard, String refusal) {
    guard.checkDeadline();
    PDDocument document = null;
    try {
      document = new GuardedParser(bytes, password, guard).parse();
    } catch (InvalidPasswordException e) {
      FailureCode code =
          password.isEmpty() ? FailureCode.SOURCE_ENCRYPTED : FailureCode.PASSWORD_INVALID;
      guard.abort(code, refusal);
    } catch (IOException | RuntimeException e) {
      guard.abort(FailureCode.SOURCE_INVALID, "A source PDF cannot be read");
    }
    try {
      if (!pages(document, guard).isEmpty()) {
        return document;
      }
    } catch (RuntimeException e) {
      IOUtils.closeQuietly(document);
      guard.abort(FailureCode.SOURCE_INVALID, "A source PDF cannot be read");
    }
    IOUtils.closeQuietly(document);
    guard.abort(FailureCode.SOURCE_INVALID, "A source PDF has no pages");
    return document;
  }
}
