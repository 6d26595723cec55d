package dev.hookpress.dialect.reading;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
      int edits = LevenshteinDistance.getDefaultInstance().apply(plain(name), plain(candidate));
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
}
