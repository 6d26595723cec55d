package dev.hookpress.job.pdf;

import java.util.List;
import java.util.Optional;

/**
 * What a rendered PDF is beyond its pages.
 *
 * @param conformance the standards that it follows; empty: none is claimed
 * @param reproducible whether rendering its job again gives the same bytes
 * @param attachments files within it, of different names
 * @param invoice an invoice as data within it; it then follows PDF/A-3
 * @param signature how it is signed; empty: it is not
 * @param verification whether the finished PDF is verified, and what follows; empty: it is not
 */
public record PdfFeatures(
    Optional<Conformance> conformance,
    boolean reproducible,
    List<Attachment> attachments,
    Optional<ElectronicInvoice> invoice,
    Optional<PdfSignature> signature,
    Optional<Verification> verification) {
  /** The key of the language (a tag of RFC 5646) among a PDF's metadata. */
  public static final String LANGUAGE = "language";

  /** No features. */
  public static final PdfFeatures NONE = new PdfFeatures(Optional.empty(), false);

  public PdfFeatures {
    attachments = List.copyOf(attachments);
    // Null in options stored before these fields existed.
    signature = signature == null ? Optional.empty() : signature;
    verification = verification == null ? Optional.empty() : verification;
  }

  /** Features of a PDF that is neither signed nor verified. */
  public PdfFeatures(
      Optional<Conformance> conformance,
      boolean reproducible,
      List<Attachment> attachments,
      Optional<ElectronicInvoice> invoice) {
    this(conformance, reproducible, attachments, invoice, Optional.empty(), Optional.empty());
  }

  /** Features of a PDF without files in it. */
  public PdfFeatures(Optional<Conformance> conformance, boolean reproducible) {
    this(conformance, reproducible, List.of(), Optional.empty());
  }

  /** Features that claim to follow standards, and nothing else. */
  public static PdfFeatures of(Conformance conformance) {
    return new PdfFeatures(Optional.of(conformance), false);
  }

  /** A copy with files in the PDF. */
  public PdfFeatures with(List<Attachment> files) {
    return new PdfFeatures(conformance, reproducible, files, invoice, signature, verification);
  }

  /** A copy with an invoice as data. */
  public PdfFeatures with(ElectronicInvoice data) {
    return new PdfFeatures(
        conformance, reproducible, attachments, Optional.of(data), signature, verification);
  }

  /** A copy that is signed. */
  public PdfFeatures with(PdfSignature signed) {
    return new PdfFeatures(
        conformance, reproducible, attachments, invoice, Optional.of(signed), verification);
  }

  /** A copy that is verified. */
  public PdfFeatures with(Verification verified) {
    return new PdfFeatures(
        conformance, reproducible, attachments, invoice, signature, Optional.of(verified));
  }

  /** Whether the PDF claims to follow a standard. */
  public boolean claims() {
    return conformance.isPresent();
  }

  /** Whether the PDF must stay as it is rendered. */
  public boolean fixed() {
    return claims() || reproducible || !attachments.isEmpty();
  }
}
