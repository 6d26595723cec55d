package dev.hookpress.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.pdfboxout.PdfBoxRawPDFontMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The packaged fonts, parsed once and shared by all threads.
 *
 * <p>Glyph substitution is off: it would take nine tenths of the rendering time, and its ligatures
 * are lost when text is copied out of the PDF.
 */
public final class Fonts {
  private final Map<FontFace, TrueTypeFont> faces;
  private final FSCacheEx<String, FSCacheValue> metrics;
  private final List<CmapLookup> fallbacks = new ArrayList<>();
  private SvgFonts svgFonts;

  private Fonts(Map<FontFace, TrueTypeFont> faces) throws IOException {
    this.faces = faces;
    this.metrics = new BundledMetrics(measure(faces));
    for (FontFace face : FontFace.values()) {
      if (face.isFallback() && face.weight == 400 && !face.italic) {
        fallbacks.add(faces.get(face).getUnicodeCmapLookup());
      }
    }
  }

  /**
   * Reads all faces, and tells the libraries to use them where they would search the system: no
   * font directory is scanned and nothing is written to the home directory.
   *
   * @throws UncheckedIOException if a packaged font is missing or broken
   */
  public static Fonts load() {
    Map<FontFace, TrueTypeFont> faces = new EnumMap<>(FontFace.class);
    try {
      for (FontFace face : FontFace.values()) {
        faces.put(face, parse(face));
      }
      FontMappers.set(new BundledFontMapper(faces));
      return new Fonts(faces);
    } catch (IOException e) {
      throw new UncheckedIOException("A packaged font cannot be read", e);
    }
  }

  TrueTypeFont face(FontFace face) {
    return faces.get(face);
  }

  /** Line heights of the packaged faces; what documents bring is not kept. */
  FSCacheEx<String, FSCacheValue> metrics() {
    return metrics;
  }

  /** The visible characters of a text that no packaged face has; they are drawn as {@code #}. */
  public Set<Integer> missing(String text) {
    Set<Integer> missing = new LinkedHashSet<>();
    text.codePoints()
        .filter(c -> c > 0x7E && isVisible(c) && !missing.contains(c))
        .filter(c -> fallbacks.stream().allMatch(face -> face.getGlyphId(c) == 0))
        .forEach(missing::add);
    return missing;
  }

  private static boolean isVisible(int c) {
    int type = Character.getType(c);
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.NON_SPACING_MARK;
  }

  /** Made when the first SVG comes: most documents have none. */
  synchronized SvgFonts forSvg() {
    if (svgFonts == null) {
      try {
        svgFonts = SvgFonts.load();
      } catch (IOException e) {
        throw new UncheckedIOException("A packaged font cannot be read", e);
      }
    }
    return svgFonts;
  }

  private static TrueTypeFont parse(FontFace face) throws IOException {
    try (InputStream in = Fonts.class.getResourceAsStream(face.resource)) {
      if (in == null) {
        throw new IOException(face.resource + " is missing");
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      font.setEnableGsub(false);
      return font;
    }
  }

  private static Map<String, FSCacheValue> measure(Map<FontFace, TrueTypeFont> faces)
      throws IOException {
    Map<String, FSCacheValue> measured = new HashMap<>();
    try (PDDocument scratch = new PDDocument()) {
      FSCacheValue sans = measure(scratch, faces.get(FontFace.SANS));
      for (FontFace face : FontFace.values()) {
        // The engine takes the tallest of a stack: faces that are only there for their script
        // must not push the lines of every document apart.
        FSCacheValue own = face.isFallback() ? sans : measure(scratch, faces.get(face));
        for (String family : face.families) {
          measured.put(key(family, face), own);
        }
      }
    }
    return Map.copyOf(measured);
  }

  private static FSCacheValue measure(PDDocument scratch, TrueTypeFont font) throws IOException {
    PDType0Font loaded = PDType0Font.load(scratch, font, true);
    return PdfBoxRawPDFontMetrics.fromPdfBox(loaded, loaded.getFontDescriptor());
  }

  private static String key(String family, FontFace face) {
    IdentValue style = face.italic ? IdentValue.ITALIC : IdentValue.NORMAL;
    return "font-metrics2:" + family + ":" + face.weight + ":" + style;
  }

  /** Fixed: a document's own font must not be measured for another document of the same name. */
  private record BundledMetrics(Map<String, FSCacheValue> measured)
      implements FSCacheEx<String, FSCacheValue> {
    @Override
    public void put(String key, FSCacheValue value) {}

    @Override
    public FSCacheValue get(String key, Callable<? extends FSCacheValue> loader) {
      FSCacheValue known = measured.get(key);
      return known != null ? known : new FSDefaultCacheStore().get(key, loader);
    }

    @Override
    public FSCacheValue get(String key) {
      return measured.get(key);
    }
  }
}
