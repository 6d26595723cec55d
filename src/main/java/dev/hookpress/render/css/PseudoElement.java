package dev.hookpress.render.css;

import java.util.Optional;

/** The pseudo-elements for which styles are computed. */
public enum PseudoElement {
  BEFORE("before"),
  AFTER("after"),
  MARKER("marker"),
  FIRST_LETTER("first-letter"),
  FIRST_LINE("first-line"),
  PLACEHOLDER("placeholder"),
  FOOTNOTE_CALL("footnote-call"),
  FOOTNOTE_MARKER("footnote-marker");

  private final String cssName;

  PseudoElement(String cssName) {
    this.cssName = cssName;
  }

  /** As in a selector, without colons. */
  public String cssName() {
    return cssName;
  }

  /**
   * @param name in lower case, without colons
   */
  public static Optional<PseudoElement> of(String name) {
    for (PseudoElement each : values()) {
      if (each.cssName.equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
