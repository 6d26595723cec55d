package dev.hookpress.render.tailwind;

import java.util.Set;

/** A CSS declaration. */
record Declaration(String property, String value) {
  /** Properties that this package implements; the engine would warn about them. */
  private static final Set<String> LAID_OUT =
      Set.of(
          "align-content",
          "align-items",
          "align-self",
          "column-gap",
          "flex",
          "flex-basis",
          "flex-direction",
          "flex-grow",
          "flex-shrink",
          "flex-wrap",
          "gap",
          "grid-auto-flow",
          "grid-column",
          "grid-column-start",
          "grid-column-end",
          "grid-row",
          "grid-template-columns",
          "justify-content",
          "justify-items",
          "justify-self",
          "order",
          "place-items",
          "row-gap",
          "opacity",
          "ring-width",
          "ring-color",
          "gradient-direction",
          "gradient-from",
          "gradient-via",
          "gradient-to",
          "bg-opacity",
          "text-opacity",
          "border-opacity");

  /** Whether the engine supports the declaration. */
  boolean isPainted() {
    return !LAID_OUT.contains(property)
        && !(property.equals("display") && (value.endsWith("flex") || value.endsWith("grid")))
        && !value.equals("fit-content");
  }

  @Override
  public String toString() {
    return property + ":" + value;
  }
}
