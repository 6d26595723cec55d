package dev.hookpress.render.css.selector;

import java.util.ArrayList;
import java.util.List;

/** A compound selector: conditions on one element. */
final class Compound {
  /** Null for any. */
  String tag;

  /** Null for any. */
  String id;

  final List<String> classes = new ArrayList<>(2);
  final List<Simple> conditions = new ArrayList<>(2);

  boolean matches(ElementNode node, Matching matching) {
    if (!matching.step() || tag != null && !tag.equals(node.tag())) {
      return false;
    }
    if (id != null && !id.equals(node.id())) {
      return false;
    }
    for (String name : classes) {
      if (!node.hasClass(name)) {
        return false;
      }
    }
    for (Simple condition : conditions) {
      if (!condition.matches(node, matching)) {
        return false;
      }
    }
    return true;
  }
}
