package dev.hookpress.dialect.hookpress;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import java.util.Optional;

/** Reads what a PDF is beyond its pages. */
final class NativeFeatures {
  private NativeFeatures() {}

  /** Reads the features from {@code options}, and refuses those that exclude each other. */
  static RenderOptions read(StrictObject options, RenderOptions read, Faults faults) {
    Optional<Conformance> conformance =
        options.word("conformance", Conformance.labels()).flatMap(Conformance::parse);
    boolean reproducible = options.bool("reproducible").orElse(false);
    conformance.ifPresent(it -> check(it, options, read, faults));
    if (reproducible
        && (encrypted(read) || !read.print().pages().isEmpty() || read.print().test())) {
      faults.add(
          options.pointerTo("reproducible"), "Cannot go with passwords, with pages or with test.");
    }
    return read.with(new PdfFeatures(conformance, reproducible));
  }

  private static boolean encrypted(RenderOptions read) {
    return read.userPassword().isPresent() || read.ownerPassword().isPresent();
  }

  private static void check(
      Conformance conformance, StrictObject options, RenderOptions read, Faults faults) {
    String pointer = options.pointerTo("conformance");
    if (conformance.isArchival() && encrypted(read)) {
      faults.add(pointer, "Cannot go with a password: PDF/A forbids encryption.");
    }
    if (!read.print().pages().isEmpty()) {
      faults.add(pointer, "Cannot go with pages: the tags are those of the whole document.");
    }
    if (read.print().test()) {
      faults.add(pointer, "Cannot go with test: the mark of a sample breaks the standard.");
    }
  }
}
