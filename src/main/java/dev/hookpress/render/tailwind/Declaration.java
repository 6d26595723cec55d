package dev.hookpress.render.tailwind;

import java.util.Set;

/** A CSS declaration. */
record Declaration(String property, String value) {
  /** Parts of values, of which {@link Decoration} makes properties. */
  private static final Set<String> PARTS =
      Set.of(
          "ring-width",
          "ring-color",
          "gradient-direction",
          "gradient-from",
          "gradient-via",
          "gradient-to",
          "bg-opacity",
          "text-opacity",
          "border-opacity");

  /** Whether it is a declaration of CSS. */
  boolean isCss() {
    return !PARTS.contains(property);
  }

  @Override
  public String toString() {
    return property + ":" + value;
  }
}
