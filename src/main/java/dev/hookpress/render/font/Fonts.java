package dev.hookpress.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.pdfboxout.PdfBoxRawPDFontMetrics;
import dev.hookpress.job.document.FontRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
  /**
   * The packaged ones that are parsed when they are first asked for, too: bounded by their number.
   */
  private final Map<FontFace, TrueTypeFont> parsed = new ConcurrentHashMap<>();

  private final FontFamilies families;
  private final Map<String, List<FontFamilies.Named>> named =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<FontFamilies.Named> fallbackFaces;
  private final FSCacheEx<String, FSCacheValue> metrics;
  private final List<CmapLookup> fallbacks = new ArrayList<>();
  private SvgFonts svgFonts;

  private Fonts(Map<FontFace, TrueTypeFont> own) throws IOException {
    List<FontFace> faces = new ArrayList<>(FontFace.CORE);
    faces.addAll(PackagedFamilies.faces());
    faces.addAll(own.keySet());
    for (FontFace face : FontFace.CORE) {
      parsed.put(face, parse(face));
    }
    parsed.putAll(own);
    this.families = new FontFamilies(faces);
    List<FontFamilies.Named> all = families.named();
    for (FontFamilies.Named one : all) {
      named.computeIfAbsent(one.family(), missing -> new ArrayList<>()).add(one);
    }
    this.fallbackFaces =
        all.stream()
            .filter(one -> one.face().fallback() && one.family().equals(one.face().family()))
            .toList();
    this.metrics = new Metrics(all);
    for (FontFace face : FontFace.CORE) {
      if (face.fallback() && face.weight() == 400 && !face.italic()) {
        fallbacks.add(parsed.get(face).getUnicodeCmapLookup());
      }
    }
  }

  /** As {@link #load(Optional)}, without fonts of the operator's own. */
  public static Fonts load() {
    return load(Optional.empty());
  }

  /**
   * Reads the faces, and tells the libraries to use them where they would search the system: no
   * font directory is scanned and nothing is written to the home directory.
   *
   * @param folder with the operator's own, which come before packaged ones of the same name
   * @throws UncheckedIOException if a font is missing or broken; the message names it
   */
  public static Fonts load(Optional<Path> folder) {
    try {
      Map<FontFace, TrueTypeFont> own =
          folder.isPresent() ? FontFolder.read(folder.get()) : Map.of();
      Fonts fonts = new Fonts(own);
      FontMappers.set(new BundledFontMapper(fonts.parsed));
      return fonts;
    } catch (IOException e) {
      throw new UncheckedIOException("A font cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * What a client should know about the fonts that it asked for, in plain words: which family or
   * weight is not there, and what is used for it.
   */
  public List<String> warnings(List<FontRequest> requests) {
    return families.warnings(requests);
  }

  TrueTypeFont face(FontFace face) {
    return parsed.computeIfAbsent(
        face,
        missing -> {
          try {
            return parse(missing);
          } catch (IOException e) {
            throw new UncheckedIOException("A packaged font cannot be read", e);
          }
        });
  }

  /** The faces of a family, none if there is no such; upper and lower case are the same. */
  List<FontFamilies.Named> named(String family) {
    return named.getOrDefault(family, List.of());
  }

  /** The faces that are tried for what a document's own choice lacks. */
  List<FontFamilies.Named> fallbacks() {
    return fallbackFaces;
  }

  /** Line heights of the faces; what documents bring is not kept. */
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
    try (InputStream in = Fonts.class.getResourceAsStream(face.resource())) {
      if (in == null) {
        throw new IOException(face.resource() + " is missing");
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      font.setEnableGsub(false);
      return font;
    }
  }

  private FSCacheValue measure(FontFace face) {
    try (PDDocument scratch = new PDDocument()) {
      PDType0Font loaded = PDType0Font.load(scratch, face(face), true);
      return PdfBoxRawPDFontMetrics.fromPdfBox(loaded, loaded.getFontDescriptor());
    } catch (IOException e) {
      throw new UncheckedIOException(face.resource() + " cannot be measured", e);
    }
  }

  /** Only of known faces: a document's own font must not be measured for another of its name. */
  private final class Metrics implements FSCacheEx<String, FSCacheValue> {
    private final Map<String, FontFace> faces = new HashMap<>();

    /** At most one for each face. */
    private final Map<FontFace, FSCacheValue> measured = new ConcurrentHashMap<>();

    Metrics(List<FontFamilies.Named> named) {
      for (FontFamilies.Named name : named) {
        IdentValue style = name.face().italic() ? IdentValue.ITALIC : IdentValue.NORMAL;
        // The engine takes the tallest of a stack: faces that are only there for their script
        // must not push the lines of every document apart.
        faces.put(
            "font-metrics2:" + name.family() + ":" + name.weight() + ":" + style,
            name.face().fallback() ? FontFace.SANS : name.face());
      }
    }

    @Override
    public void put(String key, FSCacheValue value) {}

    @Override
    public FSCacheValue get(String key, Callable<? extends FSCacheValue> loader) {
      FSCacheValue known = get(key);
      return known != null ? known : new FSDefaultCacheStore().get(key, loader);
    }

    @Override
    public FSCacheValue get(String key) {
      FontFace face = faces.get(key);
      return face == null ? null : measured.computeIfAbsent(face, Fonts.this::measure);
    }
  }
}
