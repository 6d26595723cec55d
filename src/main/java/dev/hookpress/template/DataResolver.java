package dev.hookpress.template;

import com.github.jknack.handlebars.ValueResolver;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds a name in the client's data, and nowhere else: no class, no method, no property. Of the
 * library's own notes in its maps nothing is shown, and nothing can be done with them.
 */
final class DataResolver implements ValueResolver {
  private final RenderBudget work;

  DataResolver(RenderBudget work) {
    this.work = work;
  }

  @Override
  public Object resolve(Object context, String name) {
    work.spend(1);
    work.spendOn(name);
    if (context instanceof List<?> list && name.equals("length")) {
      return list.size();
    }
    Object value = context instanceof Map<?, ?> map ? map.get(name) : null;
    return isData(value) ? value : UNRESOLVED;
  }

  @Override
  public Object resolve(Object context) {
    work.spend(1);
    return isData(context) ? context : UNRESOLVED;
  }

  @Override
  public Set<Map.Entry<String, Object>> propertySet(Object context) {
    return Set.of();
  }

  /** Whether it came with the data, or was made of them; the library keeps notes of its own. */
  static boolean isData(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof DataMap
        || value instanceof DataList;
  }
}
