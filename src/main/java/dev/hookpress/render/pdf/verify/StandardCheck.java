package dev.hookpress.render.pdf.verify;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.VerificationReport.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.verapdf.ReleaseDetails;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF/A and PDF/UA by veraPDF. */
final class StandardCheck {
  private static final int FAILURES_OF_A_RULE = 1;

  private final String engine;

  StandardCheck() {
    VeraGreenfieldFoundryProvider.initialise();
    String version = Foundries.class.getPackage().getImplementationVersion();
    this.engine = version == null ? "veraPDF " + release() : "veraPDF " + version;
  }

  private static String release() {
    return ReleaseDetails.getInstance().getVersion();
  }

  List<Check> check(byte[] pdf, Conformance conformance) {
    List<Check> checks = new ArrayList<>();
    if (conformance.isArchival()) {
      String level = conformance.part() + conformance.level().toLowerCase(Locale.ROOT);
      checks.add(check(pdf, PDFAFlavour.byFlavourId(level), "pdfa", "pdfa-" + level));
    }
    if (conformance.isAccessible()) {
      checks.add(check(pdf, PDFAFlavour.PDFUA_1, "pdfua", "pdfua-1"));
    }
    return checks;
  }

  private Check check(byte[] pdf, PDFAFlavour flavour, String subject, String profile) {
    return Check.of(subject, profile, failures(pdf, flavour), engine);
  }

  /** Each rule that is broken once, with its clause. */
  private static List<String> failures(byte[] pdf, PDFAFlavour flavour) {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance()
                .createValidator(flavour, FAILURES_OF_A_RULE, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      Map<String, String> broken = new LinkedHashMap<>();
      for (TestAssertion each : result.getTestAssertions()) {
        if (each.getStatus() == TestAssertion.Status.FAILED) {
          String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
          broken.putIfAbsent(rule, rule + ": " + each.getMessage());
        }
      }
      if (broken.isEmpty() && !result.isCompliant()) {
        return List.of("The PDF does not conform");
      }
      return List.copyOf(broken.values());
    } catch (EncryptedPdfException e) {
      return List.of("The PDF is encrypted");
    } catch (ModelParsingException | ValidationException e) {
      return List.of("The PDF cannot be read: " + e.getMessage());
    } catch (IOException e) {
      return List.of("The PDF cannot be read");
    }
  }
}
