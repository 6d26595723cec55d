package dev.hookpress.render.css.selector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds the rules that may apply to an element, indexed by an id, class or type in their selectors.
 *
 * @param <R> a rule
 */
public final class RuleIndex<R> {
  /** Alternatives of one {@code :is()} under which a selector is indexed. */
  private static final int MAX_KEYS = 64;

  private final Map<String, List<Entry<R>>> byId = new HashMap<>();
  private final Map<String, List<Entry<R>>> byClass = new HashMap<>();
  private final Map<String, List<Entry<R>>> byTag = new HashMap<>();
  private final List<Entry<R>> others = new ArrayList<>();

  private record Entry<R>(Selector selector, R rule) {}

  public void add(Selector selector, R rule) {
    Entry<R> entry = new Entry<>(selector, rule);
    List<List<Entry<R>>> places = new ArrayList<>();
    if (file(selector.subject(), places, 0)) {
      places.forEach(place -> place.add(entry));
    } else {
      others.add(entry);
    }
  }

  /**
   * Collects the index lists of all alternatives; false if one of them has no id, class or type.
   */
  private boolean file(Compound compound, List<List<Entry<R>>> places, int depth) {
    if (places.size() > MAX_KEYS || depth > 8) {
      return false;
    }
    if (compound.id != null) {
      return places.add(byId.computeIfAbsent(compound.id, key -> new ArrayList<>()));
    }
    if (!compound.classes.isEmpty()) {
      String first = compound.classes.get(0);
      return places.add(byClass.computeIfAbsent(first, key -> new ArrayList<>()));
    }
    if (compound.tag != null) {
      return places.add(byTag.computeIfAbsent(compound.tag, key -> new ArrayList<>()));
    }
    for (Simple condition : compound.conditions) {
      SelectorList alternatives = condition.alternatives();
      if (alternatives != null && !alternatives.selectors().isEmpty()) {
        boolean all = true;
        for (Selector each : alternatives.selectors()) {
          all = all && file(each.subject(), places, depth + 1);
        }
        return all;
      }
    }
    return false;
  }

  /** Passes on each rule whose selector matches, in no order, possibly more than once. */
  public void match(ElementNode node, Matching matching, BiConsumer<Selector, R> found) {
    if (!node.id().isEmpty()) {
      match(byId.get(node.id()), node, matching, found);
    }
    for (String name : node.classes()) {
      match(byClass.get(name), node, matching, found);
    }
    match(byTag.get(node.tag()), node, matching, found);
    match(others, node, matching, found);
  }

  private static <R> void match(
      List<Entry<R>> entries, ElementNode node, Matching matching, BiConsumer<Selector, R> found) {
    if (entries == null) {
      return;
    }
    for (Entry<R> entry : entries) {
      if (entry.selector().matches(node, matching)) {
        found.accept(entry.selector(), entry.rule());
      }
    }
  }
}
