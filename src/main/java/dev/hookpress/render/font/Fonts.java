package dev.hookpress.render.font;

import dev.hookpress.job.document.FontRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * The packaged fonts and the operator's, each parsed once on first use and shared by all threads.
 *
 * <p>Glyph substitution is off: it would take nine tenths of the rendering time, and its ligatures
 * are lost when text is copied out of the PDF.
 */
public final class Fonts {
  /** A packaged face that has only symbols; documents that name its family expect letters. */
  private static final String SYMBOLS_ONLY = "DejaVu Sans";

  /** Bounded by the number of faces. */
  private final Map<FontFace, ParsedFace> parsed = new ConcurrentHashMap<>();

  private final List<ParsedFace> own;
  private final FontFamilies families;
  private final Fallbacks fallbacks;
  private final FontFamilies packagedFamilies;
  private final Shaper shaper = new Shaper(this);

  private Fonts(Map<FontFace, TrueTypeFont> own) throws IOException {
    PackagedFaces packaged = PackagedFaces.load();
    List<FontFace> faces = new ArrayList<>(packaged.faces());
    faces.removeIf(face -> face.family().equals(SYMBOLS_ONLY));
    faces.addAll(own.keySet());
    for (Map.Entry<FontFace, TrueTypeFont> entry : own.entrySet()) {
      parsed.put(entry.getKey(), ParsedFace.of(entry.getValue(), entry.getKey()));
    }
    this.own = own.keySet().stream().map(this::face).toList();
    this.families = new FontFamilies(faces);
    this.fallbacks = new Fallbacks(packaged);
    this.packagedFamilies = new FontFamilies(packaged.faces());
  }

  /** Like {@link #load(Optional)}, without an operator's fonts. */
  public static Fonts load() {
    return load(Optional.empty());
  }

  /**
   * Reads the list of faces, and makes the libraries use them instead of searching the system: no
   * font directory is scanned and nothing is written to the home directory.
   *
   * @param folder with the operator's fonts, which take precedence over packaged ones of the same
   *     name
   * @throws UncheckedIOException naming the font that is missing or broken
   */
  public static Fonts load(Optional<Path> folder) {
    try {
      Map<FontFace, TrueTypeFont> own =
          folder.isPresent() ? FontFolder.read(folder.get()) : Map.of();
      Fonts fonts = new Fonts(own);
      FontMappers.set(new BundledFontMapper(fonts));
      return fonts;
    } catch (IOException e) {
      throw new UncheckedIOException("A font cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The files of an operator's folder that are used, with the family of each. Blocking.
   *
   * @throws IOException naming the font that is broken
   */
  public static Map<Path, String> operatorsFiles(Path folder) throws IOException {
    return FontFolder.families(folder);
  }

  /**
   * The packaged families that stand for others of the same widths, by the others' names. The
   * generic families of CSS are among them.
   */
  public static Map<String, String> twins() {
    return FontNames.twins();
  }

  /** The packaged families in the order in which they are asked for a character. */
  public static List<String> fallbackFamilies() {
    return Fallbacks.order(HanStyle.SIMPLIFIED);
  }

  /**
   * The warnings about the fonts that a client has requested: which family or weight is
   * unavailable, and its substitute.
   */
  public List<String> warnings(List<FontRequest> requests) {
    return families.warnings(requests);
  }

  FontFamilies families() {
    return families;
  }

  Fallbacks fallbacks() {
    return fallbacks;
  }

  /** Whether one of the operator's faces has a character. */
  boolean ownHas(int character) {
    return own.stream().anyMatch(face -> face.has(character));
  }

  Shaper shaper() {
    return shaper;
  }

  /** The packaged families only. */
  FontFamilies packagedFamilies() {
    return packagedFamilies;
  }

  /** Returns the parsed face, parsing it on first use. */
  ParsedFace face(FontFace face) {
    return parsed.computeIfAbsent(
        face,
        missing -> {
          try {
            return ParsedFace.of(parse(missing), missing);
          } catch (IOException e) {
            throw new UncheckedIOException("A packaged font cannot be read", e);
          }
        });
  }

  private static TrueTypeFont parse(FontFace face) throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes(face)));
    font.setEnableGsub(false);
    return font;
  }

  /** The file content of a packaged face. */
  static byte[] bytes(FontFace face) throws IOException {
    try (InputStream in = Fonts.class.getResourceAsStream(face.resource())) {
      if (in == null) {
        throw new IOException(face.resource() + " is missing");
      }
      return in.readAllBytes();
    }
  }
}
