package dev.hookpress.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The filters on numbers. Decimal fractions are exact; what is no number counts as 0. */
final class LiquidNumbers {
  // As many digits as a double has, so that divisions print what LiquidJS prints.
  private static final MathContext PRECISION = new MathContext(16, RoundingMode.HALF_EVEN);
  private static final int MAX_DECIMALS = 20;

  private LiquidNumbers() {}

  static void addTo(Map<String, LiquidFilters.Action> to) {
    to.put("abs", one(BigDecimal::abs));
    to.put("ceil", one(number -> number.setScale(0, RoundingMode.CEILING)));
    to.put("floor", one(number -> number.setScale(0, RoundingMode.FLOOR)));
    to.put("plus", two(BigDecimal::add));
    to.put("minus", two(BigDecimal::subtract));
    to.put("times", two(BigDecimal::multiply));
    to.put("divided_by", two(LiquidNumbers::divided));
    to.put("modulo", two(LiquidNumbers::remainder));
    to.put("at_least", two(BigDecimal::max));
    to.put("at_most", two(BigDecimal::min));
    to.put("round", LiquidNumbers::rounded);
  }

  /** The number that a value is or spells; null if it is none. */
  static BigDecimal of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
    }
    return Values.numberOrNull(value);
  }

  /** A whole number as a Long where it fits, so that it prints without a fraction. */
  static Object plain(BigDecimal number) {
    BigDecimal plain = Values.result(number).stripTrailingZeros();
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 18) {
      return plain.longValueExact();
    }
    return plain;
  }

  /** The digits of a number without an exponent. */
  static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal orZero(Object value) {
    BigDecimal number = of(value);
    return number == null ? BigDecimal.ZERO : number;
  }

  private static LiquidFilters.Action one(UnaryOperator<BigDecimal> action) {
    return (value, arguments) -> plain(action.apply(orZero(value)));
  }

  private static LiquidFilters.Action two(BinaryOperator<BigDecimal> action) {
    return (value, arguments) -> plain(action.apply(orZero(value), orZero(arguments.value(0))));
  }

  private static BigDecimal divided(BigDecimal number, BigDecimal by) {
    if (by.signum() == 0) {
      throw new InvalidArgument("divided_by: the divisor is 0.");
    }
    return number.divide(by, PRECISION);
  }

  private static BigDecimal remainder(BigDecimal number, BigDecimal by) {
    if (by.signum() == 0) {
      throw new InvalidArgument("modulo: the divisor is 0.");
    }
    return number.remainder(by);
  }

  private static Object rounded(Object value, LiquidFilters.Arguments arguments) {
    int decimals = Math.max(0, Math.min(MAX_DECIMALS, arguments.number(0, 0)));
    return plain(orZero(value).setScale(decimals, RoundingMode.HALF_UP));
  }
}
