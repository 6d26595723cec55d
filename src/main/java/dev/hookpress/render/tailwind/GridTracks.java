package dev.hookpress.render.tailwind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a grid.
 *
 * @param tracks at least one
 */
record GridTracks(List<Track> tracks) {
  /** Maximum number of columns; Tailwind's own classes go to 12. */
  private static final int MAX_TRACKS = 36;

  /**
   * Maximum number of table columns for one {@code fr} track; a larger fraction is reduced to it.
   */
  private static final int MAX_UNITS = 12;

  private static final Pattern REPEAT =
      Pattern.compile("repeat\\( *(\\d{1,3}|auto-fi[lt]) *, *((?:[^()]|\\([^()]*\\))*+)\\)");
  private static final Pattern PIXELS = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,4})?)px");
  private static final Pattern FRACTION = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4})?)fr");
  private static final Pattern MINMAX = Pattern.compile("minmax\\( *([^,()]*) *,([^,()]*)\\)");

  /**
   * One column of the grid.
   *
   * @param units number of equally wide table columns that it takes
   * @param pixels the width, if it is fixed
   * @param byContent whether the width depends on the content
   */
  record Track(int units, Optional<Double> pixels, boolean byContent) {
    static Track share(double fraction) {
      int units = (int) Math.max(1, Math.min(MAX_UNITS, Math.round(fraction)));
      return new Track(units, Optional.empty(), false);
    }

    static Track fixed(double pixels) {
      return new Track(1, Optional.of(pixels), false);
    }
  }

  /** Returns columns of equal width. */
  static GridTracks equal(int count) {
    return new GridTracks(
        Collections.nCopies(Math.max(1, Math.min(count, MAX_TRACKS)), Track.share(1)));
  }

  /**
   * Parses {@code grid-template-columns}.
   *
   * @param width the width in pixels available to {@code auto-fit} and {@code auto-fill} columns
   */
  static Optional<GridTracks> parse(String template, double width, double gap) {
    Matcher repeat = REPEAT.matcher(template);
    StringBuilder flat = new StringBuilder();
    while (repeat.find()) {
      String times = repeat.group(1);
      int count =
          times.startsWith("auto") ? fitting(repeat.group(2), width, gap) : Integer.parseInt(times);
      String once = repeat.group(2).strip() + " ";
      repeat.appendReplacement(
          flat, Matcher.quoteReplacement(once.repeat(Math.min(count, MAX_TRACKS))));
    }
    repeat.appendTail(flat);
    // Use the maximum of minmax(), because a page has room for it.
    String plain =
        MINMAX.matcher(flat).replaceAll(m -> Matcher.quoteReplacement(m.group(2).strip()));
    List<Track> tracks = new ArrayList<>();
    for (String track : plain.strip().split("[ ,]+")) {
      Optional<Track> read = track(track);
      if (read.isEmpty() || tracks.size() >= MAX_TRACKS) {
        return Optional.empty();
      }
      tracks.add(read.get());
    }
    // A template of nothing but commas has no tracks, and a grid needs at least one.
    return tracks.isEmpty() ? Optional.empty() : Optional.of(new GridTracks(List.copyOf(tracks)));
  }

  private static int fitting(String track, double width, double gap) {
    Matcher least = MINMAX.matcher(track.strip());
    Matcher pixels = PIXELS.matcher(least.matches() ? least.group(1).strip() : track.strip());
    return pixels.matches()
        ? (int) Math.max(1, (width + gap) / (Double.parseDouble(pixels.group(1)) + gap))
        : 1;
  }

  private static Optional<Track> track(String text) {
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.matches()) {
      return Optional.of(Track.share(Double.parseDouble(fraction.group(1))));
    }
    Matcher pixels = PIXELS.matcher(text);
    if (pixels.matches()) {
      return Optional.of(Track.fixed(Double.parseDouble(pixels.group(1))));
    }
    return switch (text) {
      case "auto", "min-content", "max-content" ->
          Optional.of(new Track(1, Optional.empty(), true));
      default -> Optional.empty();
    };
  }

  int count() {
    return tracks.size();
  }

  boolean byContent() {
    return tracks.stream().anyMatch(Track::byContent);
  }

  /** The number of table columns that a span of tracks takes, including gap columns. */
  int columns(int from, int span, boolean gaps) {
    int columns = gaps ? span - 1 : 0;
    for (int i = from; i < from + span; i++) {
      columns += tracks.get(i).units();
    }
    return columns;
  }
}
