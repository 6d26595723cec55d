package dev.hookpress.render.css.layout;

import dev.hookpress.render.css.layout.TrackSize.Breadth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses computed track lists, whose lengths are in pixels. */
public final class TrackListParser {
  private final String text;
  private int at;
  private int tracks;

  private TrackListParser(String text) {
    this.text = text;
  }

  /** Thrown within this file only. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("Not a list of tracks", null, false, false);
    }
  }

  /** Parses {@code grid-template-columns} or {@code -rows}; empty if invalid. */
  public static Optional<TrackList> parse(String value) {
    String text = value.strip();
    if (text.isEmpty() || text.equalsIgnoreCase("none")) {
      return Optional.of(TrackList.NONE);
    }
    try {
      return Optional.of(new TrackListParser(text).list());
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  /** Parses {@code grid-auto-columns} or {@code -rows}; empty if invalid. */
  public static Optional<List<TrackSize>> parseSizes(String value) {
    Optional<TrackList> list = parse(value);
    return list.filter(it -> it.repeat().isEmpty() && !it.before().isEmpty())
        .map(it -> it.before().stream().map(TrackList.Slot::size).toList());
  }

  private TrackList list() {
    List<TrackList.Slot> before = new ArrayList<>();
    List<TrackList.Slot> after = new ArrayList<>();
    List<TrackList.Slot> current = before;
    Optional<TrackList.Repeat> repeat = Optional.empty();
    List<String> names = new ArrayList<>();
    for (skipSpace(); at < text.length(); skipSpace()) {
      if (text.charAt(at) == '[') {
        names.addAll(names());
      } else if (takes("repeat(")) {
        skipSpace();
        Optional<String> auto = autoRepeat();
        if (auto.isPresent()) {
          if (repeat.isPresent()) {
            throw new Unreadable();
          }
          List<TrackList.Slot> slots = new ArrayList<>();
          List<String> end = slots(slots, names);
          names = new ArrayList<>();
          repeat = Optional.of(new TrackList.Repeat(auto.get().equals("auto-fit"), slots, end));
          current = after;
        } else {
          names = times(current, names);
        }
      } else {
        current.add(new TrackList.Slot(names, size()));
        names = new ArrayList<>();
      }
    }
    return new TrackList(before, repeat, after, names);
  }

  private Optional<String> autoRepeat() {
    for (String word : List.of("auto-fill", "auto-fit")) {
      if (takes(word)) {
        skipSpace();
        expect(',');
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private List<String> times(List<TrackList.Slot> target, List<String> before) {
    int start = at;
    skipValue();
    int times = (int) Math.max(1, Math.min(GridLine.MAX, number(text.substring(start, at))));
    skipSpace();
    expect(',');
    List<TrackList.Slot> slots = new ArrayList<>();
    List<String> end = slots(slots, List.of());
    List<String> pending = new ArrayList<>(before);
    for (int i = 0; i < times; i++) {
      for (TrackList.Slot slot : slots) {
        if (++tracks > GridLine.MAX) {
          return pending;
        }
        pending.addAll(slot.names());
        target.add(new TrackList.Slot(pending, slot.size()));
        pending = new ArrayList<>();
      }
      pending.addAll(end);
    }
    return pending;
  }

  /** Parses the rest of a {@code repeat()}; returns the names at its end. */
  private List<String> slots(List<TrackList.Slot> target, List<String> first) {
    List<String> names = new ArrayList<>(first);
    for (skipSpace(); at < text.length(); skipSpace()) {
      char c = text.charAt(at);
      if (c == ')') {
        at++;
        if (target.isEmpty()) {
          throw new Unreadable();
        }
        return names;
      }
      if (c == '[') {
        names.addAll(names());
      } else {
        target.add(new TrackList.Slot(names, size()));
        names = new ArrayList<>();
      }
    }
    throw new Unreadable();
  }

  private List<String> names() {
    int end = text.indexOf(']', at);
    if (end < 0) {
      throw new Unreadable();
    }
    String inner = text.substring(at + 1, end).strip();
    at = end + 1;
    return inner.isEmpty() ? List.of() : List.of(inner.split("\\s+"));
  }

  private TrackSize size() {
    if (takes("minmax(")) {
      Breadth min = breadth();
      skipSpace();
      expect(',');
      Breadth max = breadth();
      skipSpace();
      expect(')');
      return new TrackSize(min.is(Breadth.Kind.FLEX) ? Breadth.AUTO : min, max, Optional.empty());
    }
    if (takes("fit-content(")) {
      Breadth limit = breadth();
      skipSpace();
      expect(')');
      return new TrackSize(Breadth.AUTO, Breadth.MAX_CONTENT, Optional.of(limit.length()));
    }
    return TrackSize.of(breadth());
  }

  private Breadth breadth() {
    skipSpace();
    if (takes("auto")) {
      return Breadth.AUTO;
    }
    if (takes("min-content")) {
      return Breadth.MIN_CONTENT;
    }
    if (takes("max-content")) {
      return Breadth.MAX_CONTENT;
    }
    int start = at;
    skipValue();
    String value = text.substring(start, at);
    if (value.endsWith("fr")) {
      return Breadth.flex(Math.max(0, number(value.substring(0, value.length() - 2))));
    }
    Dimension length = Dimension.parse(value);
    if (!length.isLength()) {
      throw new Unreadable();
    }
    return Breadth.length(length);
  }

  /** Skips to the end of a number with its unit, or of a function with its arguments. */
  private void skipValue() {
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (depth == 0 && (c <= ' ' || c == ',' || c == ')' || c == '[')) {
        return;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }

  private static double number(String digits) {
    try {
      double number = Double.parseDouble(digits);
      return Math.max(-1e7, Math.min(1e7, number));
    } catch (NumberFormatException e) {
      throw new Unreadable();
    }
  }

  private boolean takes(String word) {
    if (text.regionMatches(true, at, word, 0, word.length())) {
      at += word.length();
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw new Unreadable();
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }
}
