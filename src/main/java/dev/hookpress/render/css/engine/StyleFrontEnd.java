package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.cascade.Quirks;
import dev.hookpress.render.css.selector.ElementNode;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Decides which documents need the front end. Others go to the engine unchanged. */
public final class StyleFrontEnd {
  private static final Evaluator STYLED = Selector.evaluatorOf("[style]");

  /** CSS that the layout engine does not support, or interprets differently from browsers. */
  private static final List<String> SIGNS =
      List.of(
          "var(",
          "flex",
          "grid",
          "calc(",
          "min(",
          "max(",
          "clamp(",
          "env(",
          "@layer",
          "@supports",
          "@container",
          "@property",
          "@scope",
          "@counter-style",
          "-greek",
          "armenian",
          "georgian",
          "hebrew",
          "hiragana",
          "katakana",
          "cjk-",
          "@media",
          ":is(",
          ":where(",
          ":has(",
          ":not(",
          ":root",
          ":empty",
          ":only-",
          "-of-type",
          ":nth-last-",
          ":any-link",
          ":checked",
          ":disabled",
          "& ",
          "&:",
          "&.",
          "&>",
          "~",
          "inset",
          "-inline",
          "-block-",
          "block-size",
          "overflow-wrap",
          "word-break",
          "oklch(",
          "oklab(",
          "lab(",
          "lch(",
          "hwb(",
          "color-mix(",
          "color(",
          "currentcolor",
          "currentColor",
          "vw",
          "vh",
          "vmin",
          "vmax",
          "cqw",
          "cqi",
          "cqm",
          "ch;",
          "ch}",
          "unset",
          "revert",
          "initial",
          "opacity",
          "background-clip",
          "radial-gradient",
          "conic-gradient",
          "linear-gradient",
          "sticky",
          "flow-root",
          "contents",
          "translate",
          "-content",
          "align-last",
          "columns",
          "column-width",
          "first-letter",
          "writing-mode",
          "shape-outside",
          "-shadow",
          "text-overflow",
          "line-clamp",
          "backface-visibility",
          "offset-path",
          "#");

  /**
   * Characters of stylesheets above which the front end matches the rules, within its bounds. The
   * engine has none: four mebibytes of plain rules take it more than a minute.
   */
  private static final int MAX_PLAIN_CHARACTERS = 262_144;

  private StyleFrontEnd() {}

  /**
   * Examines stylesheets and style attributes.
   *
   * @param sheets the text of the document's sheets, and of those that they import
   */
  public static boolean needed(Document document, Iterable<String> sheets) {
    boolean floats = false;
    boolean shrinks = false;
    boolean clips = false;
    boolean widens = false;
    boolean links = false;
    boolean quirks = document.quirksMode() == Document.QuirksMode.quirks;
    long characters = 0;
    for (String css : sheets) {
      characters += css.length();
      if (characters > MAX_PLAIN_CHARACTERS) {
        return true;
      }
      links |= css.contains(":link") || css.contains("[href");
      if (needed(css) || quirks && Quirks.areIn(css)) {
        return true;
      }
      floats |= css.contains("float");
      shrinks |= css.contains("inline-block");
      clips |= css.contains("overflow");
      widens |= css.contains("min-width");
    }
    for (Element styled : document.select(STYLED)) {
      String css = styled.attr("style");
      if (needed(css) || quirks && Quirks.areIn(css)) {
        return true;
      }
      floats |= css.contains("float");
      shrinks |= css.contains("inline-block");
      clips |= css.contains("overflow");
      widens |= css.contains("min-width");
    }
    // A box that clips stands beside floats, and one with a least width widens the box around it.
    // For the engine, a link without a target is none.
    return floats && clips
        || (floats || shrinks) && widens
        || links && document.selectFirst("[" + ElementNode.DEAD_LINK + "]") != null;
  }

  static boolean needed(String css) {
    for (String sign : SIGNS) {
      int at = css.indexOf(sign);
      if (at >= 0 && (!sign.equals("#") || hasAlpha(css, at))) {
        return true;
      }
    }
    return hasBreak(css)
        || EngineColours.areIn(css)
        || hasSlashedColour(css)
        || scrolls(css)
        || hasSizedBackground(css)
        || isNested(css);
  }

  /** Whether a rule is nested in a rule. Margin boxes in {@code @page} do not count. */
  private static boolean isNested(String css) {
    int depth = 0;
    int start = 0;
    for (int i = 0; i < css.length(); i++) {
      char c = css.charAt(i);
      if (c == '{') {
        if (depth > 0 && !css.substring(start, i).stripLeading().startsWith("@")) {
          return true;
        }
        depth++;
      } else if (c == '}') {
        depth--;
      }
      if (c == '{' || c == '}' || c == ';') {
        start = i + 1;
      }
    }
    return false;
  }

  /** Whether it has {@code break-before} and the like; {@code page-break-before} is supported. */
  private static boolean hasBreak(String css) {
    for (int at = css.indexOf("break-"); at >= 0; at = css.indexOf("break-", at + 6)) {
      if (!css.startsWith("page-", at - 5)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has a {@code background} with a size, after a slash. */
  private static boolean hasSizedBackground(String css) {
    String property = "background:";
    int at = css.indexOf(property);
    while (at >= 0) {
      int end = at + property.length();
      boolean address = false;
      while (end < css.length() && (address || css.charAt(end) != ';' && css.charAt(end) != '}')) {
        char c = css.charAt(end);
        if (!address && c == '/') {
          return true;
        }
        address = c == '(' || address && c != ')';
        end++;
      }
      at = css.indexOf(property, end);
    }
    return false;
  }

  /** Whether it has {@code overflow} in one direction, or with a value other than the engine's. */
  private static boolean scrolls(String css) {
    for (int at = css.indexOf("overflow"); at >= 0; at = css.indexOf("overflow", at + 8)) {
      if (css.startsWith("-", at + 8)) {
        return true;
      }
      String value = css.substring(at + 8, Math.min(css.length(), at + 24));
      if (value.contains("auto") || value.contains("scroll") || value.contains("clip")) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has {@code rgb(0 0 0 / 50%)}, without commas. */
  private static boolean hasSlashedColour(String css) {
    for (String function : List.of("rgb(", "rgba(", "hsl(", "hsla(")) {
      for (int at = css.indexOf(function); at >= 0; at = css.indexOf(function, at + 4)) {
        int end = css.indexOf(')', at);
        int comma = css.indexOf(',', at);
        if (end >= 0 && (comma < 0 || comma > end)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it has {@code #rgba} or {@code #rrggbbaa}, from the first number sign on. */
  private static boolean hasAlpha(String css, int first) {
    for (int at = first; at >= 0; at = css.indexOf('#', at + 1)) {
      int end = at + 1;
      while (end < css.length() && Character.digit(css.charAt(end), 16) >= 0) {
        end++;
      }
      int digits = end - at - 1;
      boolean word = end < css.length() && Character.isLetterOrDigit(css.charAt(end));
      if (!word && (digits == 4 || digits == 8)) {
        return true;
      }
    }
    return false;
  }
}
