package dev.hookpress.render.font;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packaged families to try, in order, for characters that a document's own choice lacks. */
final class Fallbacks {
  /** Before the Chinese families, whose symbols are full-width. */
  private static final List<String> FIRST =
      List.of(
          FontNames.SANS,
          "Noto Sans Arabic",
          "Noto Sans Hebrew",
          "Noto Sans Devanagari",
          "Noto Sans Bengali",
          "Noto Sans Tamil",
          "Noto Sans Telugu",
          "Noto Sans Gujarati",
          "Noto Sans Gurmukhi",
          "Noto Sans Kannada",
          "Noto Sans Malayalam",
          "Noto Sans Sinhala",
          "Noto Sans Thai",
          "Noto Sans Lao",
          "Noto Sans Khmer",
          "Noto Sans Myanmar",
          "Noto Sans Georgian",
          "Noto Sans Armenian",
          "Noto Sans Ethiopic",
          "DejaVu Sans",
          "Noto Sans Math");

  private static final List<String> LAST =
      List.of("Noto Sans Symbols2", "Noto Emoji", "Noto Sans", FontNames.SERIF, "Carlito");

  private final FontFamilies families;
  private final PackagedFaces packaged;

  Fallbacks(PackagedFaces packaged) {
    this.families = new FontFamilies(packaged.faces());
    this.packaged = packaged;
  }

  /** The face of a family for a weight; upright, since few of these families have an italic. */
  FontFace face(String family, int weight) {
    return families.face(family, weight, false).orElseThrow();
  }

  /**
   * The families that cover the characters, each the first that has some character.
   *
   * @param characters code points
   * @param han the Chinese character forms to prefer
   */
  List<String> families(Set<Integer> characters, HanStyle han) {
    if (characters.isEmpty()) {
      return List.of();
    }
    List<String> order = order(han);
    Set<String> needed = new LinkedHashSet<>();
    for (int character : characters) {
      family(character, han).ifPresent(needed::add);
    }
    return order.stream().filter(needed::contains).toList();
  }

  /** The first family that has a character. */
  Optional<String> family(int character, HanStyle han) {
    return order(han).stream().filter(family -> has(family, character)).findFirst();
  }

  /** Whether any family has a glyph for a character. */
  boolean covers(int character) {
    return family(character, HanStyle.SIMPLIFIED).isPresent();
  }

  private boolean has(String family, int character) {
    return families
        .face(family, 400, false)
        .filter(face -> packaged.coverage(face).has(character))
        .isPresent();
  }

  static List<String> order(HanStyle han) {
    List<String> order = new ArrayList<>(FIRST);
    order.addAll(han.families());
    order.addAll(LAST);
    return order;
  }
}
