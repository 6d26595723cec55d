package dev.hookpress.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.pdfboxout.fontstore.FontUtil;
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

  /**
   * When the engine is built; it is never asked for its resolver after that. Only the faces that
   * stand in for others are registered now, the rest when a style names them.
   */
  public void register(PdfBoxRenderer engine) {
    PdfBoxFontResolver resolver = engine.getFontResolver();
    for (FontFamilies.Named named : fonts.fallbacks()) {
      register(resolver, named, FontGroup.PRE_BUILT_IN_FALLBACK);
    }
    engine
        .getSharedContext()
        .setFontResolver(
            new ResolvedFonts(
                resolver,
                family ->
                    fonts
                        .named(FontUtil.normalizeFontFamily(family))
                        .forEach(named -> register(resolver, named, FontGroup.MAIN))));
  }

  private void register(PdfBoxFontResolver resolver, FontFamilies.Named named, FontGroup group) {
    IdentValue style = named.face().italic() ? IdentValue.ITALIC : IdentValue.NORMAL;
    resolver.addFont(new Face(named.face()), named.family(), named.weight(), style, true, group);
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
