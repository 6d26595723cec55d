package dev.hookpress.render.font;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Replaces each cluster in a page's text by one private-use character, and records what each stands
 * for. The engine supports only one glyph per character.
 *
 * <p>Chinese characters in an element of another language than the page's are clusters as well, as
 * they use another font than the page's.
 */
final class ShapedText {
  private static final Set<String> UNTOUCHED =
      Set.of("head", "svg", "math", "textarea", "option", "bookmarks", "object");

  /** Each takes some 30 microseconds; a long book has some thousands of different clusters. */
  private static final int MAX_TRIES = 20_000;

  private static final Pattern COMBINING = Pattern.compile("[\\u0300-\\u036F]");

  private final Fonts fonts;
  private final HanStyle han;
  private final boolean worthwhile;
  private final ClusterCodes codes;
  private final boolean pointed;
  private final IntPredicate inOwnFont;
  private final Map<UnicodeScript, Boolean> ownScripts = new EnumMap<>(UnicodeScript.class);
  private final Set<Cluster> unshaped = new HashSet<>();
  private int tries;
  private final Map<Cluster, Integer> characters = new HashMap<>();
  private final Map<Integer, Cluster> clusters = new TreeMap<>();
  private final Set<String> families = new LinkedHashSet<>();

  /**
   * Shapes nothing yet.
   *
   * @param inOwnFont whether a font of the document or the operator has a character; such
   *     characters are not shaped, and text of a script that requires shaping is drawn entirely in
   *     a packaged font
   */
  ShapedText(Fonts fonts, Characters page, IntPredicate inOwnFont) {
    this.fonts = fonts;
    this.inOwnFont = inOwnFont;
    this.han = page.han();
    this.codes = new ClusterCodes(page.found());
    this.pointed = page.found().stream().anyMatch(ShapedText::isHebrewPoint);
    this.worthwhile = page.languages() || page.found().stream().anyMatch(Clusters::mayJoin);
  }

  /** Replaces the clusters in a page's text. */
  void shape(Document dom) {
    if (worthwhile) {
      shape(dom.getDocumentElement(), han);
    }
  }

  /** The families of the page's clusters. */
  Set<String> families() {
    return families;
  }

  /** Whether the page has clusters, shaped or not. */
  boolean wasTried() {
    return tries > 0;
  }

  /** Whether nothing was replaced. */
  boolean isEmpty() {
    return clusters.isEmpty();
  }

  /** The shaped clusters of a family in a face, by the character that stands for each. */
  TreeMap<Integer, GlyphRun> shaped(String family, FontFace face) {
    TreeMap<Integer, GlyphRun> shaped = new TreeMap<>();
    clusters.forEach(
        (character, cluster) -> {
          if (cluster.family().equals(family)) {
            fonts.shaper().shape(face, cluster).ifPresent(run -> shaped.put(character, run));
          }
        });
    return shaped;
  }

  /** The text that a character stands for: its cluster, or else itself. */
  String original(int character) {
    Cluster cluster = clusters.get(character);
    return cluster != null ? cluster.text() : Character.toString(character);
  }

  private void shape(Node node, HanStyle language) {
    if (node.getNodeType() == Node.TEXT_NODE) {
      String text = node.getNodeValue();
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
        node.setNodeValue(replace(text, language));
      }
      return;
    }
    HanStyle inner = language;
    if (node instanceof Element element) {
      if (UNTOUCHED.contains(element.getTagName().toLowerCase(Locale.ROOT))) {
        return;
      }
      if (element.hasAttribute("lang")) {
        inner = HanStyle.of(element.getAttribute("lang")).orElse(language);
      }
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      shape(child, inner);
    }
  }

  private String replace(String given, HanStyle language) {
    String text =
        COMBINING.matcher(given).find() ? Normalizer.normalize(given, Normalizer.Form.NFC) : given;
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int end = at + Character.charCount(character);
      Optional<String> family = Clusters.familyAt(text, at);
      if (family.isPresent()) {
        end = Clusters.end(text, at);
        Cluster cluster = cluster(text, at, end, family.get());
        if (isDrawnAsItIs(cluster)) {
          out.append(cluster.text());
        } else {
          append(out, cluster);
        }
      } else if (language != han && isHan(character)) {
        append(out, new Cluster(text.substring(at, end), language.families().get(0)));
      } else if (!Clusters.isSelector(character)) {
        out.appendCodePoint(character);
      }
      at = end;
    }
    return out.toString();
  }

  /** The cluster that begins at an index of a text; empty if none begins there. */
  static Optional<Cluster> clusterAt(String text, int at) {
    return Clusters.familyAt(text, at)
        .map(family -> cluster(text, at, Clusters.end(text, at), family));
  }

  private static boolean isHan(int character) {
    return character >= 0x3001
        && (Character.isIdeographic(character) || character <= 0x3002 || character >= 0xFF01)
        && character < 0x30000
        && !(character >= 0xFF61 && character < 0x20000);
  }

  private static Cluster cluster(String text, int start, int end, String family) {
    boolean arabic = UnicodeScript.of(text.codePointAt(start)) == UnicodeScript.ARABIC;
    return new Cluster(
        text.substring(start, end),
        family,
        arabic && Joining.isJoined(text, start),
        arabic && Joining.isJoined(text, end));
  }

  /**
   * Whether the engine can draw it unshaped: isolated letters of a script that is shaped; and, in a
   * font of the document's own, text that is legible without shaping or that the engine shapes.
   */
  private boolean isDrawnAsItIs(Cluster cluster) {
    int first = cluster.text().codePointAt(0);
    if (Clusters.family(first).isEmpty()) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(first);
    boolean own = ownScripts.computeIfAbsent(script, missing -> inOwnFont.test(first));
    return switch (script) {
      case HEBREW -> !pointed || own;
      case ARABIC, THAI, LAO -> own || isLetter(cluster) && !cluster.rightToLeft();
      default -> isLetter(cluster) && !own;
    };
  }

  private static boolean isLetter(Cluster cluster) {
    return cluster.text().length() == Character.charCount(cluster.text().codePointAt(0));
  }

  private static boolean isHebrewPoint(int character) {
    return character >= 0x0591 && character <= 0x05C7;
  }

  private void append(StringBuilder out, Cluster cluster) {
    Optional<Integer> character =
        Optional.ofNullable(characters.get(cluster)).or(() -> allocate(cluster));
    if (character.isPresent()) {
      out.appendCodePoint(character.get());
    } else {
      cluster
          .text()
          .codePoints()
          .filter(c -> !Clusters.isSelector(c))
          .forEach(out::appendCodePoint);
    }
  }

  /** Empty if the cluster has no glyphs of its own, or there are too many clusters. */
  private Optional<Integer> allocate(Cluster cluster) {
    if (tries >= MAX_TRIES || unshaped.contains(cluster)) {
      return Optional.empty();
    }
    tries++;
    FontFace face = fonts.fallbacks().face(cluster.family(), 400);
    if (fonts.shaper().shape(face, cluster).isEmpty()) {
      unshaped.add(cluster);
      return Optional.empty();
    }
    Optional<Integer> character = codes.next(cluster.rightToLeft());
    character.ifPresent(
        it -> {
          characters.put(cluster, it);
          clusters.put(it, cluster);
          families.add(cluster.family());
        });
    return character;
  }
}
