package dev.hookpress.dialect.hookpress;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.Watermark;
import java.util.List;

/** Refuses steps that cannot follow each other, or cannot go with other options. */
final class NativeStepRules {
  private final StrictObject options;
  private final RenderOptions read;
  private final Faults faults;

  NativeStepRules(StrictObject options, RenderOptions read, Faults faults) {
    this.options = options;
    this.read = read;
    this.faults = faults;
  }

  void check(List<PdfStep> steps) {
    boolean split = false;
    for (int i = 0; i < steps.size(); i++) {
      PdfStep step = steps.get(i);
      PdfOperation operation = step.operation();
      if (operation instanceof PdfOperation.Protect) {
        encrypted(step, i + 1 < steps.size());
      }
      if (operation instanceof PdfOperation.Split parts) {
        if (split) {
          fault(step, "Cannot follow another split.");
        }
        if (parts.zipped() && (i + 1 < steps.size() || read.encrypts())) {
          fault(step, "With zip, must be the last step, without passwords: a ZIP is not a PDF.");
        }
        split = true;
      }
      if (operation instanceof PdfToImages && (split || read.encrypts())) {
        fault(step, "Cannot go with split or with passwords.");
      }
      if (read.pdf().claims()) {
        conforming(step);
      }
      if (isFinishedWhole()
          && (operation instanceof PdfOperation.Protect || losesFiles(operation))) {
        fault(step, "Cannot go with sign or verify, which are for one PDF that is not encrypted.");
      }
      if (!read.pdf().attachments().isEmpty() && losesFiles(operation)) {
        fault(step, "Cannot go with attachments.");
      }
    }
  }

  private void encrypted(PdfStep step, boolean followed) {
    if (followed) {
      fault(step, "Must be the last step: an encrypted PDF is not changed any more.");
    }
    if (read.encrypts()) {
      fault(step, "Cannot go with user_password or owner_password.");
    }
    if (read.pdf().reproducible()) {
      fault(step, "Cannot go with reproducible: encryption is random.");
    }
  }

  /** The steps after which the PDF follows its standard as before. */
  private void conforming(PdfStep step) {
    PdfOperation operation = step.operation();
    boolean marked =
        operation instanceof Watermark
            && read.pdf().conformance().filter(it -> it.allowsTransparency()).isPresent()
            && step.label().isPresent();
    boolean turned =
        operation instanceof PdfOperation.Arrange arranged
            && arranged.steps().get(0) instanceof PdfOperation.Step.Rotate;
    if (!marked && !turned && !(operation instanceof PdfEdit.Bookmarks)) {
      fault(
          step,
          "Cannot go with conformance, which allows rotate, bookmarks and, except in pdfa-1b,"
              + " stamps, watermarks and page numbers of text.");
    }
  }

  private static boolean losesFiles(PdfOperation operation) {
    return operation instanceof PdfOperation.Split || operation instanceof PdfToImages;
  }

  private boolean isFinishedWhole() {
    return read.pdf().signature().isPresent() || read.pdf().verification().isPresent();
  }

  private void fault(PdfStep step, String detail) {
    faults.add(
        step.index() < 0
            ? options.pointerTo("images")
            : options.pointerTo("steps") + "/" + step.index() + "/" + step.name(),
        detail);
  }
}
