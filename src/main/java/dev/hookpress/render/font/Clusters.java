package dev.hookpress.render.font;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds clusters of characters that must be drawn as one unit: syllables of Indic and South-East
 * Asian scripts, and emoji sequences.
 */
final class Clusters {
  /** Longer than any syllable; hostile text may have endless marks. */
  private static final int MAX_CHARACTERS = 24;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int KEYCAP = 0x20E3;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int TAG_END = 0xE007F;

  /** Characters that join the letter before them to the one after. */
  private static final Set<Integer> JOINERS =
      Set.of(
          0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D4D, 0x0DCA, 0x1039, 0x17D2);

  /** Vowels that Unicode classifies as letters, and fonts as signs above the preceding letter. */
  private static final Set<Integer> ATTACHED = Set.of(0x0E33, 0x0EB3);

  private static final String EMOJI = "Noto Emoji";

  private static final Map<UnicodeScript, String> FAMILIES =
      Map.ofEntries(
          Map.entry(UnicodeScript.ARABIC, "Noto Sans Arabic"),
          Map.entry(UnicodeScript.HEBREW, "Noto Sans Hebrew"),
          Map.entry(UnicodeScript.DEVANAGARI, "Noto Sans Devanagari"),
          Map.entry(UnicodeScript.BENGALI, "Noto Sans Bengali"),
          Map.entry(UnicodeScript.GURMUKHI, "Noto Sans Gurmukhi"),
          Map.entry(UnicodeScript.GUJARATI, "Noto Sans Gujarati"),
          Map.entry(UnicodeScript.TAMIL, "Noto Sans Tamil"),
          Map.entry(UnicodeScript.TELUGU, "Noto Sans Telugu"),
          Map.entry(UnicodeScript.KANNADA, "Noto Sans Kannada"),
          Map.entry(UnicodeScript.MALAYALAM, "Noto Sans Malayalam"),
          Map.entry(UnicodeScript.SINHALA, "Noto Sans Sinhala"),
          Map.entry(UnicodeScript.THAI, "Noto Sans Thai"),
          Map.entry(UnicodeScript.LAO, "Noto Sans Lao"),
          Map.entry(UnicodeScript.KHMER, "Noto Sans Khmer"),
          Map.entry(UnicodeScript.MYANMAR, "Noto Sans Myanmar"));

  private Clusters() {}

  /** The packaged family that shapes a character's script; empty if the script needs no shaping. */
  static Optional<String> family(int character) {
    return character < 0x0590 || isRightToLeft(character) && !Character.isLetter(character)
        ? Optional.empty()
        : Optional.ofNullable(FAMILIES.get(UnicodeScript.of(character)));
  }

  /** Whether a character's script is written from right to left. */
  static boolean isRightToLeft(int character) {
    UnicodeScript script = UnicodeScript.of(character);
    return script == UnicodeScript.ARABIC || script == UnicodeScript.HEBREW;
  }

  /** Whether a text with this character may contain clusters. */
  static boolean mayJoin(int character) {
    return character == KEYCAP
        || character >= 0xFE00 && character <= 0xFE0F
        || character >= 0xE0000
        || isRegional(character)
        || isSkinTone(character)
        || character == ZERO_WIDTH_JOINER
        || family(character).isPresent();
  }

  /** The family of the cluster that begins at an index; empty if none begins there. */
  static Optional<String> familyAt(String text, int at) {
    int character = text.codePointAt(at);
    Optional<String> script = family(character);
    return script.isPresent() || !beginsEmoji(text, at) ? script : Optional.of(EMOJI);
  }

  /** The end of the cluster that begins at an index. */
  static int end(String text, int at) {
    int character = text.codePointAt(at);
    return family(character).isPresent() ? syllable(text, at) : emoji(text, at);
  }

  private static int syllable(String text, int at) {
    UnicodeScript script = UnicodeScript.of(text.codePointAt(at));
    int end = at;
    int last = 0;
    int base = text.codePointAt(at);
    for (int count = 0; end < text.length() && count < MAX_CHARACTERS; count++) {
      int character = text.codePointAt(end);
      boolean joined =
          count == 0
              || isMark(character)
              || character == ZERO_WIDTH_JOINER
              || character == ZERO_WIDTH_NON_JOINER
              || ATTACHED.contains(character)
              || JOINERS.contains(last) && UnicodeScript.of(character) == script
              || script == UnicodeScript.ARABIC && Joining.isLamAlef(base, character);
      if (!joined || script == UnicodeScript.ARABIC && isFormat(character)) {
        break;
      }
      end += Character.charCount(character);
      if (character != ZERO_WIDTH_JOINER) {
        last = character;
      }
      if (count > 0 && Character.isLetter(character)) {
        base = character;
      }
    }
    return end;
  }

  private static boolean isFormat(int character) {
    return Character.getType(character) == Character.FORMAT;
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean beginsEmoji(String text, int at) {
    int character = text.codePointAt(at);
    int after = at + Character.charCount(character);
    if (after >= text.length()) {
      return false;
    }
    int next = text.codePointAt(after);
    boolean keycap =
        next == KEYCAP
            || next == EMOJI_STYLE && after + 1 < text.length() && text.charAt(after + 1) == KEYCAP;
    return character < 0x80
        ? keycap
        : isPictograph(character)
            && (isRegional(character) ? isRegional(next) : isEmojiPart(next) || keycap);
  }

  private static int emoji(String text, int at) {
    int first = text.codePointAt(at);
    int end = at + Character.charCount(first);
    if (isRegional(first)) {
      return end + Character.charCount(text.codePointAt(end));
    }
    boolean joined = false;
    for (int count = 1; end < text.length() && count < MAX_CHARACTERS; count++) {
      int character = text.codePointAt(end);
      if (!isEmojiPart(character) && character != KEYCAP && !(joined && isPictograph(character))) {
        break;
      }
      joined = character == ZERO_WIDTH_JOINER;
      end += Character.charCount(character);
    }
    return end;
  }

  private static boolean isEmojiPart(int character) {
    return character == EMOJI_STYLE
        || character == ZERO_WIDTH_JOINER
        || isSkinTone(character)
        || character >= 0xE0020 && character <= TAG_END;
  }

  private static boolean isPictograph(int character) {
    return character >= 0x2190 && character < 0x3300 || character >= 0x1F000 && character < 0x1FB00;
  }

  private static boolean isRegional(int character) {
    return character >= 0x1F1E6 && character <= 0x1F1FF;
  }

  private static boolean isSkinTone(int character) {
    return character >= 0x1F3FB && character <= 0x1F3FF;
  }

  /** Whether this is a variation selector: without shaping it has no glyph and no meaning. */
  static boolean isSelector(int character) {
    return character >= 0xFE00 && character <= 0xFE0F
        || character >= 0xE0100 && character <= 0xE01EF;
  }
}
