package dev.hookpress.render.source;

import dev.hookpress.render.prepared.SvgCleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in CSS what has to be fetched before rendering. What it overlooks is not drawn, since the
 * renderer cannot fetch; nothing rests on it for safety.
 */
final class CssText {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)@import\\s*+(?:\"([^\"]*+)\"|'([^']*+)')"
              + "|url\\(\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^()\"'\\s]*+))\\s*+\\)");

  private CssText() {}

  /** What the CSS names: other stylesheets, images and fonts, as written. */
  static List<String> references(String css) {
    List<String> references = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(withoutComments(css));
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null && !matcher.group(group).isBlank()) {
          references.add(matcher.group(group).strip());
        }
      }
    }
    return references;
  }

  /** Whether a fetched file can be CSS with something of interest in it: text that has a rule. */
  static boolean looksLikeCss(byte[] bytes) {
    boolean brace = false;
    for (byte b : bytes) {
      if (b == 0) {
        return false;
      }
      brace |= b == '{';
    }
    return brace && !SvgCleaner.isSvg(bytes);
  }

  /** By hand, since a pattern looks for the end of each of a million comments anew. */
  static String withoutComments(String css) {
    int start = css.indexOf("/*");
    if (start < 0) {
      return css;
    }
    StringBuilder plain = new StringBuilder(css.length());
    int from = 0;
    while (start >= 0) {
      plain.append(css, from, start).append(' ');
      int end = css.indexOf("*/", start + 2);
      if (end < 0) {
        return plain.toString();
      }
      from = end + 2;
      start = css.indexOf("/*", from);
    }
    return plain.append(css, from, css.length()).toString();
  }
}
