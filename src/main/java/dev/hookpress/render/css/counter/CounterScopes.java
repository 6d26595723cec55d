package dev.hookpress.render.css.counter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters in scope at a place of the document, which is walked in its order (CSS Lists 3 §4).
 * A counter that an element creates is in scope for its content, its later siblings and theirs.
 */
final class CounterScopes {
  private final Map<String, Deque<Counter>> counters = new HashMap<>();

  /** All counters in scope, those of the outermost elements first. */
  private final Deque<Counter> created = new ArrayDeque<>();

  private int depth;

  private static final class Counter {
    private final String name;
    private final int depth;
    private long value;

    Counter(String name, int depth) {
      this.name = name;
      this.depth = depth;
    }
  }

  void enter() {
    depth++;
  }

  /** Ends the scope of what the children of the element created. */
  void leave() {
    while (!created.isEmpty() && created.getLast().depth > depth) {
      counters.get(created.removeLast().name).removeLast();
    }
    depth--;
  }

  void reset(String name, int value) {
    Deque<Counter> all = counters.computeIfAbsent(name, key -> new ArrayDeque<>());
    if (all.isEmpty() || all.getLast().depth < depth) {
      Counter counter = new Counter(name, depth);
      all.add(counter);
      created.add(counter);
    }
    all.getLast().value = value;
  }

  void increment(String name, int by) {
    Counter counter = innermost(name);
    // As browsers do: a step beyond what a counter can hold is not taken.
    long value = counter.value + by;
    if (value == (int) value) {
      counter.value = value;
    }
  }

  void set(String name, int value) {
    innermost(name).value = value;
  }

  int value(String name) {
    return (int) innermost(name).value;
  }

  /** The values of all counters of this name, the outermost first. */
  List<Integer> values(String name) {
    innermost(name);
    List<Integer> values = new ArrayList<>();
    counters.get(name).forEach(counter -> values.add((int) counter.value));
    return values;
  }

  private Counter innermost(String name) {
    Deque<Counter> all = counters.get(name);
    if (all == null || all.isEmpty()) {
      reset(name, 0);
    }
    return counters.get(name).getLast();
  }
}
