package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;
import java.util.Optional;

/** The result of rendering a document. */
public sealed interface RenderedPdf {
  /**
   * A finished PDF.
   *
   * @param warnings for the client, the most important first, at most 20
   * @param slot where its signature goes; empty: it is not to be signed, or it is signed
   */
  record Pdf(byte[] bytes, int pages, long renderMillis, List<String> warnings, Optional<Slot> slot)
      implements RenderedPdf {
    /** A PDF that is not to be signed. */
    public Pdf(byte[] bytes, int pages, long renderMillis, List<String> warnings) {
      this(bytes, pages, renderMillis, warnings, Optional.empty());
    }

    /** A copy that is not signed yet. */
    public Pdf open(byte[] prepared, Slot at) {
      return new Pdf(prepared, pages, renderMillis, warnings, Optional.of(at));
    }

    /** A copy of other bytes, with its signature. */
    public Pdf signed(byte[] whole) {
      return new Pdf(whole, pages, renderMillis, warnings);
    }
  }

  /**
   * The place of a signature: from the angle bracket that opens it to the one that closes it, with
   * zeros in hexadecimal digits between them. All other bytes are signed.
   *
   * @param from index of the first bracket
   * @param to index after the second one
   */
  record Slot(int from, int to) {
    /** Whether a file has such a place there. */
    public boolean isIn(byte[] file) {
      if (from < 0 || to > file.length || to - from < 4 || (to - from) % 2 != 0) {
        return false;
      }
      if (file[from] != '<' || file[to - 1] != '>') {
        return false;
      }
      for (int i = from + 1; i < to - 1; i++) {
        if (file[i] != '0') {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The files that an operation has made, of the type that it produces.
   *
   * @param files at least one
   * @param warnings for the client, the most important first, at most 20
   */
  record Files(List<File> files, long renderMillis, List<String> warnings) implements RenderedPdf {
    public Files {
      files = List.copyOf(files);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * One of the files.
   *
   * @param pages that it has or shows
   */
  record File(byte[] bytes, int pages) {}

  /** The requested properties of a PDF. */
  record Properties(PdfProperties properties, long renderMillis) implements RenderedPdf {}

  /** The reason why there is no PDF. */
  record Rejected(FailureCode code, String message) implements RenderedPdf {}
}
