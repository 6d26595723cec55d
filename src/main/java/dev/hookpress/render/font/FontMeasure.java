package dev.hookpress.render.font;

import dev.hookpress.render.css.measure.TextMeasure;
import dev.hookpress.render.prepared.WebFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * Measures text with the faces that the engine would choose for it. One instance per document, as
 * it caches measurements; not thread-safe.
 */
public final class FontMeasure implements TextMeasure {
  /** Cached texts; documents have some hundred different words. */
  private static final int MAX_WORDS = 20_000;

  private static final int MAX_STACKS = 512;
  private static final double LEAST_LINE = 1.1;

  private final Fonts fonts;
  private final WebFaces webFaces;
  private final Map<Stack, List<Face>> stacks = new HashMap<>();
  private final Map<ParsedFace, Face> faces = new IdentityHashMap<>();
  private final Map<Font, Measured> measured = new HashMap<>();
  private int words;

  /**
   * Measures nothing yet.
   *
   * @param declared the document's own faces
   * @param resources what was fetched for it
   */
  public FontMeasure(Fonts fonts, List<WebFont> declared, Map<URI, byte[]> resources) {
    this.fonts = fonts;
    this.webFaces = new WebFaces(declared, resources, fonts, warning -> {});
  }

  private record Stack(List<String> families, int weight, boolean italic) {}

  /** The cached measurements of one font at one size. */
  private static final class Measured {
    final List<Face> faces;
    final Map<String, Double> widths = new HashMap<>();

    Measured(List<Face> faces) {
      this.faces = faces;
    }
  }

  /** A face with its character widths, relative to the font size. */
  private static final class Face {
    private static final int PAGE = 0x250;

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final double unitsPerEm;
    private final double ascent;
    private final double descent;

    /** Widths of the most common characters; negative if not yet known. */
    private final double[] common = new double[PAGE];

    Face(ParsedFace face) {
      this.font = face.font();
      try {
        this.glyphs = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
      } catch (IOException e) {
        throw new UncheckedIOException("A packaged font cannot be read", e);
      }
      this.ascent = face.metrics()._ascent / 1000;
      this.descent = face.metrics()._descent / 1000;
      Arrays.fill(common, -2);
    }

    /** Negative if the face lacks the character. */
    double width(int character) {
      if (character < PAGE) {
        if (common[character] < -1) {
          common[character] = read(character);
        }
        return common[character];
      }
      return read(character);
    }

    private double read(int character) {
      int glyph = glyphs.getGlyphId(character);
      if (glyph == 0) {
        return -1;
      }
      try {
        return font.getAdvanceWidth(glyph) / unitsPerEm;
      } catch (IOException e) {
        return -1;
      }
    }
  }

  @Override
  public double width(Font font, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Measured known = measured(font);
    Double width = known.widths.get(text);
    if (width == null) {
      width = sum(known, font, text) * font.size();
      if (words < MAX_WORDS) {
        words++;
        known.widths.put(text, width);
      }
    }
    return width;
  }

  private double sum(Measured known, Font font, String text) {
    double sum = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (character == 0x200B
          || character == 0xAD
          || Character.getType(character) == Character.NON_SPACING_MARK) {
        continue;
      }
      double width = -1;
      for (int face = 0; face < known.faces.size() && width < 0; face++) {
        width = known.faces.get(face).width(character);
      }
      sum += width < 0 ? fallback(character, font) : width;
    }
    return sum;
  }

  private double fallback(int character, Font font) {
    return fonts
        .fallbacks()
        .family(character, HanStyle.SIMPLIFIED)
        .map(family -> face(fonts.face(fonts.fallbacks().face(family, font.weight()))))
        .map(face -> face.width(character))
        .filter(width -> width >= 0)
        // A character that no face has is drawn as a sign of about this width.
        .orElse(0.6);
  }

  @Override
  public double lineHeight(Font font) {
    Face first = measured(font).faces.get(0);
    return Math.max(LEAST_LINE, first.ascent + first.descent) * font.size();
  }

  @Override
  public double ascent(Font font) {
    return measured(font).faces.get(0).ascent * font.size();
  }

  private Measured measured(Font font) {
    Measured known = measured.get(font);
    if (known == null) {
      known = new Measured(faces(new Stack(font.families(), font.weight(), font.italic())));
      if (measured.size() < MAX_STACKS) {
        measured.put(font, known);
      }
    }
    return known;
  }

  private List<Face> faces(Stack stack) {
    List<Face> known = stacks.get(stack);
    if (known != null) {
      return known;
    }
    List<Face> found = new ArrayList<>();
    for (String family : stack.families()) {
      if (webFaces.declares(family)) {
        for (WebFont declared : webFaces.closest(family, stack.weight(), stack.italic())) {
          webFaces.parse(declared).ifPresent(parsed -> found.add(face(parsed)));
        }
      } else {
        fonts
            .families()
            .faceOrTwin(family, stack.weight(), stack.italic())
            .ifPresent(one -> found.add(face(fonts.face(one))));
      }
    }
    if (found.isEmpty()) {
      found.add(face(fonts.face(standIn(stack))));
    }
    if (stacks.size() < MAX_STACKS) {
      stacks.put(stack, found);
    }
    return found;
  }

  private Face face(ParsedFace parsed) {
    return faces.computeIfAbsent(parsed, Face::new);
  }

  private FontFace standIn(Stack stack) {
    String family =
        stack.families().stream()
            .flatMap(it -> FontNames.standIn(it).stream())
            .findFirst()
            .orElse(FontNames.SERIF);
    return fonts.families().face(family, stack.weight(), stack.italic()).orElseThrow();
  }
}
