package dev.hookpress.dialect.reading;

/** Text that every store and every encoder can hold. */
final class StorableText {
  /** What a caller is told. */
  static final String RULE = "Must not hold U+0000 or half of a surrogate pair.";

  private StorableText() {}

  /** Whether it is free of U+0000, which Postgres refuses, and of what UTF-8 cannot encode. */
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
