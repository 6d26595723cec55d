package dev.hookpress.render.font;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The regional forms of Chinese characters: one code point is drawn differently in each. */
enum HanStyle {
  SIMPLIFIED("Noto Sans SC"),
  TRADITIONAL("Noto Sans TC"),
  JAPANESE("Noto Sans JP"),
  KOREAN("Noto Sans KR");

  private final String family;

  HanStyle(String family) {
    this.family = family;
  }

  /** The style for a language tag (BCP 47); empty for any other language. */
  static Optional<HanStyle> of(String languageTag) {
    Locale locale = Locale.forLanguageTag(languageTag.strip().replace('_', '-'));
    return switch (locale.getLanguage()) {
      case "zh", "yue" -> Optional.of(chinese(locale));
      case "ja" -> Optional.of(JAPANESE);
      case "ko" -> Optional.of(KOREAN);
      default -> Optional.empty();
    };
  }

  private static HanStyle chinese(Locale locale) {
    boolean traditional =
        locale.getScript().equals("Hant")
            || locale.getScript().isEmpty()
                && (List.of("TW", "HK", "MO").contains(locale.getCountry())
                    || locale.getLanguage().equals("yue"));
    return traditional ? TRADITIONAL : SIMPLIFIED;
  }

  /** The packaged families, this style's first. */
  List<String> families() {
    List<String> families = new ArrayList<>(List.of(family));
    for (HanStyle other : values()) {
      if (other != this) {
        families.add(other.family);
      }
    }
    return families;
  }
}
