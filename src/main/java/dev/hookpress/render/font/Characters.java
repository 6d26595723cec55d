package dev.hookpress.render.font;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeVisitor;
import org.jsoup.select.Selector;

/**
 * Collects the characters beyond ASCII that a page may show: in its text, its attributes and its
 * CSS-generated content. English documents have almost none, so scanning them is fast.
 */
final class Characters {
  private static final Evaluator TELLING_LANGUAGE =
      Selector.evaluatorOf("html[lang], body[lang], meta[http-equiv=content-language]");

  /** A document with every Chinese character has some 90,000; a higher limit is of no use. */
  private static final int MAX = 100_000;

  private static final int LARGEST_STYLESHEET = 2 * 1024 * 1024;
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-9a-fA-F]{2,6})");

  // Frequent characters that do not occur in the other script.
  private static final String ONLY_TRADITIONAL = "這個們國說對時會來為還後過學發經應與開關點現";
  private static final String ONLY_SIMPLIFIED = "这个们国说对时会来为还后过学发经应与开关点现";

  private final Set<Integer> found = new LinkedHashSet<>();
  private int latin;
  private final Map<UnicodeScript, int[]> foreign = new EnumMap<>(UnicodeScript.class);
  private int traditional;
  private int simplified;
  private boolean kana;
  private boolean hangul;
  private boolean bopomofo;
  private boolean languages;
  private HanStyle han;

  private Characters() {}

  /**
   * Scans a page.
   *
   * @param resources the page's stylesheets, and possibly other files, which are skipped
   */
  static Characters of(Document dom, Collection<byte[]> resources) {
    Characters characters = new Characters();
    dom.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            characters.read(node);
          }
        });
    for (byte[] resource : resources) {
      if (isText(resource)) {
        characters.addCss(new String(resource, StandardCharsets.UTF_8));
      }
    }
    characters.han = characters.language(dom).orElseGet(characters::guess);
    return characters;
  }

  /** The code points above ASCII, in order of first occurrence. */
  Set<Integer> found() {
    return found;
  }

  /** The Chinese character forms for the page, by its language or else its text. */
  HanStyle han() {
    return han;
  }

  /** Whether an element's language is Chinese, Japanese or Korean. */
  boolean languages() {
    return languages;
  }

  /**
   * A letter of the script of most of the text, if the families that documents commonly name lack
   * that script.
   */
  OptionalInt mostlyForeign() {
    return foreign.values().stream()
        .filter(it -> it[0] > latin)
        .max(Comparator.comparingInt(it -> it[0]))
        .map(it -> OptionalInt.of(it[1]))
        .orElseGet(OptionalInt::empty);
  }

  private void read(Node node) {
    if (node instanceof TextNode text) {
      addText(text.getWholeText());
    } else if (node instanceof DataNode data) {
      addCss(data.getWholeData());
    } else if (node instanceof Element element && element.attributesSize() > 0) {
      for (Attribute attribute : element.attributes()) {
        add(attribute.getValue());
      }
      languages |= element.hasAttr("lang") && HanStyle.of(element.attr("lang")).isPresent();
    }
  }

  private void addText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A') {
        if (c < 0x530) {
          latin++;
        } else if (Character.isLetter(c)) {
          foreign.computeIfAbsent(UnicodeScript.of(c), missing -> new int[] {0, c})[0]++;
        }
      }
    }
    add(text);
  }

  private void addCss(String css) {
    add(css);
    if (css.indexOf('\\') >= 0) {
      Matcher escapes = ESCAPE.matcher(css);
      while (escapes.find()) {
        int character = Integer.parseInt(escapes.group(1), 16);
        if (character <= Character.MAX_CODE_POINT) {
          add(character);
        }
      }
    }
  }

  private void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7E) {
        int character = text.codePointAt(i);
        add(character);
        if (character > 0xFFFF) {
          i++;
        }
      }
    }
  }

  private void add(int character) {
    if (character <= 0x7E || found.size() >= MAX || !found.add(character)) {
      if (character >= 0x4E00 && character < 0xA000) {
        count(character);
      }
      return;
    }
    // Styles can change the case.
    int upper = Character.toUpperCase(character);
    if (upper != character) {
      found.add(upper);
    }
    if (character >= 0x1100) {
      count(character);
    }
  }

  private void count(int character) {
    UnicodeScript script = UnicodeScript.of(character);
    kana |= script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    hangul |= script == UnicodeScript.HANGUL;
    bopomofo |= script == UnicodeScript.BOPOMOFO;
    if (script == UnicodeScript.HAN) {
      traditional += ONLY_TRADITIONAL.indexOf(character) >= 0 ? 1 : 0;
      simplified += ONLY_SIMPLIFIED.indexOf(character) >= 0 ? 1 : 0;
    }
  }

  private Optional<HanStyle> language(Document dom) {
    for (Element element : dom.select(TELLING_LANGUAGE)) {
      String tag = element.hasAttr("lang") ? element.attr("lang") : element.attr("content");
      Optional<HanStyle> style = HanStyle.of(tag);
      if (style.isPresent()) {
        return style;
      }
    }
    return Optional.empty();
  }

  private HanStyle guess() {
    if (kana) {
      return HanStyle.JAPANESE;
    }
    if (bopomofo || traditional > simplified) {
      return HanStyle.TRADITIONAL;
    }
    return hangul ? HanStyle.KOREAN : HanStyle.SIMPLIFIED;
  }

  private static boolean isText(byte[] bytes) {
    if (bytes.length > LARGEST_STYLESHEET) {
      return false;
    }
    for (int i = 0; i < Math.min(bytes.length, 512); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
