package dev.hookpress.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The packaged faces within one PDF: each is embedded once, when its first text is written. */
public final class DocumentFonts {
  private final Fonts fonts;
  private final PDDocument document;
  private final Map<FontFace, PDFont> embedded = new HashMap<>();

  /**
   * @param document what the faces are embedded in
   */
  public DocumentFonts(Fonts fonts, PDDocument document) {
    this.fonts = fonts;
    this.document = document;
  }

  /**
   * Before the engine is built.
   *
   * @param ownFonts whether the document brings fonts; one of them may be named like a packaged one
   *     and must then be measured itself
   */
  public void prepare(PdfRendererBuilder builder, boolean ownFonts) {
    if (!ownFonts) {
      builder.useCacheStore(CacheStore.PDF_FONT_METRICS, fonts.metrics());
    }
  }

  /** When the engine is built. */
  public void register(PdfBoxFontResolver resolver) {
    for (FontFamilies.Named named : fonts.named()) {
      FontFace face = named.face();
      IdentValue style = face.italic() ? IdentValue.ITALIC : IdentValue.NORMAL;
      PDFontSupplier supplier = new Face(face);
      resolver.addFont(supplier, named.family(), named.weight(), style, true, FontGroup.MAIN);
      if (face.fallback() && named.family().equals(face.family())) {
        resolver.addFont(
            supplier, face.family(), named.weight(), style, true, FontGroup.PRE_BUILT_IN_FALLBACK);
      }
    }
  }

  /** The packaged faces for text in SVG. */
  public OpenHtmlFontResolver forSvg() {
    return fonts.forSvg();
  }

  private PDFont embed(FontFace face) {
    return embedded.computeIfAbsent(
        face,
        missing -> {
          try {
            return PDType0Font.load(document, fonts.face(missing), true);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private final class Face extends PDFontSupplier {
    private final FontFace face;

    Face(FontFace face) {
      super(null);
      this.face = face;
    }

    @Override
    public PDFont supply() {
      return embed(face);
    }
  }
}
