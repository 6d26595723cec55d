package dev.hookpress.render.css.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value of {@code grid-template-columns} or {@code grid-template-rows}.
 *
 * @param before the tracks before the automatic repetition; all of them if there is none
 * @param after the tracks after it
 * @param endNames of the last line
 */
public record TrackList(
    List<Slot> before, Optional<Repeat> repeat, List<Slot> after, List<String> endNames) {
  public static final TrackList NONE =
      new TrackList(List.of(), Optional.empty(), List.of(), List.of());

  /** A track, and the names of the line before it. */
  public record Slot(List<String> names, TrackSize size) {}

  /**
   * Tracks repeated as often as they fit.
   *
   * @param fit whether repetitions without items are dropped
   * @param endNames of the line after each repetition
   */
  public record Repeat(boolean fit, List<Slot> slots, List<String> endNames) {}

  /**
   * The explicit tracks of one axis.
   *
   * @param names of the lines, one more than there are tracks
   * @param fitStart the first track that is dropped when empty
   * @param fitEnd one after the last such track
   */
  record Expanded(List<TrackSize> sizes, List<List<String>> names, int fitStart, int fitEnd) {}

  /** Expands the automatic repetition: CSS Grid 1, section 7.2.3.2. */
  Expanded expand(OptionalDouble available, double gap, Budget budget) {
    List<TrackSize> sizes = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    names.add(new ArrayList<>());
    add(before, sizes, names, budget);
    int start = sizes.size();
    if (repeat.isPresent()) {
      int times = repetitions(available, gap);
      for (int i = 0; i < times; i++) {
        add(repeat.get().slots(), sizes, names, budget);
        names.get(sizes.size()).addAll(repeat.get().endNames());
      }
    }
    int end = sizes.size();
    add(after, sizes, names, budget);
    names.get(sizes.size()).addAll(endNames);
    boolean fit = repeat.isPresent() && repeat.get().fit();
    return new Expanded(sizes, names, start, fit ? end : start);
  }

  private static void add(
      List<Slot> slots, List<TrackSize> sizes, List<List<String>> names, Budget budget) {
    for (Slot slot : slots) {
      if (sizes.size() >= GridLine.MAX) {
        return;
      }
      budget.spend(4);
      names.get(sizes.size()).addAll(slot.names());
      sizes.add(slot.size());
      names.add(new ArrayList<>());
    }
  }

  private int repetitions(OptionalDouble available, double gap) {
    if (available.isEmpty() || repeat.get().slots().isEmpty()) {
      return 1;
    }
    double fixed = 0;
    for (List<Slot> part : List.of(before, after)) {
      for (Slot slot : part) {
        fixed += slot.size().definite(available).orElse(0) + gap;
      }
    }
    double once = 0;
    for (Slot slot : repeat.get().slots()) {
      once += slot.size().definite(available).orElse(0) + gap;
    }
    // There is no gap after the last track.
    double room = available.getAsDouble() + gap - fixed + 0.01;
    double times = Math.floor(room / Math.max(1, once));
    int max = GridLine.MAX / repeat.get().slots().size();
    return (int) Math.max(1, Math.min(max, times));
  }
}
