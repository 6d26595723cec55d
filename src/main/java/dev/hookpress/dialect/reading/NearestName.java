package dev.hookpress.dialect.reading;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the known name that an unknown name most resembles. */
public final class NearestName {
  // Longer names are not typing errors, and the edit distance costs the product of both lengths.
  private static final int MAX_CHARACTERS = 40;

  private NearestName() {}

  /**
   * Returns the known name with the fewest edits, ignoring case, hyphens and underscores; empty if
   * it takes more than a third of the name's length (at least 1, at most 3 edits).
   */
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
