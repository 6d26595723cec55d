package dev.hookpress.dialect.reading;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Which of the known names somebody meant. */
public final class NearestName {
  // Longer names are no slips of the pen, and the distance costs the product of both lengths.
  private static final int MAX_CHARACTERS = 40;

  private NearestName() {}

  /** The known name with the fewest edits between them, if they are few; case does not count. */
  public static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    String nearest = null;
    int fewest = Math.max(1, Math.min(3, name.length() / 3)) + 1;
    for (String candidate : known) {
      int edits = edits(plain(name), plain(candidate));
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(row[j - 1], above) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
