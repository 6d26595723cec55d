package dev.hookpress.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.Template;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The built-in block tags. The library's own buffer their output until the block ends; these write
 * to the {@link RenderBudget}, which enforces the limits.
 */
final class BlockTags {
  static final Map<String, Helper<Object>> ALL =
      Map.of(
          "if",
          (value, options) -> choose("if", !isEmpty(value, options), options),
          "unless",
          (value, options) -> choose("unless", isEmpty(value, options), options),
          "with",
          BlockTags::with,
          "each",
          BlockTags::each);

  private BlockTags() {}

  /** Writes the block, or its {@code else} part. */
  static Object choose(String name, boolean yes, Options options) throws IOException {
    requireBlock(name, options);
    write(yes ? options.fn : options.inverse, options.context, options);
    return null;
  }

  private static boolean isEmpty(Object value, Options options) {
    boolean zeroCounts = Boolean.TRUE.equals(options.hash.get("includeZero"));
    return Values.isEmpty(value) && !(zeroCounts && value instanceof Number);
  }

  private static Object with(Object value, Options options) throws IOException {
    requireBlock("with", options);
    if (Values.isEmpty(value)) {
      write(options.inverse, options.context, options);
      return null;
    }
    // For a block named by a value, the library has already entered the value.
    Context inner =
        value == options.context.model()
            ? options.context
            : Context.newContext(options.context, value);
    write(options.fn, named(inner, options, value), options);
    return null;
  }

  private static Object each(Object value, Options options) throws IOException {
    requireBlock("each", options);
    if (value instanceof DataList items && !items.isEmpty()) {
      int index = 0;
      for (Object item : items) {
        repeat(item, index, index, items.size(), options);
        index++;
      }
    } else if (value instanceof DataMap fields && !fields.isEmpty()) {
      int index = 0;
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        repeat(field.getValue(), field.getKey(), index, fields.size(), options);
        index++;
      }
    } else {
      write(options.inverse, options.context, options);
    }
    return null;
  }

  private static void repeat(Object item, Object key, int index, int count, Options options)
      throws IOException {
    RenderBudget.of(options).spend(1);
    Context inner = Context.newContext(options.context, item);
    inner.combine("@index", index);
    inner.combine("@key", key);
    inner.combine("@first", index == 0);
    inner.combine("@last", index == count - 1);
    write(options.fn, named(inner, options, item, key), options);
  }

  /** Adds the block parameters named after {@code as}. */
  private static Context named(Context inner, Options options, Object... values) {
    int count = Math.min(options.blockParams.size(), values.length);
    if (count == 0) {
      return inner;
    }
    List<String> names = options.blockParams.subList(0, count);
    return Context.newBlockParamContext(inner, names, Arrays.asList(values).subList(0, count));
  }

  private static void write(Template part, Context context, Options options) throws IOException {
    part.apply(context, RenderBudget.of(options));
  }

  private static void requireBlock(String name, Options options) {
    if (options.tagType != TagType.SECTION) {
      throw new InvalidArgument(
          "'%s' is a block: {{#%s …}} … {{/%s}}.".formatted(name, name, name));
    }
  }
}
