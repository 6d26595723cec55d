package dev.hookpress.render.css.selector;

/** One condition on an element: a pseudo-class or an attribute selector. */
interface Simple {
  boolean matches(ElementNode node, Matching matching);

  /** The selectors of which one must match, if the condition is only that; else null. */
  default SelectorList alternatives() {
    return null;
  }
}
