package dev.hookpress.template;

import com.github.jknack.handlebars.ValueResolver;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves names in the client's data only. No class, method, property or internal value of the
 * library is accessible.
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

  /**
   * Whether the value comes from the data or was computed from it, and is not internal to the
   * library.
   */
  static boolean isData(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof DataMap
        || value instanceof DataList;
  }
}
