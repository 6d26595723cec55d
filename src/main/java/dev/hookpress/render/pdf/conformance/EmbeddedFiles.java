package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Attachment.Relationship;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** Embeds files into a PDF, as PDF/A-3 wants them (ISO 19005-3 §6.8). */
public final class EmbeddedFiles {
  private EmbeddedFiles() {}

  /**
   * A file.
   *
   * @param description empty: none
   */
  public record File(
      String name,
      String mediaType,
      Relationship relationship,
      String description,
      byte[] content) {}

  /** Embeds the files, of different names. */
  public static void embed(PDDocument document, List<File> files, Instant now) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    TreeMap<String, PDComplexFileSpecification> named = new TreeMap<>();
    COSArray associated = new COSArray();
    for (File file : files) {
      PDComplexFileSpecification specification = specification(document, file, now);
      named.put(file.name(), specification);
      associated.add(specification);
    }
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(named);
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    PDDocumentNameDictionary names =
        catalog.getNames() == null ? new PDDocumentNameDictionary(catalog) : catalog.getNames();
    names.setEmbeddedFiles(tree);
    catalog.setNames(names);
    catalog.getCOSObject().setItem(COSName.AF, associated);
  }

  private static PDComplexFileSpecification specification(
      PDDocument document, File file, Instant now) throws IOException {
    PDEmbeddedFile embedded =
        new PDEmbeddedFile(
            document, new ByteArrayInputStream(file.content()), COSName.FLATE_DECODE);
    embedded.setSubtype(file.mediaType());
    embedded.setSize(file.content().length);
    Calendar date = GregorianCalendar.from(now.atZone(ZoneOffset.UTC));
    embedded.setModDate(date);
    COSDictionary parameters = embedded.getCOSObject().getCOSDictionary(COSName.PARAMS);
    parameters.setItem(COSName.getPDFName("CheckSum"), new COSString(checksum(file.content())));
    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile(file.name());
    specification.setFileUnicode(file.name());
    specification.setEmbeddedFile(embedded);
    specification.setEmbeddedFileUnicode(embedded);
    if (!file.description().isEmpty()) {
      specification.setFileDescription(file.description());
    }
    specification
        .getCOSObject()
        .setName(COSName.getPDFName("AFRelationship"), file.relationship().pdfName());
    return specification;
  }

  /** What the format asks for, to find damage; it protects nothing. */
  private static byte[] checksum(byte[] content) {
    try {
      return MessageDigest.getInstance("MD5").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
