package dev.hookpress.template;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import dev.hookpress.template.code.CodeFault;
import dev.hookpress.template.code.Codes;
import dev.hookpress.template.code.Payments;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Registers all functions that a template can call; excludes the library's own. */
final class Functions extends DefaultHelperRegistry {
  /** Drawing a code takes some milliseconds. */
  private static final int STEPS_A_CODE = 5_000;

  private static final Map<String, Helper<?>> ALL = all();

  private static Map<String, Helper<?>> all() {
    Map<String, Helper<Object>> all = new HashMap<>();
    all.putAll(BlockTags.ALL);
    all.putAll(Conditions.ALL);
    all.putAll(Numbers.ALL);
    all.put("date", Dates::date);
    all.put("lookup", (in, options) -> lookup(in, Arguments.only(options)));
    all.put(
        "default",
        (value, options) -> value == null || value.equals("") ? Arguments.only(options) : value);
    all.put("upper", (value, options) -> Values.text(value).toUpperCase(Locale.ROOT));
    all.put("lower", (value, options) -> Values.text(value).toLowerCase(Locale.ROOT));
    codes(all);
    Map<String, Helper<?>> metered = new HashMap<>();
    all.forEach((name, function) -> metered.put(name, metered(function)));
    return Map.copyOf(metered);
  }

  private static void codes(Map<String, Helper<Object>> to) {
    to.put(
        "qr",
        (value, options) -> {
          String size = Arguments.named(options, "size", Codes.SIZE);
          String level = Arguments.named(options, "level", Codes.LEVEL);
          return drawn(options, () -> Codes.qr(Values.text(value), size, level));
        });
    to.put(
        "barcode",
        (value, options) -> {
          String type = Arguments.named(options, "type", Codes.TYPE);
          String height = Arguments.named(options, "height", Codes.HEIGHT);
          return drawn(options, () -> Codes.barcode(Values.text(value), type, height));
        });
    to.put(
        "epc_qr",
        (value, options) -> {
          String size = Arguments.named(options, "size", Codes.SIZE);
          return drawn(options, () -> Payments.epc(value, size));
        });
    to.put(
        "swiss_qr",
        (value, options) -> {
          String size = Arguments.named(options, "size", Codes.SWISS_SIZE);
          return drawn(options, () -> Payments.swiss(value, size));
        });
  }

  private static Object drawn(Options options, Supplier<String> code) {
    return new Handlebars.SafeString(drawn(RenderBudget.of(options), code));
  }

  /** Draws a code, whose fault is that of an argument. */
  static String drawn(RenderBudget budget, Supplier<String> code) {
    budget.spend(STEPS_A_CODE);
    try {
      return code.get();
    } catch (CodeFault fault) {
      throw new InvalidArgument(fault.getMessage());
    }
  }

  /** Charges each call for the arguments that it reads. */
  private static Helper<Object> metered(Helper<Object> function) {
    return (value, options) -> {
      RenderBudget work = RenderBudget.of(options);
      work.spend(1 + options.params.length + options.hash.size());
      work.spendOn(value);
      for (Object param : options.params) {
        work.spendOn(param);
      }
      return function.apply(value, options);
    };
  }

  private static Object lookup(Object in, Object key) {
    if (in instanceof DataMap fields) {
      return fields.get(Values.text(key));
    }
    if (in instanceof DataList items && Values.numberOrNull(key) != null) {
      int index = Values.numberOrNull(key).intValue();
      return index >= 0 && index < items.size() ? items.get(index) : null;
    }
    return null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <C> Helper<C> helper(String name) {
    return (Helper<C>) ALL.get(name);
  }

  @Override
  public Set<Map.Entry<String, Helper<?>>> helpers() {
    return new LinkedHashSet<>(ALL.entrySet());
  }

  @Override
  public Decorator decorator(String name) {
    return null;
  }
}
