package dev.hookpress.render.font.engine;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import com.openhtmltopdf.pdfboxout.PdfBoxRawPDFontMetrics;
import dev.hookpress.render.font.format.GlyphWidths;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * One of the faces that the engine tries for a style, in order. The engine derives the line height
 * from the tallest face; this makes only the first face count, which most text uses.
 */
public final class FaceDescription extends FontDescription {
  private static final FSCacheEx<String, FSCacheValue> NO_CACHE = new NoCache();

  /**
   * Less than that of any face, and not absent, since the engine warns of a face without metrics.
   */
  private static final PdfBoxRawPDFontMetrics NO_HEIGHT =
      new PdfBoxRawPDFontMetrics(-1e6f, -1e6f, -1e6f, -1e6f, -1e6f, -1e6f, -1e6f);

  private final PdfBoxRawPDFontMetrics metrics;
  private final Supplier<GlyphWidths> widths;
  private boolean kernsFewPairs;
  private FontDescription smallCaps;

  /**
   * Describes a face.
   *
   * @param font called once, when the first text is measured
   * @param weight below the style's weight if the engine is to embolden the letters
   * @param widths of its characters; null if it has no letters of its own
   * @param metrics null if the face does not count for the line height
   */
  public FaceDescription(
      PDDocument document,
      FSSupplier<PDFont> font,
      int weight,
      boolean italic,
      String family,
      Supplier<GlyphWidths> widths,
      PdfBoxRawPDFontMetrics metrics) {
    super(
        document,
        font,
        italic ? IdentValue.ITALIC : IdentValue.NORMAL,
        weight,
        family,
        false,
        true,
        NO_CACHE);
    this.widths = widths;
    this.metrics = metrics != null ? metrics : NO_HEIGHT;
  }

  /**
   * The same face, as one of the families in which few pairs are kerned.
   *
   * @param few whether it is one
   */
  public FaceDescription kerningFewPairs(boolean few) {
    kernsFewPairs = few;
    return this;
  }

  /**
   * The same face, with small capitals.
   *
   * @param capitals a face with capitals in the places of the lower-case letters
   */
  public FaceDescription withSmallCaps(FontDescription capitals) {
    smallCaps = capitals;
    return this;
  }

  boolean kernsFewPairs() {
    return kernsFewPairs;
  }

  /** The face of its small capitals; null without one. */
  FontDescription smallCaps() {
    return smallCaps;
  }

  /** The widths of its characters; null if it has no letters of its own. */
  GlyphWidths widths() {
    return widths == null ? null : widths.get();
  }

  /** Whether the face counts for the line height. */
  public boolean countsForHeight() {
    return metrics != NO_HEIGHT;
  }

  @Override
  public boolean isMetricsAvailable() {
    return true;
  }

  @Override
  public PdfBoxRawPDFontMetrics getFontMetrics() {
    return metrics;
  }

  private static final class NoCache implements FSCacheEx<String, FSCacheValue> {
    @Override
    public void put(String key, FSCacheValue value) {}

    @Override
    public FSCacheValue get(String key, Callable<? extends FSCacheValue> loader) {
      return null;
    }

    @Override
    public FSCacheValue get(String key) {
      return null;
    }
  }
}
