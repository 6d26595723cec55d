package dev.hookpress.render.font;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.swing.NaiveUserAgent;
import dev.hookpress.render.font.format.FontBytes;
import dev.hookpress.render.font.format.Sfnt;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.WebFont;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The faces that one document declares itself. A face is unpacked and parsed when a style first
 * asks for it: font services declare dozens of which a document uses two.
 */
final class WebFaces {
  /** Unpacked size of all faces of a document; parsing keeps as much again. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final int MAX_FACES = 256;

  private final Map<String, List<WebFont>> families = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<URI, byte[]> resources;
  private final Fonts fonts;
  private final Consumer<String> warnings;
  private final Map<String, Optional<TrueTypeFont>> parsed = new HashMap<>();
  private final Map<WebFont, Optional<ParsedFace>> faces = new HashMap<>();
  private int room = MAX_BYTES;

  /**
   * Parses nothing yet.
   *
   * @param resources what was fetched
   * @param warnings receives which faces are unusable
   */
  WebFaces(
      List<WebFont> declared, Map<URI, byte[]> resources, Fonts fonts, Consumer<String> warnings) {
    for (WebFont font : declared) {
      families.computeIfAbsent(font.family(), missing -> new ArrayList<>()).add(font);
    }
    this.resources = resources;
    this.fonts = fonts;
    this.warnings = warnings;
  }

  /** Whether the document declares a family, usable or not. */
  boolean declares(String family) {
    return families.containsKey(family);
  }

  boolean isEmpty() {
    return families.isEmpty();
  }

  /** Whether one of the faces has a character; parses those declared for it. */
  boolean has(int character) {
    for (List<WebFont> family : families.values()) {
      for (WebFont font : family) {
        if (font.includes(character) && parse(font).filter(it -> it.has(character)).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The faces of a family closest to a weight and style, which differ in their character ranges. Of
   * two for the same characters the later one comes first.
   */
  List<WebFont> closest(String family, int weight, boolean italic) {
    List<WebFont> declared = families.getOrDefault(family, List.of());
    boolean styled = declared.stream().anyMatch(font -> font.italic() == italic);
    TreeMap<Integer, List<WebFont>> byWeight = new TreeMap<>();
    for (WebFont font : declared) {
      if (font.italic() == italic || !styled) {
        int nearest = Math.max(font.lightest(), Math.min(weight, font.heaviest()));
        byWeight.computeIfAbsent(nearest, missing -> new ArrayList<>()).add(0, font);
      }
    }
    if (byWeight.isEmpty()) {
      return List.of();
    }
    return FontFamilies.nearest(byWeight, weight);
  }

  /** Returns the parsed face; empty, after a warning, if none of its sources is usable. */
  Optional<ParsedFace> parse(WebFont font) {
    return faces.computeIfAbsent(font, this::firstUsable);
  }

  private Optional<ParsedFace> firstUsable(WebFont font) {
    for (WebFont.Source source : font.sources()) {
      Optional<ParsedFace> face =
          source.local() ? local(source.reference()) : own(font, source.reference());
      if (face.isPresent()) {
        return face;
      }
    }
    String first = ResourceUri.shown(font.sources().get(0).reference());
    warnings.accept(
        "The font "
            + first
            + " is not used: only TrueType, OpenType, WOFF and WOFF 2 fonts can be embedded, which"
            + " make together at most %,d bytes when unpacked".formatted(MAX_BYTES));
    return Optional.empty();
  }

  private Optional<ParsedFace> local(String name) {
    return fonts.families().named(name).map(fonts::face);
  }

  private Optional<ParsedFace> own(WebFont font, String reference) {
    Optional<TrueTypeFont> parsedFont;
    if (parsed.containsKey(reference)) {
      parsedFont = parsed.get(reference);
    } else {
      parsedFont = parsed.size() < MAX_FACES ? unpack(reference) : Optional.empty();
      parsed.put(reference, parsedFont);
    }
    try {
      return parsedFont.isPresent()
          ? Optional.of(ParsedFace.of(restrict(parsedFont.get(), font), font))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Restricts the font to the characters that the face is declared for. */
  private static TrueTypeFont restrict(TrueTypeFont font, WebFont declared) throws IOException {
    if (declared.ranges().isEmpty()) {
      return font;
    }
    BitSet wanted = new BitSet();
    for (WebFont.Range range : declared.ranges()) {
      wanted.set(
          Math.min(range.first(), Character.MAX_CODE_POINT),
          Math.min(range.last(), Character.MAX_CODE_POINT) + 1);
    }
    CmapLookup all = font.getUnicodeCmapLookup();
    TreeMap<Integer, Integer> glyphs = new TreeMap<>();
    wanted.stream()
        .filter(character -> all.getGlyphId(character) != 0)
        .forEach(character -> glyphs.put(character, all.getGlyphId(character)));
    try (InputStream in = font.getOriginalData()) {
      Sfnt tables = Sfnt.of(in.readAllBytes());
      tables.put("cmap", Sfnt.characterMap(glyphs));
      return FontBytes.parse(tables.toBytes()).orElseThrow(() -> new IOException("broken"));
    }
  }

  private Optional<TrueTypeFont> unpack(String reference) {
    Optional<byte[]> bytes =
        ResourceUri.isData(reference)
            ? data(reference)
            : ResourceUri.resolve("", reference).map(resources::get);
    Optional<byte[]> sfnt = bytes.flatMap(it -> FontBytes.toTrueType(it, room));
    sfnt.ifPresent(it -> room -= it.length);
    return sfnt.flatMap(FontBytes::parse);
  }

  private static Optional<byte[]> data(String uri) {
    FSStream stream = new NaiveUserAgent.DataUriFactory().getUrl(ResourceUri.plainData(uri));
    if (stream == null) {
      return Optional.empty();
    }
    try (InputStream in = stream.getStream()) {
      return Optional.of(in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
