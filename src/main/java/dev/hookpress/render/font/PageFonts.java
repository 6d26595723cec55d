package dev.hookpress.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.FontResolver;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.FontResolverHelper;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import com.openhtmltopdf.render.FSFont;
import dev.hookpress.render.font.engine.FaceDescription;
import dev.hookpress.render.font.engine.KernedText;
import dev.hookpress.render.font.engine.TextEffects;
import dev.hookpress.render.font.engine.TextFont;
import dev.hookpress.render.font.format.GlyphWidths;
import dev.hookpress.render.prepared.WebFont;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Chooses the faces for each style of a page: those of the families that the style names, then
 * packaged ones for the page's remaining characters. The engine uses for each character the first
 * face that has it. Choices are cached, as the engine asks again for each text.
 */
final class PageFonts implements FontResolver {
  // Documents have some ten styles, of some five families. A hostile one has as many styles as
  // nodes, of as many families as fit into its CSS.
  private static final int MAX_STYLES = 512;
  private static final int MAX_FAMILIES = 32;

  private final PDDocument document;
  private final Fonts fonts;
  private final WebFaces webFaces;
  private final Characters characters;
  private final ShapedText shaped;
  private final Embedding embedding;
  private final KernedText renderer = new KernedText();
  private final Optional<String> foreign;
  private final Map<HanStyle, List<String>> fallbacks = new HashMap<>();
  private final Map<Asked, FSFont> resolved = new HashMap<>();

  /**
   * Chooses nothing yet.
   *
   * @param text the characters that the page may show
   * @param embedding called when the first text in a face is measured
   */
  PageFonts(PDDocument document, Fonts fonts, WebFaces webFaces, Text text, Embedding embedding) {
    this.document = document;
    this.fonts = fonts;
    this.webFaces = webFaces;
    this.characters = text.characters();
    this.shaped = text.shaped();
    this.embedding = embedding;
    OptionalInt letter = characters.mostlyForeign();
    this.foreign =
        letter.isPresent()
            ? fonts.fallbacks().family(letter.getAsInt(), characters.han())
            : Optional.empty();
  }

  /** A page's characters and clusters. */
  record Text(Characters characters, ShapedText shaped) {}

  /** Embeds faces into the PDF, each once. */
  interface Embedding {
    /** Embeds a face with its own glyphs. */
    PDFont embed(ParsedFace face);

    /** Embeds a face whose glyphs are the page's clusters of a family. */
    PDFont embedClusters(String family, FontFace face);

    /** Embeds a face with capitals in the places of its lower-case letters. */
    Embedded smallCaps(FontFace face);
  }

  /** A face that was built for the page. */
  record Embedded(PDFont font, GlyphWidths widths) {}

  /** A style as the engine requests it: the cache key. */
  private record Asked(List<String> families, float size, IdentValue weight, IdentValue style) {
    static Asked of(FontSpecification asked) {
      return new Asked(
          asked.families == null ? List.of() : List.of(asked.families),
          asked.size,
          asked.fontWeight,
          asked.fontStyle);
    }
  }

  /** The parts of a style that determine the choice. */
  private record Style(
      List<String> families, float size, int weight, boolean italic, TextEffects effects) {
    static Style of(Asked asked) {
      return new Style(
          TextEffects.families(asked.families()).stream()
              .limit(MAX_FAMILIES)
              .map(Style::name)
              .toList(),
          asked.size(),
          FontResolverHelper.convertWeightToInt(asked.weight()),
          asked.style() == IdentValue.ITALIC || asked.style() == IdentValue.OBLIQUE,
          TextEffects.of(asked.families()));
    }

    private static String name(String family) {
      boolean quoted =
          family.length() >= 2
              && (family.charAt(0) == '"' || family.charAt(0) == '\'')
              && family.charAt(family.length() - 1) == family.charAt(0);
      return quoted ? family.substring(1, family.length() - 1) : family;
    }
  }

  /** Draws the text of this page in its fonts. */
  KernedText renderer() {
    return renderer;
  }

  @Override
  public FSFont resolveFont(SharedContext context, FontSpecification specification) {
    if (specification.families != null && specification.families.length > MAX_FAMILIES) {
      return choose(Style.of(Asked.of(specification)), context.getDotsPerPixel());
    }
    Asked asked = Asked.of(specification);
    FSFont known = resolved.get(asked);
    if (known == null) {
      known = choose(Style.of(asked), context.getDotsPerPixel());
      if (resolved.size() < MAX_STYLES) {
        resolved.put(asked, known);
      }
    }
    return known;
  }

