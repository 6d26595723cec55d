package dev.hookpress.render.css.value;

import java.util.List;
import java.util.stream.Collectors;

/** The result of a calculation. */
sealed interface Quantity {
  /** The kind of quantity. Percentages count as lengths. */
  enum Kind {
    NUMBER(""),
    LENGTH("px"),
    ANGLE("deg"),
    TIME("s"),
    FREQUENCY("hz"),
    RESOLUTION("dppx"),
    FLEX("fr");

    private final String unit;

    Kind(String unit) {
      this.unit = unit;
    }
  }

  Kind kind();

  /** As an operand within a calculation. */
  String operand();

  /** As a value by itself. */
  String text();

  /**
   * Evaluated as far as possible before layout.
   *
   * @param value in the kind's unit
   * @param percent in addition, for lengths
   * @param percentage whether it was a plain percentage, which zero does not show
   */
  record Linear(Kind kind, double value, double percent, boolean percentage) implements Quantity {
    static Linear of(Kind kind, double value) {
      return new Linear(kind, value, 0, false);
    }

    static Linear percent(double percent) {
      return new Linear(Kind.LENGTH, 0, percent, true);
    }

    boolean isPlain() {
      return percent == 0 && !percentage;
    }

    Linear times(double factor) {
      return new Linear(kind, value * factor, percent * factor, percentage);
    }

    Linear plus(Linear other) {
      return new Linear(
          kind, value + other.value, percent + other.percent, percentage && other.percentage);
    }

    @Override
    public String operand() {
      if (percentage) {
        return Numbers.text(percent) + "%";
      }
      String own = Numbers.text(Math.abs(value)) + kind.unit;
      if (percent == 0) {
        return value < 0 ? "-" + own : own;
      }
      return Numbers.text(percent) + (value < 0 ? "% - " : "% + ") + own;
    }

    @Override
    public String text() {
      return percentage || percent == 0 ? operand() : "calc(" + operand() + ")";
    }
  }

  /** {@code min()}, {@code max()} or {@code clamp()} of lengths and percentages. */
  record Choice(String name, List<Quantity> arguments) implements Quantity {
    @Override
    public Kind kind() {
      return Kind.LENGTH;
    }

    @Override
    public String operand() {
      return text();
    }

    @Override
    public String text() {
      return arguments.stream()
          .map(Quantity::operand)
          .collect(Collectors.joining(", ", name + "(", ")"));
    }
  }

  /** A sum that contains a choice. */
  record Sum(List<Quantity> terms) implements Quantity {
    @Override
    public Kind kind() {
      return Kind.LENGTH;
    }

    @Override
    public String operand() {
      return terms.stream().map(Quantity::operand).collect(Collectors.joining(" + "));
    }

    @Override
    public String text() {
      return "calc(" + operand() + ")";
    }
  }

  /** A multiple of a choice. */
  record Multiple(double factor, Quantity of) implements Quantity {
    @Override
    public Kind kind() {
      return Kind.LENGTH;
    }

    @Override
    public String operand() {
      return Numbers.text(factor)
          + " * "
          + (of instanceof Sum ? "(" : "")
          + of.operand()
          + (of instanceof Sum ? ")" : "");
    }

    @Override
    public String text() {
      return "calc(" + operand() + ")";
    }
  }
}
