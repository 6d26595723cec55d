package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Conformance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** The reference validator of PDF/A and PDF/UA. */
public final class VeraPdf {
  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private VeraPdf() {}

  /** What a PDF breaks of the standards that it claims: each rule once, with its first place. */
  public static List<String> faults(byte[] pdf, Conformance conformance) {
    List<String> faults = new ArrayList<>();
    if (conformance.isArchival()) {
      faults.addAll(
          faults(
              pdf,
              PDFAFlavour.byFlavourId(
                  conformance.part() + conformance.level().toLowerCase(java.util.Locale.ROOT))));
    }
    if (conformance.isAccessible()) {
      faults.addAll(faults(pdf, PDFAFlavour.PDFUA_1));
    }
    return faults;
  }

  private static List<String> faults(byte[] pdf, PDFAFlavour flavour) {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(flavour, 1, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      List<String> faults = new ArrayList<>();
      for (TestAssertion broken : result.getTestAssertions()) {
        if (broken.getStatus() == TestAssertion.Status.FAILED) {
          faults.add(
              "%s %s-%d at %s: %s"
                  .formatted(
                      flavour,
                      broken.getRuleId().getClause(),
                      broken.getRuleId().getTestNumber(),
                      broken.getLocation().getContext(),
                      broken.getMessage()));
        }
      }
      if (faults.isEmpty() && !result.isCompliant()) {
        faults.add(flavour + ": not compliant");
      }
      return faults;
    } catch (VeraPDFException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
