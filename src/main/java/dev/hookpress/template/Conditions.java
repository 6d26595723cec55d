package dev.hookpress.template;

import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/** The condition functions, usable as subexpressions {@code (…)} or as blocks. */
final class Conditions {
  static final Map<String, Helper<Object>> ALL =
      Map.of(
          "eq", (left, options) -> answer("eq", equal(left, options), options),
          "ne", (left, options) -> answer("ne", !equal(left, options), options),
          "lt", (left, options) -> compare("lt", left, options, order -> order < 0),
          "lte", (left, options) -> compare("lte", left, options, order -> order <= 0),
          "gt", (left, options) -> compare("gt", left, options, order -> order > 0),
          "gte", (left, options) -> compare("gte", left, options, order -> order >= 0),
          "and",
              (first, options) ->
                  answer(
                      "and",
                      !Values.isEmpty(first)
                          && Arrays.stream(options.params).noneMatch(Values::isEmpty),
                      options),
          "or",
              (first, options) ->
                  answer(
                      "or",
                      !Values.isEmpty(first)
                          || !Arrays.stream(options.params).allMatch(Values::isEmpty),
                      options),
          "not", (value, options) -> answer("not", Values.isEmpty(value), options));

  private Conditions() {}

  private static Object answer(String name, boolean yes, Options options) throws IOException {
    return options.tagType == TagType.SECTION ? BlockTags.choose(name, yes, options) : yes;
  }

  /** Compares numbers by value, in any notation; lists and objects are never equal. */
  private static boolean equal(Object left, Options options) {
    Object right = Arguments.only(options);
    if (left instanceof String && right instanceof String) {
      return left.equals(right);
    }
    BigDecimal one = Values.numberOrNull(left);
    BigDecimal other = Values.numberOrNull(right);
    if (one != null && other != null) {
      return one.compareTo(other) == 0;
    }
    boolean plain = !(left instanceof DataList) && !(left instanceof DataMap);
    return plain && Objects.equals(left, right);
  }

  private static Object compare(String name, Object left, Options options, IntPredicate wanted)
      throws IOException {
    Object right = Arguments.only(options);
    if (left == null || right == null) {
      return answer(name, false, options);
    }
    BigDecimal one = Values.numberOrNull(left);
    BigDecimal other = Values.numberOrNull(right);
    if (one != null && other != null) {
      return answer(name, wanted.test(one.compareTo(other)), options);
    }
    if (left instanceof String text && right instanceof String otherText) {
      return answer(name, wanted.test(text.compareTo(otherText)), options);
    }
    throw new InvalidArgument(
        "'%s' cannot compare %s with %s.".formatted(name, Values.named(left), Values.named(right)));
  }
}
