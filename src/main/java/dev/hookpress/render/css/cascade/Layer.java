package dev.hookpress.render.css.cascade;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cascade layer. Unlayered rules belong to the outermost one, which has the highest precedence.
 */
final class Layer {
  /** Layers of one document; further ones count as the outermost. */
  private static final int MAX = 1_000;

  private final Map<String, Layer> inner = new LinkedHashMap<>();
  private final int[] count;
  private int order;

  Layer() {
    this(new int[1]);
  }

  private Layer(int[] count) {
    this.count = count;
  }

  /**
   * @param path names separated by dots
   */
  Layer inner(String path) {
    Layer layer = this;
    for (String name : path.split("\\.")) {
      layer = layer.one(name);
    }
    return layer;
  }

  Layer anonymous() {
    return one(" " + inner.size());
  }

  private Layer one(String name) {
    Layer known = inner.get(name);
    if (known != null) {
      return known;
    }
    if (count[0]++ >= MAX) {
      return this;
    }
    Layer made = new Layer(count);
    inner.put(name, made);
    return made;
  }

  /** Numbers all layers in ascending precedence. Call when all are known. */
  int number(int next) {
    int free = next;
    for (Layer layer : inner.values()) {
      free = layer.number(free);
    }
    order = free;
    return free + 1;
  }

  int order() {
    return order;
  }
}
