package dev.hookpress.render.pdf.verify;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.VerificationReport;
import dev.hookpress.job.pdf.VerificationReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks of a PDF what its options promise. */
public final class Verifier {
  private final StandardCheck standards = new StandardCheck();
  private final InvoiceRules rules = new InvoiceRules();

  /**
   * Loads the libraries.
   *
   * @throws LinkageError if they are not on the class path
   */
  public Verifier() {
    Thread ahead = new Thread(rules::prepare, "rules");
    ahead.setDaemon(true);
    ahead.start();
  }

  /** Checks a PDF. Blocking. */
  public VerificationReport verify(byte[] pdf, PdfFeatures features) {
    List<Check> checks = new ArrayList<>();
    Optional<Conformance> conformance = features.conformance();
    conformance.ifPresent(it -> checks.addAll(standards.check(pdf, it)));
    features.signature().ifPresent(it -> checks.add(SignatureCheck.check(pdf, it)));
    features.invoice().ifPresent(it -> checks.addAll(InvoiceCheck.check(pdf, it, rules)));
    return new VerificationReport(checks);
  }
}
