package dev.hookpress.render.css.counter;

import java.util.List;
import java.util.Optional;

/**
 * How a counter's value is written (CSS Counter Styles 3).
 *
 * @param first of {@code fixed}: the value of the first symbol
 * @param weights of {@code additive}: the value of each symbol, in descending order
 * @param ranges the values that it can write; empty for those of its system
 */
record CounterStyle(
    Algorithm system,
    int first,
    List<String> symbols,
    List<Integer> weights,
    Negative negative,
    List<Range> ranges,
    Pad pad,
    String prefix,
    String suffix,
    String fallback) {
  /** Longer texts are written in the fallback style, as section 2 allows. */
  private static final int MAX_CHARACTERS = 120;

  /** What stands around a value below zero. */
  record Negative(String before, String after) {
    static final Negative MINUS = new Negative("-", "");
  }

  /** Values from the lowest to the highest, both included. */
  record Range(long lowest, long highest) {}

  /** The least number of symbols, and what fills up to it. */
  record Pad(int length, String symbol) {
    static final Pad NONE = new Pad(0, "");
  }

  /** The algorithms of section 3.1, of which {@code extends} is none of its own. */
  enum Algorithm {
    CYCLIC,
    NUMERIC,
    ALPHABETIC,
    SYMBOLIC,
    FIXED,
    ADDITIVE;

    private boolean writesNegative() {
      return this != CYCLIC && this != FIXED;
    }
  }

  /** The text of a value; empty if the style cannot write it. */
  Optional<String> text(int value) {
    if (!includes(value) || symbols.isEmpty()) {
      return Optional.empty();
    }
    boolean below = value < 0 && system.writesNegative();
    long absolute = below ? -(long) value : value;
    return symbols(absolute).map(text -> signed(text, below)).filter(CounterStyle::isShort);
  }

  private static boolean isShort(String text) {
    return text.length() <= MAX_CHARACTERS;
  }

  private boolean includes(int value) {
    if (!ranges.isEmpty()) {
      return ranges.stream().anyMatch(it -> it.lowest() <= value && value <= it.highest());
    }
    return switch (system) {
      case ALPHABETIC, SYMBOLIC -> value >= 1;
      case ADDITIVE -> value >= 0;
      default -> true;
    };
  }

  private String signed(String text, boolean below) {
    String sign = below ? negative.before() + negative.after() : "";
    int missing =
        pad.length()
            - text.codePointCount(0, text.length())
            - sign.codePointCount(0, sign.length());
    String padded = missing > 0 ? pad.symbol().repeat(missing) + text : text;
    return below ? negative.before() + padded + negative.after() : padded;
  }

  private Optional<String> symbols(long value) {
    int count = symbols.size();
    return switch (system) {
      case CYCLIC -> Optional.of(symbols.get((int) Math.floorMod(value - 1, (long) count)));
      case FIXED -> {
        long index = value - first;
        yield index >= 0 && index < count
            ? Optional.of(symbols.get((int) index))
            : Optional.empty();
      }
      case NUMERIC -> count < 2 ? Optional.empty() : Optional.of(digits(value, 0));
      case ALPHABETIC -> count < 2 || value < 1 ? Optional.empty() : Optional.of(digits(value, 1));
      case SYMBOLIC -> symbolic(value);
      case ADDITIVE -> additive(value);
    };
  }

  /**
   * Writes a value by place.
   *
   * @param lowest the value of the first symbol
   */
  private String digits(long value, int lowest) {
    StringBuilder text = new StringBuilder();
    long rest = value;
    do {
      rest -= lowest;
      text.insert(0, symbols.get((int) (rest % symbols.size())));
      rest /= symbols.size();
    } while (rest > 0);
    return text.toString();
  }

  private Optional<String> symbolic(long value) {
    if (value < 1) {
      return Optional.empty();
    }
    long times = (value - 1) / symbols.size() + 1;
    return times > MAX_CHARACTERS
        ? Optional.empty()
        : Optional.of(symbols.get((int) ((value - 1) % symbols.size())).repeat((int) times));
  }

  private Optional<String> additive(long value) {
    StringBuilder text = new StringBuilder();
    long rest = value;
    for (int i = 0; i < symbols.size(); i++) {
      int weight = weights.get(i);
      if (weight == 0) {
        if (value == 0) {
          return Optional.of(symbols.get(i));
        }
      } else if (rest >= weight) {
        long times = rest / weight;
        if (times > MAX_CHARACTERS || text.length() > MAX_CHARACTERS) {
          return Optional.empty();
        }
        text.append(symbols.get(i).repeat((int) times));
        rest %= weight;
      }
    }
    return rest == 0 && value > 0 ? Optional.of(text.toString()) : Optional.empty();
  }
}
