package dev.hookpress.render.css.layout;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The sizing function of a grid track.
 *
 * @param fitContent the limit of {@code fit-content()}
 */
public record TrackSize(Breadth min, Breadth max, Optional<Dimension> fitContent) {
  public static final TrackSize AUTO = of(Breadth.AUTO);

  /** One side of a sizing function. */
  public record Breadth(Kind kind, Dimension length, double flex) {
    /** The kind of breadth. */
    public enum Kind {
      LENGTH,
      FLEX,
      MIN_CONTENT,
      MAX_CONTENT,
      AUTO
    }

    static final Breadth AUTO = new Breadth(Kind.AUTO, Dimension.ZERO, 0);
    static final Breadth MIN_CONTENT = new Breadth(Kind.MIN_CONTENT, Dimension.ZERO, 0);
    static final Breadth MAX_CONTENT = new Breadth(Kind.MAX_CONTENT, Dimension.ZERO, 0);

    static Breadth length(Dimension length) {
      return new Breadth(Kind.LENGTH, length, 0);
    }

    static Breadth flex(double factor) {
      return new Breadth(Kind.FLEX, Dimension.ZERO, factor);
    }

    boolean is(Kind other) {
      return kind == other;
    }

    /** A percentage of an unknown size is {@code auto}. */
    Breadth within(OptionalDouble available) {
      return kind == Kind.LENGTH && length.resolve(available).isEmpty() ? AUTO : this;
    }
  }

  /** Uses the same for minimum and maximum; the minimum of a flexible track is {@code auto}. */
  static TrackSize of(Breadth breadth) {
    return new TrackSize(
        breadth.is(Breadth.Kind.FLEX) ? Breadth.AUTO : breadth, breadth, Optional.empty());
  }

  public static TrackSize px(double pixels) {
    return of(Breadth.length(Dimension.px(pixels)));
  }

  boolean isFlexible() {
    return max.is(Breadth.Kind.FLEX);
  }

  TrackSize within(OptionalDouble available) {
    Breadth low = min.within(available);
    Breadth high = max.within(available);
    return low == min && high == max ? this : new TrackSize(low, high, fitContent);
  }

  /** The larger definite one of its two sides, for counting repetitions. */
  OptionalDouble definite(OptionalDouble available) {
    OptionalDouble low =
        min.is(Breadth.Kind.LENGTH) ? min.length().resolve(available) : OptionalDouble.empty();
    OptionalDouble high =
        max.is(Breadth.Kind.LENGTH) ? max.length().resolve(available) : OptionalDouble.empty();
    if (high.isPresent()) {
      return OptionalDouble.of(Math.max(high.getAsDouble(), low.orElse(0)));
    }
    return low;
  }
}
