package dev.hookpress.render.source;

import dev.hookpress.render.prepared.SvgCleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the references in CSS that must be fetched before rendering. A missed reference is not
 * drawn, because the renderer cannot fetch; security does not depend on it.
 */
final class CssText {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)@import\\s*+(?:\"([^\"]*+)\"|'([^']*+)')"
              + "|url\\(\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^()\"'\\s]*+))\\s*+\\)");

  private static final String URL = "url(";

  private CssText() {}

  /** Returns the stylesheets, images and fonts that the CSS references, as written. */
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

  /**
   * Returns the length without the images and fonts that the CSS contains as {@code data} URLs.
   * These cost no matching, only the bytes of the document.
   */
  static long ruleLength(String css) {
    long length = css.length();
    int url = css.indexOf(URL);
    while (url >= 0) {
      int start = url + URL.length();
      while (start < css.length() && Character.isWhitespace(css.charAt(start))) {
        start++;
      }
      char quote = start < css.length() ? css.charAt(start) : ')';
      boolean quoted = quote == '"' || quote == '\'';
      int from = quoted ? start + 1 : start;
      int end = css.indexOf(quoted ? quote : ')', from);
      if (end < 0) {
        return length;
      }
      if (css.regionMatches(true, from, "data:", 0, 5)) {
        length -= end - from;
      }
      url = css.indexOf(URL, end);
    }
    return length;
  }

  /** Whether a fetched file can be relevant CSS: text that contains a rule. */
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

  /**
   * Scans by hand, because a regular expression would search for the end of each comment anew, in
   * quadratic time.
   */
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
