package dev.hookpress.template;

import dev.hookpress.job.document.FailureCode;
import java.util.Optional;

/** Checks a template's characters and size. */
final class TemplateText {
  private TemplateText() {}

  static Optional<TemplateFault> fault(String html, TemplateLimits limits) {
    long bytes = 0;
    for (int i = 0; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c == 0 || halfPair(html, i)) {
        return Optional.of(
            new TemplateFault(
                FailureCode.TEMPLATE_INVALID,
                "The template holds U+0000, or half of a surrogate pair."));
      }
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes <= limits.maxBytes()
        ? Optional.empty()
        : Optional.of(
            new TemplateFault(
                FailureCode.TEMPLATE_TOO_LARGE,
                "The template has more than %,d bytes.".formatted(limits.maxBytes())));
  }

  private static boolean halfPair(String html, int i) {
    char c = html.charAt(i);
    return Character.isHighSurrogate(c)
            && (i + 1 == html.length() || !Character.isLowSurrogate(html.charAt(i + 1)))
        || Character.isLowSurrogate(c)
            && (i == 0 || !Character.isHighSurrogate(html.charAt(i - 1)));
  }
}
