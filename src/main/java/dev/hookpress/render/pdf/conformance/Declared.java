package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** Writes into a PDF what it declares about itself. */
public final class Declared {
  private static final String PROFILE_NAME = "sRGB IEC61966-2.1";
  private static final float PDFA_1_VERSION = 1.4f;
  private static final float VERSION = 1.7f;

  /** Java's own profile, of ICC version 2, which every part of PDF/A allows. */
  private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  private Declared() {}

  /**
   * A text as it can be written in both places that must agree: in one line, of the characters that
   * XML can contain.
   */
  public static String legible(String text) {
    StringBuilder legible = new StringBuilder();
    text.codePoints()
        .filter(c -> (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
        .forEach(c -> legible.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return legible.toString().strip();
  }

  /**
   * Writes the metadata, the claim, and the meaning of the colours.
   *
   * @param info the entries of the information dictionary and {@code language}, by their names in
   *     the API
   */
  public static void write(
      PDDocument document,
      PdfFeatures features,
      Map<String, String> info,
      String producer,
      Instant now)
      throws IOException {
    Conformance conformance = features.conformance().orElseThrow();
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(
        XmpPacket.of(new XmpPacket.Facts(info, producer, now, features.invoice()), conformance));
    catalog.setMetadata(metadata);
    PDMarkInfo marks = new PDMarkInfo();
    marks.setMarked(conformance.isTagged());
    catalog.setMarkInfo(marks);
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(info.containsKey("title"));
    catalog.setViewerPreferences(preferences);
    if (conformance.isArchival()) {
      PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(SRGB));
      intent.setInfo(PROFILE_NAME);
      intent.setOutputCondition(PROFILE_NAME);
      intent.setOutputConditionIdentifier(PROFILE_NAME);
      intent.setRegistryName("http://www.color.org");
      catalog.addOutputIntent(intent);
    }
    document.getDocument().setVersion(conformance.part() == 1 ? PDFA_1_VERSION : VERSION);
  }
}
