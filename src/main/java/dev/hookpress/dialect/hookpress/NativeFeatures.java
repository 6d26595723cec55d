package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.Verification;
import java.util.List;
import java.util.Optional;

/** Reads what a PDF is beyond its pages. */
final class NativeFeatures {
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_XML_CHARACTERS = 8 * 1024 * 1024;

  private final StrictObject options;
  private final RenderOptions read;
  private final Faults faults;

  private NativeFeatures(StrictObject options, RenderOptions read, Faults faults) {
    this.options = options;
    this.read = read;
    this.faults = faults;
  }

  /** Reads the features from {@code options}, and refuses those that exclude each other. */
  static RenderOptions read(
      StrictObject options, RenderOptions read, UrlRules urls, Faults faults) {
    return read.with(new NativeFeatures(options, read, faults).features(urls));
  }

  private PdfFeatures features(UrlRules urls) {
    Optional<ElectronicInvoice> invoice = options.object("einvoice").flatMap(this::invoice);
    Optional<Conformance> conformance =
        options
            .word("conformance", Conformance.labels())
            .flatMap(Conformance::parse)
            .or(() -> invoice.map(it -> Conformance.PDFA_3B));
    List<Attachment> attachments = NativeAttachments.read(options, invoice, urls, faults);
    boolean reproducible = options.bool("reproducible").orElse(false);
    conformance.ifPresent(it -> check(it, !attachments.isEmpty(), invoice.isPresent()));
    if (reproducible && (read.encrypts() || changed())) {
      faults.add(
          options.pointerTo("reproducible"), "Cannot go with passwords, with pages or with test.");
    }
    if (!attachments.isEmpty() && changed()) {
      faults.add(options.pointerTo("attachments"), "Cannot go with pages or with test.");
    }
    Optional<PdfSignature> signature =
        options.object("sign").flatMap(it -> NativeSignature.read(it, urls, faults));
    if (options.has("sign") && (read.encrypts() || reproducible)) {
      faults.add(
          options.pointerTo("sign"),
          "Cannot go with passwords or reproducible: nothing changes a PDF after it is signed, and"
              + " no two signatures are alike.");
    }
    PdfFeatures features =
        new PdfFeatures(conformance, reproducible, attachments, invoice, signature, verification());
    if (features.verification().isPresent()
        && conformance.isEmpty()
        && signature.isEmpty()
        && invoice.isEmpty()) {
      faults.add(
          options.pointerTo("verify"), "Needs conformance, sign or einvoice: what is verified.");
    }
    if (features.fixed() && read.engine().engine() == EngineOptions.Engine.CHROMIUM) {
      faults.add(
          options.pointerTo("engine"),
          "Cannot be chromium with conformance, attachments, einvoice or reproducible.");
    }
    return features;
  }

  /** {@code true}, {@code false}, or {@code "report"}. */
  private Optional<Verification> verification() {
    Optional<JsonNode> given = options.value("verify");
    if (given.isEmpty() || given.get().isBoolean()) {
      return given.filter(JsonNode::booleanValue).map(it -> Verification.FAIL);
    }
    if (given.get().isTextual() && given.get().textValue().equals("report")) {
      return Optional.of(Verification.REPORT);
    }
    faults.add(options.pointerTo("verify"), "Must be true, false or \"report\".");
    return Optional.empty();
  }

  /** Whether the PDF is changed after it is rendered. */
  private boolean changed() {
    return !read.print().pages().isEmpty() || read.print().test();
  }

  private void check(Conformance conformance, boolean attachments, boolean invoice) {
    String pointer = options.pointerTo(options.has("conformance") ? "conformance" : "einvoice");
    if (conformance.isArchival() && read.encrypts()) {
      faults.add(pointer, "Cannot go with a password: PDF/A forbids encryption.");
    }
    if (!read.print().pages().isEmpty()) {
      faults.add(pointer, "Cannot go with pages: the tags are those of the whole document.");
    }
    if (read.print().test()) {
      faults.add(pointer, "Cannot go with test: the mark of a sample breaks the standard.");
    }
    if (attachments && !conformance.allowsAttachments()) {
      faults.add(pointer, "Cannot go with attachments: only PDF/A-3 allows them.");
    }
    if (invoice && conformance.part() != 3) {
      faults.add(pointer, "Must be PDF/A-3 for an einvoice, such as pdfa-3b or pdfa-3a+pdfua-1.");
    }
  }

  private Optional<ElectronicInvoice> invoice(StrictObject given) {
    Optional<ElectronicInvoice.Format> format =
        required(given, "format", ElectronicInvoice.Format.labels())
            .flatMap(ElectronicInvoice.Format::parse);
    Optional<ElectronicInvoice.Profile> profile =
        given
            .word("profile", ElectronicInvoice.Profile.labels())
            .flatMap(ElectronicInvoice.Profile::parse);
    Optional<String> xml = given.requiredText("xml", MAX_XML_CHARACTERS);
    given.end();
    if (format.isEmpty() || xml.isEmpty()) {
      return Optional.empty();
    }
    boolean german = format.get() == ElectronicInvoice.Format.XRECHNUNG_CII;
    ElectronicInvoice.Profile told =
        profile.orElse(
            german ? ElectronicInvoice.Profile.XRECHNUNG : ElectronicInvoice.Profile.EN16931);
    if (german && told != ElectronicInvoice.Profile.XRECHNUNG) {
      faults.add(given.pointerTo("profile"), "Can only be xrechnung for xrechnung-cii.");
    }
    return Optional.of(new ElectronicInvoice(format.get(), told, xml.get()));
  }

  private Optional<String> required(StrictObject given, String name, List<String> words) {
    return given.requiredValue(name).flatMap(value -> given.word(name, words));
  }
}
