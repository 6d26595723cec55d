package dev.hookpress.render.css.selector;

import dev.hookpress.render.css.Steps;
import java.util.IdentityHashMap;
import java.util.Map;

/** The state of matching one document: counts steps, and caches expensive results. */
public final class Matching {
  private final Steps steps;
  private final Map<Object, Map<ElementNode, Boolean>> answers = new IdentityHashMap<>();
  private final Map<Object, Map<ElementNode, Integer>> positions = new IdentityHashMap<>();

  public Matching(Steps steps) {
    this.steps = steps;
  }

  /** Takes a step; false when none remain, after which nothing matches. */
  boolean step() {
    return steps.take(1);
  }

  boolean isOver() {
    return steps.isOver();
  }

  /** Cached results, by condition and element. */
  Map<ElementNode, Boolean> answers(Object condition) {
    return answers.computeIfAbsent(condition, key -> new IdentityHashMap<>());
  }

  /** The positions of elements among their siblings, by condition. */
  Map<ElementNode, Integer> positions(Object condition) {
    return positions.computeIfAbsent(condition, key -> new IdentityHashMap<>());
  }
}
