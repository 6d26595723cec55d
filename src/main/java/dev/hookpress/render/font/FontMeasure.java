package dev.hookpress.render.font;

import dev.hookpress.render.css.measure.TextMeasure;
import dev.hookpress.render.font.engine.KernedText;
import dev.hookpress.render.font.engine.LineHeight;
import dev.hookpress.render.prepared.WebFont;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures text with the faces that the engine would choose for it. One instance per document, as
 * it caches measurements; not thread-safe.
 */
public final class FontMeasure implements TextMeasure {
  /** Cached texts; documents have some hundred different words. */
  private static final int MAX_WORDS = 20_000;

  private static final int MAX_STACKS = 512;
  private static final double LEAST_LINE = 1.1;

  /** Each takes some 30 microseconds to shape; the engine shapes as many. */
  private static final int MAX_CLUSTERS = 20_000;

  private final Fonts fonts;
  private final WebFaces webFaces;
  private final Map<Stack, List<ParsedFace>> stacks = new HashMap<>();
  private final Map<Font, Measured> measured = new HashMap<>();
  private final Map<Shaped, OptionalDouble> shaped = new HashMap<>();
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

  private record Shaped(Cluster cluster, FontFace face) {}

  /** The cached measurements of one font at one size. */
  private static final class Measured {
    final List<ParsedFace> faces;
    final Map<String, Double> widths = new HashMap<>();

    /** Of texts whose letters are far apart. */
    final Map<String, Double> apart = new HashMap<>();

    Measured(List<ParsedFace> faces) {
      this.faces = faces;
    }
  }

  @Override
  public double width(Font font, String text) {
    return width(measured(font), font, text, false);
  }

  @Override
  public double width(Font font, String text, double spacing) {
    boolean apart = KernedText.areApart(spacing, font.size());
    double added = spacing * text.codePointCount(0, text.length());
    return width(measured(font), font, text, apart) + added;
  }

  private double width(Measured known, Font font, String text, boolean apart) {
    if (text.isEmpty()) {
      return 0;
    }
    Map<String, Double> widths = apart ? known.apart : known.widths;
    Double width = widths.get(text);
    if (width == null) {
      width = sum(known, font, text, apart) * font.size();
      if (words < MAX_WORDS) {
        words++;
        widths.put(text, width);
      }
    }
    return width;
  }

  private double sum(Measured known, Font font, String text, boolean apart) {
    double sum = 0;
    int before = 0;
    ParsedFace faceBefore = null;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      Optional<Cluster> cluster = ShapedText.clusterAt(text, i);
      OptionalDouble drawn =
          cluster.isEmpty() || isInOwnFont(character)
              ? OptionalDouble.empty()
              : shaped(cluster.get(), font);
      if (drawn.isPresent()) {
        sum += drawn.getAsDouble();
        i += cluster.get().text().length();
        before = 0;
        continue;
      }
      i += Character.charCount(character);
      if (isWithoutWidth(character)) {
        continue;
      }
      double width = -1;
      ParsedFace face = null;
      for (int next = 0; next < known.faces.size() && width < 0; next++) {
        face = known.faces.get(next);
        width = face.widths().width(character);
      }
      sum += width < 0 ? fallback(character, font) : width;
      if (face == faceBefore && before != 0 && (!apart || FontNames.isTwin(face.family()))) {
        sum += face.widths().kerning(before, character);
      }
      before = character;
      faceBefore = face;
    }
    return sum;
  }

  private boolean isInOwnFont(int character) {
    return fonts.ownHas(character) || webFaces.has(character);
  }

  /** The width of a cluster as the engine draws it, in ems; empty if it is drawn unshaped. */
  private OptionalDouble shaped(Cluster cluster, Font font) {
    FontFace face = fonts.fallbacks().face(cluster.family(), font.weight());
    Shaped asked = new Shaped(cluster, face);
    OptionalDouble known = shaped.get(asked);
    if (known == null) {
      if (shaped.size() >= MAX_CLUSTERS) {
        return OptionalDouble.empty();
      }
      double unitsPerEm = fonts.face(face).widths().unitsPerEm();
      known =
          fonts
              .shaper()
              .shape(face, cluster)
              .map(run -> OptionalDouble.of(run.advance() / unitsPerEm))
              .orElse(OptionalDouble.empty());
      shaped.put(asked, known);
    }
    return known;
  }

  private static boolean isWithoutWidth(int character) {
    return character == 0x200B
        || character == 0xAD
        || character > 0x2FF && Character.getType(character) == Character.NON_SPACING_MARK;
  }

  private double fallback(int character, Font font) {
    return fonts
        .fallbacks()
        .family(character, HanStyle.SIMPLIFIED)
        .map(family -> fonts.face(fonts.fallbacks().face(family, font.weight())))
        .map(face -> face.widths().width(character))
        .filter(width -> width >= 0)
        // A character that no face has is drawn as a sign of about this width.
        .orElse(0.6);
  }

  @Override
  public double lineHeight(Font font) {
    return Math.max(LEAST_LINE * font.size(), heights(font).total());
  }

  @Override
  public double ascent(Font font) {
    return heights(font).ascent();
  }

  private LineHeight heights(Font font) {
    return LineHeight.of(measured(font).faces.get(0).metrics(), font.size());
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

  private List<ParsedFace> faces(Stack stack) {
    List<ParsedFace> known = stacks.get(stack);
    if (known != null) {
      return known;
    }
    List<ParsedFace> found = new ArrayList<>();
    for (String family : stack.families()) {
      if (webFaces.declares(family)) {
        for (WebFont declared : webFaces.closest(family, stack.weight(), stack.italic())) {
          webFaces.parse(declared).ifPresent(parsed -> found.add(parsed));
        }
      } else {
        fonts
            .families()
            .faceOrTwin(family, stack.weight(), stack.italic())
            .ifPresent(one -> found.add(fonts.face(one)));
      }
    }
    if (found.isEmpty()) {
      found.add(fonts.face(standIn(stack)));
    }
    if (stacks.size() < MAX_STACKS) {
      stacks.put(stack, found);
    }
    return found;
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
