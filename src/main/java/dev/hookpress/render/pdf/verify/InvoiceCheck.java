package dev.hookpress.render.pdf.verify;

import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.VerificationReport.Check;
import dev.hookpress.render.pdf.conformance.InvoiceSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;

/** Checks the electronic invoice that is in a PDF: by its schema, and by the rules about it. */
final class InvoiceCheck {
  private static final String SUBJECT = "einvoice";

  private InvoiceCheck() {}

  static List<Check> check(byte[] pdf, ElectronicInvoice wanted, InvoiceRules rules) {
    String profile = wanted.profile().label();
    Optional<byte[]> data = data(pdf, wanted.fileName());
    if (data.isEmpty()) {
      return List.of(
          Check.of(
              SUBJECT, profile, List.of("The PDF has no file " + wanted.fileName()), "Hookpress"));
    }
    List<Check> checks = new ArrayList<>();
    List<String> ofSchema =
        InvoiceSchema.fault(data.get(), wanted.profile()).map(List::of).orElse(List.of());
    checks.add(Check.of(SUBJECT, profile + " schema", ofSchema, InvoiceSchema.NAME));
    if (ofSchema.isEmpty()) {
      checks.addAll(rules.check(data.get(), wanted.profile()));
    }
    return checks;
  }

  private static Optional<byte[]> data(byte[] pdf, String name) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
      if (names == null || names.getEmbeddedFiles() == null) {
        return Optional.empty();
      }
      Map<String, PDComplexFileSpecification> files = names.getEmbeddedFiles().getNames();
      return files == null || files.get(name) == null
          ? Optional.empty()
          : Optional.of(files.get(name).getEmbeddedFile().toByteArray());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
