package dev.hookpress.job.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A font family requested by a client, in the URL syntax of Google Fonts' CSS API: {@code Inter},
 * {@code Inter:wght@400;600}, {@code Open+Sans:ital,wght@0,400;1,700}, {@code Inter:wght@400..700}.
 *
 * @param family letters, digits, spaces and hyphens
 * @param styles at least one, without duplicates, sorted by weight
 */
public record FontRequest(String family, List<Style> styles) {
  private static final int MAX_CHARACTERS = 200;
  private static final int MAX_STYLES = 36;
  private static final Style REGULAR = new Style(400, false);

  private static final Pattern REQUEST =
      Pattern.compile("([\\p{L}\\p{N}][\\p{L}\\p{N} +-]{0,79})(?::([a-z,]{4,20})@([\\d,;.]+))?");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})\\.\\.(\\d{1,4})");

  /**
   * One font face.
   *
   * @param weight 1 to 1000; 400 is regular, 700 bold
   */
  public record Style(int weight, boolean italic) implements Comparable<Style> {
    @Override
    public int compareTo(Style other) {
      int byWeight = Integer.compare(weight, other.weight);
      return byWeight != 0 ? byWeight : Boolean.compare(italic, other.italic);
    }
  }

  public FontRequest {
    styles = List.copyOf(styles);
  }

  /** Parses any text; empty if it does not have this form. */
  public static Optional<FontRequest> parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    Matcher matcher = REQUEST.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String family = matcher.group(1).replace('+', ' ').strip().replaceAll(" {2,}", " ");
    if (matcher.group(2) == null) {
      return Optional.of(new FontRequest(family, List.of(REGULAR)));
    }
    List<String> axes = List.of(matcher.group(2).split(",", -1));
    TreeSet<Style> styles = new TreeSet<>();
    for (String tuple : matcher.group(3).split(";", -1)) {
      List<Style> read = styles(axes, List.of(tuple.split(",", -1)));
      if (read.isEmpty() || styles.size() > MAX_STYLES) {
        return Optional.empty();
      }
      styles.addAll(read);
    }
    return Optional.of(new FontRequest(family, List.copyOf(styles)));
  }

  /**
   * The styles of one tuple; a weight range yields its multiples of 100. Empty if the tuple does
   * not match the axes.
   */
  private static List<Style> styles(List<String> axes, List<String> values) {
    List<Style> styles = new ArrayList<>();
    if (axes.size() != values.size() || axes.size() > 2) {
      return styles;
    }
    boolean italic = false;
    String weights = "400";
    for (int i = 0; i < axes.size(); i++) {
      switch (axes.get(i)) {
        case "ital" -> {
          if (!values.get(i).matches("[01]")) {
            return styles;
          }
          italic = values.get(i).equals("1");
        }
        case "wght" -> weights = values.get(i);
        default -> {
          return styles;
        }
      }
    }
    Matcher range = RANGE.matcher(weights);
    if (range.matches()) {
      int max = Math.min(1000, Integer.parseInt(range.group(2)));
      int least = Math.max(1, Integer.parseInt(range.group(1)));
      for (int weight = (least + 99) / 100 * 100; weight <= max; weight += 100) {
        styles.add(new Style(weight, italic));
      }
    } else if (weights.matches("\\d{1,4}") && isWeight(Integer.parseInt(weights))) {
      styles.add(new Style(Integer.parseInt(weights), italic));
    }
    return styles;
  }

  private static boolean isWeight(int weight) {
    return weight >= 1 && weight <= 1000;
  }
}
