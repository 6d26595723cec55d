package dev.hookpress.render.css.selector;

import java.util.List;

/** A list of selectors, of which one must match. */
public record SelectorList(List<Selector> selectors) {
  public SelectorList {
    selectors = List.copyOf(selectors);
  }

  boolean matches(ElementNode node, Matching matching) {
    for (Selector selector : selectors) {
      if (selector.matches(node, matching)) {
        return true;
      }
    }
    return false;
  }

  /** The greatest specificity of its selectors. */
  int specificity() {
    int max = 0;
    for (Selector selector : selectors) {
      max = Math.max(max, selector.specificity());
    }
    return max;
  }
}
