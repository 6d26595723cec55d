package dev.hookpress.dialect.reading;

/** Checks that every store and every encoder can hold a text. */
final class StorableText {
  /** The rule as stated in a fault. */
  static final String RULE = "Must not hold U+0000 or half of a surrogate pair.";

  private StorableText() {}

  /**
   * Whether the text has no U+0000, which PostgreSQL rejects, and no unpaired surrogate, which
   * UTF-8 cannot encode.
   */
  static boolean test(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0 || Character.isLowSurrogate(each)) {
        return false;
      }
      if (Character.isHighSurrogate(each)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
