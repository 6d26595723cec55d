package dev.hookpress.template;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An object in the client's data; its class distinguishes it from the library's own maps. */
final class DataMap extends AbstractMap<String, Object> {
  private final Map<String, Object> fields;

  DataMap(LinkedHashMap<String, Object> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  @Override
  public Object get(Object name) {
    return fields.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return fields.containsKey(name);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return fields.entrySet();
  }
}
