package dev.hookpress.render.font;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import dev.hookpress.render.font.embed.SubsetFont;
import dev.hookpress.render.font.format.GlyphWidths;
import dev.hookpress.render.prepared.WebFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.nodes.Document;

/** The faces within one PDF: each is embedded once, when its first text is written. */
public final class DocumentFonts {
  private final Fonts fonts;
  private final PDDocument document;
  private final WebFaces webFaces;
  private final Collection<byte[]> resources;
  private final Consumer<String> warnings;
  private final Map<TrueTypeFont, SubsetFont> embedded = new IdentityHashMap<>();
  private final Map<FontFace, PageFonts.Embedded> smallCaps = new HashMap<>();
  private final Map<Document, Page> pages = new IdentityHashMap<>();

  /**
   * Parses and embeds nothing yet.
   *
   * @param document that embeds the faces
   * @param declared the document's own faces
   * @param resources fetched resources, by URI
   * @param warnings receives which of the document's own faces are unusable, and which characters
   *     cannot be drawn
   */
  public DocumentFonts(
      Fonts fonts,
      PDDocument document,
      List<WebFont> declared,
      Map<URI, byte[]> resources,
      Consumer<String> warnings) {
    this.fonts = fonts;
    this.document = document;
    this.resources = resources.values();
    this.warnings = warnings;
    this.webFaces = new WebFaces(declared, resources, fonts, warnings);
  }

  /** The fonts of a page of the document; the same instance for the same page. */
  public Page page(Document dom) {
    return pages.computeIfAbsent(dom, Page::new);
  }

  /** The fonts of one page. */
  public final class Page {
    private final Characters characters;
    private final ShapedText shaped;

    private Page(Document dom) {
      this.characters = Characters.of(dom, resources);
      this.shaped = new ShapedText(fonts, characters, c -> webFaces.has(c) || fonts.ownHas(c));
    }

    /**
     * Replaces each cluster that must be drawn as one unit by one character; call before layout.
     */
    public void shape(org.w3c.dom.Document dom) {
      shaped.shape(dom);
      if (shaped.wasTried() && fonts.shaper().isUnavailable()) {
        warnings.accept(
            "Letters that join or change places are drawn apart: this node's Java has no font"
                + " libraries");
      }
    }

    /** Call when the engine is built; its own resolver is never asked afterwards. */
    public void register(PdfBoxRenderer engine) {
      PageFonts faces =
          new PageFonts(
              document,
              fonts,
              webFaces,
              new PageFonts.Text(characters, shaped),
              new PageFonts.Embedding() {
                @Override
                public PDFont embed(ParsedFace face) {
                  return DocumentFonts.this.embed(face);
                }

                @Override
                public PDFont embedClusters(String family, FontFace face) {
                  return DocumentFonts.this.embedClusters(shaped, family, face);
                }

                @Override
                public PageFonts.Embedded smallCaps(FontFace face) {
                  return smallCaps.computeIfAbsent(
                      face, missing -> embedSmallCaps(missing, characters));
                }
              });
      engine.getSharedContext().setFontResolver(faces);
      engine.getSharedContext().setTextRenderer(faces.renderer());
    }

    /** The families for characters that the families of a style lack, as CSS writes a list. */
    public String lastFamilies() {
      return Stream.concat(
              Stream.of(FontNames.SANS),
              fonts.fallbacks().families(characters.found(), characters.han()).stream())
          .distinct()
          .map(family -> "'" + family + "'")
          .collect(Collectors.joining(", "));
    }

    /**
     * Breaks the page's lines.
     *
     * @param usual the breaker of unshaped text
     */
    public FSTextBreaker lineBreaker(FSTextBreaker usual) {
      if (shaped.isEmpty()) {
        return usual;
      }
      return new ShapedBreaker(usual, shaped);
    }
  }

  /** The packaged faces for text in SVG. */
  public OpenHtmlFontResolver forSvg() {
    return new SvgFonts(fonts, face -> embed(fonts.face(face)));
  }

  /**
   * The visible characters of a rendered page's text that no packaged or embedded face has; they
   * are drawn as {@code #}.
   */
  public Set<Integer> missing(String text) {
    Set<Integer> missing = new LinkedHashSet<>();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean looked = c > 0x7E && isVisible(c) && !missing.contains(c);
      if (looked && !fonts.fallbacks().covers(c) && !isEmbedded(c)) {
        missing.add(c);
      }
    }
    return missing;
  }

  private boolean isEmbedded(int character) {
    return embedded.values().stream().anyMatch(font -> font.has(character));
  }

  private static boolean isVisible(int c) {
    int type = Character.getType(c);
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.NON_SPACING_MARK;
  }

  private PDFont embedClusters(ShapedText text, String family, FontFace face) {
    return embedClusters(face, text.shaped(family, face), text::original).font();
  }

  private PageFonts.Embedded embedSmallCaps(FontFace face, Characters page) {
    GlyphWidths widths = fonts.face(face).widths();
    TreeMap<Integer, GlyphRun> capitals = new TreeMap<>();
    IntStream.concat(IntStream.rangeClosed('a', 'z'), page.found().stream().mapToInt(c -> c))
        .filter(c -> Character.isLowerCase(c) && widths.glyph(Character.toUpperCase(c)) != 0)
        .forEach(
            c -> {
              int capital = Character.toUpperCase(c);
              capitals.put(
                  c,
                  new GlyphRun(
                      List.of(new GlyphRun.Placed(widths.glyph(capital), 0, 0)),
                      widths.advance(capital)));
            });
    return embedClusters(face, capitals, Character::toString);
  }

  private PageFonts.Embedded embedClusters(
      FontFace face, TreeMap<Integer, GlyphRun> clusters, IntFunction<String> texts) {
    try {
      byte[] built = ClusterFont.build(Fonts.bytes(face), clusters);
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(built));
      font.setEnableGsub(false);
      PDType0Font embeddedFont = PDType0Font.load(document, font, false);
      ClusterText.write(
          document, embeddedFont, clusters.keySet().stream().map(texts::apply).toList());
      return new PageFonts.Embedded(embeddedFont, GlyphWidths.of(font));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PDFont embed(ParsedFace face) {
    return embedded.computeIfAbsent(
        face.font(),
        font -> {
          try {
            return new SubsetFont(document, font, face.descriptor().copy());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
