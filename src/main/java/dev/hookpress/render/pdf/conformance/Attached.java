package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.PdfFeatures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the files that a PDF is to contain. */
public final class Attached {
  private Attached() {}

  /**
   * The first file that could not be fetched.
   *
   * @param fetched by the attachments' keys
   */
  public static Optional<URI> missing(PdfFeatures features, Map<URI, byte[]> fetched) {
    return features.attachments().stream()
        .filter(it -> it.url().isPresent() && !fetched.containsKey(it.key()))
        .findFirst()
        .flatMap(Attachment::url);
  }

  /**
   * The files, of which none is missing; the data of an invoice is the first.
   *
   * @param fetched by the attachments' keys
   */
  public static List<EmbeddedFiles.File> files(PdfFeatures features, Map<URI, byte[]> fetched) {
    List<EmbeddedFiles.File> files = new ArrayList<>();
    features.invoice().map(Attached::data).ifPresent(files::add);
    for (Attachment attachment : features.attachments()) {
      byte[] content =
          attachment
              .base64()
              .map(Base64.getDecoder()::decode)
              .orElseGet(() -> fetched.get(attachment.key()));
      files.add(
          new EmbeddedFiles.File(
              attachment.name(),
              attachment.mediaType(),
              attachment.relationship(),
              attachment.description().orElse(""),
              content));
    }
    return files;
  }

  private static EmbeddedFiles.File data(ElectronicInvoice invoice) {
    return new EmbeddedFiles.File(
        invoice.fileName(),
        "text/xml",
        invoice.relationship(),
        "Invoice data in the Cross Industry Invoice syntax",
        invoice.xml().getBytes(StandardCharsets.UTF_8));
  }
}