  private FSFont choose(Style style, int dotsPerPixel) {
    List<FontDescription> faces = new ArrayList<>();
    for (String family : style.families()) {
      if (webFaces.declares(family)) {
        addOwn(faces, family, style);
      } else {
        fonts
            .families()
            .faceOrTwin(family, style.weight(), style.italic())
            .ifPresent(face -> add(faces, face, style));
      }
    }
    if (noneCounts(faces)) {
      add(faces, standIn(style), style);
    }
    for (String family : shaped.families()) {
      addFallbacks(faces, family, style, face -> embedding.embedClusters(family, face));
    }
    for (String family : fallbacks(style)) {
      addFallbacks(faces, family, style, face -> embedding.embed(fonts.face(face)));
    }
    return new TextFont(List.copyOf(faces), style.size(), style.effects(), dotsPerPixel, renderer);
  }

  /** The default face if none of the named families is available: a serif, as in browsers. */
  private FontFace standIn(Style style) {
    String family =
        style.families().stream()
            .flatMap(it -> FontNames.standIn(it).stream())
            .findFirst()
            .orElse(FontNames.SERIF);
    return fonts.families().face(family, style.weight(), style.italic()).orElseThrow();
  }

  private List<String> fallbacks(Style style) {
    HanStyle han =
        style.families().stream()
            .flatMap(it -> FontNames.hanStyle(it).stream())
            .findFirst()
            .orElse(characters.han());
    return fallbacks.computeIfAbsent(han, it -> fonts.fallbacks().families(characters.found(), it));
  }

  private void addOwn(List<FontDescription> faces, String family, Style style) {
    for (WebFont declared : webFaces.closest(family, style.weight(), style.italic())) {
      boolean used =
          declared.includesAscii() || characters.found().stream().anyMatch(declared::includes);
      if (used) {
        Optional<ParsedFace> face = webFaces.parse(declared);
        face.ifPresent(it -> add(faces, it, style, declared.includes('a')));
      }
    }
  }

  /** Adds a packaged or an operator's face, which is parsed when it is needed. */
  private void add(List<FontDescription> faces, FontFace face, Style style) {
    boolean counts = noneCounts(faces);
    FaceDescription added =
        new FaceDescription(
            document,
            () -> embedding.embed(fonts.face(face)),
            weight(face.weight(), style),
            face.italic(),
            face.family(),
            () -> fonts.face(face).widths(),
            counts ? fonts.face(face).metrics() : null);
    added.kerningFewPairs(FontNames.isTwin(face.family()));
    if (style.effects().smallCaps() && face.resource() != null) {
      added.withSmallCaps(
          new FaceDescription(
              document,
              () -> embedding.smallCaps(face).font(),
              weight(face.weight(), style),
              face.italic(),
              face.family(),
              () -> embedding.smallCaps(face).widths(),
              null));
    }
    faces.add(added);
  }

  /** Adds a face of the document's own. */
  private void add(List<FontDescription> faces, ParsedFace face, Style style, boolean latin) {
    boolean counts = latin && noneCounts(faces);
    faces.add(
        new FaceDescription(
            document,
            () -> embedding.embed(face),
            weight(face.weight(), style),
            face.italic(),
            face.family(),
            face::widths,
            counts ? face.metrics() : null));
  }

  /**
   * Whether no face counts for the line height yet: the first one for Latin letters does, as in
   * browsers.
   */
  private static boolean noneCounts(List<FontDescription> faces) {
    return faces.stream().noneMatch(it -> ((FaceDescription) it).countsForHeight());
  }

  /**
   * Adds the family's face for the style, and after a bold one, which may have fewer characters,
   * the regular one. A face is parsed only for a text that no earlier face covers.
   */
  private void addFallbacks(
      List<FontDescription> faces, String family, Style style, Function<FontFace, PDFont> embed) {
    FontFace closest = fonts.fallbacks().face(family, style.weight());
    FontFace regular = fonts.fallbacks().face(family, 400);
    for (FontFace face : closest.equals(regular) ? List.of(regular) : List.of(closest, regular)) {
      faces.add(
          new FaceDescription(
              document,
              () -> embed.apply(face),
              weight(face.weight(), style),
              face.italic(),
              family,
              null,
              foreign.filter(family::equals).isPresent() ? fonts.face(face).metrics() : null));
    }
  }

  /** The weight to declare: the engine emboldens a face that is lighter than the style. */
  private static int weight(int own, Style style) {
    boolean thicken = style.weight() >= FontFamilies.BOLD && own < FontFamilies.BOLD;
    return thicken ? own : style.weight();
  }
}
