package dev.hookpress.template;

import dev.hookpress.job.document.FailureCode;
import java.util.Optional;
import java.util.Set;

/**
 * Scans a Liquid template in one pass before the parser, which recurses into blocks and takes
 * longer than linear time in the length of a tag. Tags that read other templates are refused here.
 */
final class LiquidScan {
  // Far beyond practical templates.
  private static final int MAX_TAG_CHARS = 2_000;

  private static final Set<String> BLOCKS =
      Set.of("if", "unless", "case", "for", "tablerow", "capture", "comment", "raw", "ifchanged");
  private static final Set<String> OTHER_TEMPLATES =
      Set.of("include", "include_relative", "render", "layout", "block");

  private LiquidScan() {}

  /** The first fault that must not reach the parser; empty if the template may be parsed. */
  static Optional<TemplateFault> fault(String html, TemplateLimits limits) {
    int tags = 0;
    int depth = 0;
    int at = next(html, 0);
    while (at >= 0) {
      boolean output = html.charAt(at + 1) == '{';
      int end = html.indexOf(output ? "}}" : "%}", at + 2);
      if (end < 0) {
        return fault(html, at, "This tag has no end (%s).".formatted(output ? "}}" : "%}"));
      }
      if (end - at > MAX_TAG_CHARS) {
        return fault(html, at, "This tag has more than %,d characters.".formatted(MAX_TAG_CHARS));
      }
      if (++tags > limits.maxTags()) {
        return fault(html, at, "The template has more than %,d tags.".formatted(limits.maxTags()));
      }
      String name = output ? "" : name(html, at + 2, end);
      if (OTHER_TEMPLATES.contains(name)) {
        return fault(html, at, "A template cannot use other templates ({%% %s).".formatted(name));
      }
      depth += BLOCKS.contains(name) ? 1 : name.startsWith("end") && depth > 0 ? -1 : 0;
      if (depth > limits.maxDepth()) {
        return fault(
            html, at, "Blocks are nested deeper than %d levels.".formatted(limits.maxDepth()));
      }
      at = next(html, end + 2);
    }
    return Optional.empty();
  }

  private static int next(String html, int from) {
    for (int at = html.indexOf('{', from); at >= 0; at = html.indexOf('{', at + 1)) {
      if (at + 1 < html.length() && (html.charAt(at + 1) == '{' || html.charAt(at + 1) == '%')) {
        return at;
      }
    }
    return -1;
  }

  private static String name(String html, int from, int end) {
    int start = from;
    while (start < end && (html.charAt(start) == '-' || html.charAt(start) <= ' ')) {
      start++;
    }
    int stop = start;
    while (stop < end && (Character.isLetter(html.charAt(stop)) || html.charAt(stop) == '_')) {
      stop++;
    }
    return html.substring(start, stop);
  }

  private static Optional<TemplateFault> fault(String html, int at, String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = html.indexOf('\n'); i >= 0 && i < at; i = html.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return Optional.of(
        TemplateFault.at(FailureCode.TEMPLATE_INVALID, line, at - lineStart + 1, what));
  }
}
