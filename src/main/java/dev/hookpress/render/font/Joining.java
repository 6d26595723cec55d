package dev.hookpress.render.font;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** Decides which Arabic letters join their neighbours (Unicode 15, section 9.2). */
final class Joining {
  private static final int LAM = 0x0644;

  private Joining() {}

  /** Whether two letters form a mandatory ligature. */
  static boolean isLamAlef(int first, int second) {
    return first == LAM
        && (second == 0x0627 || second == 0x0622 || second == 0x0623 || second == 0x0625);
  }

  /** Whether the letters on both sides of a boundary in a text join. */
  static boolean isJoined(String text, int boundary) {
    int before = boundary;
    int left = UCharacter.JoiningType.TRANSPARENT;
    while (before > 0 && left == UCharacter.JoiningType.TRANSPARENT) {
      int character = text.codePointBefore(before);
      left = type(character);
      before -= Character.charCount(character);
    }
    int after = boundary;
    int right = UCharacter.JoiningType.TRANSPARENT;
    while (after < text.length() && right == UCharacter.JoiningType.TRANSPARENT) {
      int character = text.codePointAt(after);
      right = type(character);
      after += Character.charCount(character);
    }
    boolean joinsNext =
        left == UCharacter.JoiningType.DUAL_JOINING
            || left == UCharacter.JoiningType.JOIN_CAUSING
            || left == UCharacter.JoiningType.LEFT_JOINING;
    boolean joinsPrevious =
        right == UCharacter.JoiningType.DUAL_JOINING
            || right == UCharacter.JoiningType.JOIN_CAUSING
            || right == UCharacter.JoiningType.RIGHT_JOINING;
    return joinsNext && joinsPrevious;
  }

  private static int type(int character) {
    return UCharacter.getIntPropertyValue(character, UProperty.JOINING_TYPE);
  }
}
