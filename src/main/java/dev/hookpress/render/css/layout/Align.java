package dev.hookpress.render.css.layout;

import java.util.Locale;
import java.util.Optional;

/** A value of the CSS Box Alignment properties. */
public enum Align {
  AUTO,
  NORMAL,
  STRETCH,
  START,
  END,
  FLEX_START,
  FLEX_END,
  LEFT,
  RIGHT,
  CENTER,
  BASELINE,
  SPACE_BETWEEN,
  SPACE_AROUND,
  SPACE_EVENLY;

  /** Parses a longhand's value; {@code safe} and {@code unsafe} are ignored. */
  public static Optional<Align> parse(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    for (String word : new String[] {"safe ", "unsafe ", "first ", "legacy "}) {
      text = text.startsWith(word) ? text.substring(word.length()).strip() : text;
    }
    return switch (text) {
      case "self-start" -> Optional.of(START);
      case "self-end", "last baseline" -> Optional.of(END);
      case "auto" -> Optional.of(AUTO);
      case "normal" -> Optional.of(NORMAL);
      case "stretch" -> Optional.of(STRETCH);
      case "start" -> Optional.of(START);
      case "end" -> Optional.of(END);
      case "flex-start" -> Optional.of(FLEX_START);
      case "flex-end" -> Optional.of(FLEX_END);
      case "left" -> Optional.of(LEFT);
      case "right" -> Optional.of(RIGHT);
      case "center" -> Optional.of(CENTER);
      case "baseline" -> Optional.of(BASELINE);
      case "space-between" -> Optional.of(SPACE_BETWEEN);
      case "space-around" -> Optional.of(SPACE_AROUND);
      case "space-evenly" -> Optional.of(SPACE_EVENLY);
      default -> Optional.empty();
    };
  }

  /** The item's own alignment, or its container's default. */
  public Align or(Align container) {
    if (this != AUTO) {
      return this;
    }
    return container == AUTO ? NORMAL : container;
  }

  boolean stretches() {
    return this == STRETCH || this == NORMAL;
  }
}
