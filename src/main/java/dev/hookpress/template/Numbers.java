package dev.hookpress.template;

import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Formats decimal numbers and computes with 34 digits of precision. Formatting rounds halves up.
 */
final class Numbers {
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  static final Map<String, Helper<Object>> ALL =
      Map.of(
          "number", Numbers::number,
          "money", Numbers::money,
          "add", (left, options) -> compute(left, options, (a, b) -> a.add(b, PRECISION)),
          "subtract", (left, options) -> compute(left, options, (a, b) -> a.subtract(b, PRECISION)),
          "multiply", (left, options) -> compute(left, options, (a, b) -> a.multiply(b, PRECISION)),
          "divide", (left, options) -> compute(left, options, Numbers::divide));

  private Numbers() {}

  private static Object number(Object value, Options options) {
    if (isMissing(value)) {
      return "";
    }
    BigDecimal number = Values.number(value, "number");
    int decimals = Arguments.decimals(options, Math.min(20, Math.max(0, number.scale())));
    Locale locale = Arguments.locale(options);
    return RenderBudget.of(options)
        .format(
            NumberFormat.class,
            List.of("number", locale, decimals),
            () -> rounding(NumberFormat.getNumberInstance(locale), decimals))
        .format(number);
  }

  private static Object money(Object value, Options options) {
    if (isMissing(value)) {
      return "";
    }
    BigDecimal number = Values.number(value, "money");
    Currency currency = currency(Arguments.text(options, 0, ""));
    int decimals = Arguments.decimals(options, Math.max(0, currency.getDefaultFractionDigits()));
    Locale locale = Arguments.locale(options);
    return RenderBudget.of(options)
        .format(
            NumberFormat.class,
            List.of("money", locale, currency, decimals),
            () -> {
              NumberFormat format = NumberFormat.getCurrencyInstance(locale);
              format.setCurrency(currency);
              return rounding(format, decimals);
            })
        .format(number);
  }

  private static NumberFormat rounding(NumberFormat format, int decimals) {
    format.setRoundingMode(RoundingMode.HALF_UP);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format;
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException unknown) {
      throw new InvalidArgument(
          "'money' wants a currency like \"EUR\": there is no " + named(code) + ".");
    }
  }

  private static String named(String code) {
    return code.isEmpty() ? "currency" : Values.named(code);
  }

  private static Object compute(
      Object left, Options options, BinaryOperator<BigDecimal> operation) {
    BigDecimal one = Values.number(left, options.helperName);
    BigDecimal other = Values.number(Arguments.only(options), options.helperName);
    return Values.result(operation.apply(one, other));
  }

  private static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new InvalidArgument("'divide' by zero.");
    }
    return dividend.divide(divisor, PRECISION);
  }

  private static boolean isMissing(Object value) {
    return value == null || value.equals("");
  }
}
