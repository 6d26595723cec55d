package dev.hookpress.render.source;

import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.WebFont;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Extracts {@code @font-face} rules from a document's CSS: the engine supports few of their
 * descriptors and none of the web font formats.
 */
final class FontFaceRules {
  /**
   * Maximum number of rules; font services declare about 120 for a Chinese family, one per range of
   * characters.
   */
  private static final int MAX_RULES = 1000;

  /**
   * Maximum number of blocks whose end is looked for in vain: each costs reading all that follows.
   */
  private static final int MAX_UNCLOSED = 8;

  private static final String AT_RULE = "@font-face";
  private static final Pattern SOURCE =
      Pattern.compile(
          "(?i)(url|local)\\(\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^()\"']*+))\\s*+\\)"
              + "(?:\\s*+format\\(\\s*+[\"']?([\\w-]++)[\"']?\\s*+\\))?+");
  private static final Pattern RANGE =
      Pattern.compile("(?i)U\\+([0-9a-f?]{1,6})(?:-([0-9a-f]{1,6}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private final List<WebFont> fonts = new ArrayList<>();

  /**
   * Reads the rules.
   *
   * @param base the base of relative references
   * @return the CSS without the rules
   */
  String takeFrom(String css, String base) {
    // Scanned by hand: a font's data: URI is too long for the alternatives of a regular expression.
    String lower = css.toLowerCase(Locale.ROOT);
    if (!lower.contains(AT_RULE) || lower.length() != css.length()) {
      return css;
    }
    String plain = CssText.withoutComments(css);
    lower = CssText.withoutComments(lower);
    StringBuilder rest = new StringBuilder(plain.length());
    int from = 0;
    int unclosed = 0;
    for (int at = lower.indexOf(AT_RULE);
        at >= 0 && unclosed < MAX_UNCLOSED;
        at = lower.indexOf(AT_RULE, from)) {
      int open = afterBlanks(plain, at + AT_RULE.length());
      boolean opened = open < plain.length() && plain.charAt(open) == '{';
      int close = opened ? end(plain, open + 1, '}') : -1;
      if (close < 0) {
        unclosed += opened ? 1 : 0;
        rest.append(plain, from, open);
        from = open;
        continue;
      }
      if (fonts.size() < MAX_RULES) {
        read(plain.substring(open + 1, close), base).ifPresent(fonts::add);
      }
      rest.append(plain, from, at);
      from = close + 1;
    }
    return rest.append(plain, from, plain.length()).toString();
  }

  private static int afterBlanks(String css, int from) {
    int at = from;
    while (at < css.length() && Character.isWhitespace(css.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Returns all faces read so far, in the order of the CSS. */
  List<WebFont> fonts() {
    return List.copyOf(fonts);
  }

  private static Optional<WebFont> read(String block, String base) {
    Map<String, String> descriptors = descriptors(block);
    String family = unquoted(descriptors.getOrDefault("font-family", ""));
    List<WebFont.Source> sources = sources(descriptors.getOrDefault("src", ""), base);
    if (family.isEmpty() || sources.isEmpty()) {
      return Optional.empty();
    }
    int[] weights = weights(descriptors.getOrDefault("font-weight", "400"));
    String style = descriptors.getOrDefault("font-style", "normal").toLowerCase(Locale.ROOT);
    return Optional.of(
        new WebFont(
            family,
            weights[0],
            weights[1],
            style.startsWith("italic") || style.startsWith("oblique"),
            ranges(descriptors.getOrDefault("unicode-range", "")),
            sources));
  }

  /**
   * Reads descriptors by lower-case name. A later descriptor replaces an earlier one, except that
   * sources are kept from both.
   */
  private static Map<String, String> descriptors(String block) {
    Map<String, String> descriptors = new HashMap<>();
    for (String declaration : split(block)) {
      int colon = declaration.indexOf(':');
      if (colon > 0) {
        String name = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = declaration.substring(colon + 1).strip();
        if (name.equals("src")) {
          // Some stylesheets declare one format for old browsers first and all others after it.
          descriptors.merge(name, value, (earlier, later) -> later + "," + earlier);
        } else {
          descriptors.put(name, value);
        }
      }
    }
    return descriptors;
  }

  private static List<String> split(String block) {
    List<String> declarations = new ArrayList<>();
    int from = 0;
    while (from < block.length()) {
      int end = end(block, from, ';');
      declarations.add(block.substring(from, end < 0 ? block.length() : end));
      from = end < 0 ? block.length() : end + 1;
    }
    return declarations;
  }

  /**
   * Returns the position of a character outside quotes and parentheses, which data: URIs contain;
   * or -1.
   */
  private static int end(String css, int from, char sought) {
    char quote = 0;
    int depth = 0;
    for (int i = from; i < css.length(); i++) {
      char c = css.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == sought && depth <= 0) {
        return i;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
    }
    return -1;
  }

  private static List<WebFont.Source> sources(String value, String base) {
    List<WebFont.Source> sources = new ArrayList<>();
    Matcher matcher = SOURCE.matcher(value);
    while (matcher.find()) {
      String reference = firstOf(matcher.group(2), matcher.group(3), matcher.group(4));
      String format = matcher.group(5) == null ? "" : matcher.group(5).toLowerCase(Locale.ROOT);
      if (matcher.group(1).equalsIgnoreCase("local")) {
        sources.add(new WebFont.Source(true, reference));
      } else if (ResourceUri.isData(reference)) {
        sources.add(new WebFont.Source(false, reference));
      } else if (!format.equals("svg") && !format.equals("embedded-opentype")) {
        Optional<URI> uri = ResourceUri.resolve(base, reference);
        uri.ifPresent(it -> sources.add(new WebFont.Source(false, it.toString())));
      }
    }
    return sources;
  }

  private static String firstOf(String... values) {
    for (String value : values) {
      if (value != null) {
        return value.strip();
      }
    }
    return "";
  }

  private static String unquoted(String value) {
    String stripped = value.strip();
    boolean quoted =
        stripped.length() >= 2
            && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'')
            && stripped.charAt(stripped.length() - 1) == stripped.charAt(0);
    return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
  }

  private static int[] weights(String value) {
    Matcher numbers = NUMBER.matcher(value.toLowerCase(Locale.ROOT).replace("bold", "700"));
    int first = numbers.find() ? Integer.parseInt(numbers.group()) : 400;
    int second = numbers.find() ? Integer.parseInt(numbers.group()) : first;
    return new int[] {
      Math.max(1, Math.min(first, second)), Math.min(1000, Math.max(first, second))
    };
  }

  private static List<WebFont.Range> ranges(String value) {
    List<WebFont.Range> ranges = new ArrayList<>();
    Matcher matcher = RANGE.matcher(value);
    while (matcher.find()) {
      String first = matcher.group(1);
      int from = Integer.parseInt(first.replace('?', '0'), 16);
      String last = matcher.group(2) != null ? matcher.group(2) : first.replace('?', 'F');
      ranges.add(new WebFont.Range(from, Math.max(from, Integer.parseInt(last, 16))));
    }
    return ranges;
  }
}
