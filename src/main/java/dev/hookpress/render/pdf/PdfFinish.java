package dev.hookpress.render.pdf;

import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.pdf.conformance.Declared;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Finishes a PDF, in this order: sets its metadata, then encrypts it. */
final class PdfFinish {
  private static final int AES_BITS = 256;

  private PdfFinish() {}

  /**
   * @param info the entries of the information dictionary and {@code language}
   */
  static void describe(
      PDDocument document, RenderOptions options, Map<String, String> info, Instant now)
      throws IOException {
    PDDocumentInformation described = new PDDocumentInformation();
    described.setTitle(info.get("title"));
    described.setAuthor(info.get("author"));
    described.setSubject(info.get("subject"));
    described.setKeywords(info.get("keywords"));
    described.setCreator(info.get("creator"));
    described.setProducer(PdfRenderer.PRODUCER);
    Calendar created = GregorianCalendar.from(now.atZone(ZoneOffset.UTC));
    described.setCreationDate(created);
    described.setModificationDate(created);
    document.setDocumentInformation(described);
    // A source's metadata would describe the source.
    document.getDocumentCatalog().setMetadata(null);
    if (info.containsKey(PdfFeatures.LANGUAGE)) {
      document.getDocumentCatalog().setLanguage(info.get(PdfFeatures.LANGUAGE));
    }
    if (options.pdf().claims()) {
      Declared.write(document, options.pdf(), info, PdfRenderer.PRODUCER, now);
    }
  }

  /** PDF/A-1 follows PDF 1.4, which has no object streams. */
  static CompressParameters compression(RenderOptions options) {
    return options.pdf().conformance().filter(it -> it.part() == 1).isPresent()
        ? CompressParameters.NO_COMPRESSION
        : CompressParameters.DEFAULT_COMPRESSION;
  }

  /**
   * With an owner password, other users may only read, print and use accessibility tools. A user
   * password alone restricts nobody who knows it.
   */
  static void protect(PDDocument document, RenderOptions options) throws IOException {
    if (!options.encrypts()) {
      return;
    }
    String user = options.userPassword().orElse("");
    String owner = options.ownerPassword().orElse(user);
    AccessPermission permission = new AccessPermission();
    if (options.ownerPassword().isPresent()) {
      permission.setCanModify(false);
      permission.setCanModifyAnnotations(false);
      permission.setCanAssembleDocument(false);
      permission.setCanExtractContent(false);
      permission.setCanFillInForm(false);
    }
    StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, permission);
    policy.setEncryptionKeyLength(AES_BITS);
    policy.setPreferAES(true);
    document.protect(policy);
  }
}
