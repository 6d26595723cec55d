package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import java.util.OptionalDouble;

/**
 * The reference sizes of relative lengths, in pixels.
 *
 * @param fontSize of the element; of its parent when computing {@code font-size} itself
 * @param rootFontSize of the root element
 * @param lineHeight of the element
 * @param zeroWidth the advance of the digit zero as a fraction of the font size
 * @param container the width of the container around, or {@link Double#NaN}
 */
public record Lengths(
    double fontSize,
    double rootFontSize,
    double lineHeight,
    double zeroWidth,
    PageBox page,
    double container) {
  /** For a proportional font that is unknown: Times has 0.5, Arial 0.556. */
  public static final double DEFAULT_ZERO_WIDTH = 0.5;

  /** With the initial values of all properties. */
  public static Lengths initial(PageBox page) {
    return new Lengths(16, 16, 19.2, DEFAULT_ZERO_WIDTH, page, Double.NaN);
  }

  /** The same within another container. */
  public Lengths within(double other) {
    return Double.compare(container, other) == 0
        ? this
        : new Lengths(fontSize, rootFontSize, lineHeight, zeroWidth, page, other);
  }

  /** Whether the length of a unit differs between elements. */
  static boolean isRelative(String unit) {
    return switch (unit) {
      case "em", "ex", "ch", "cap", "ic", "lh", "rem", "rex", "rch", "rcap", "ric", "rlh" -> true;
      case "cqw", "cqi", "cqmin", "cqmax" -> true;
      default -> false;
    };
  }

  /** The pixels per unit; empty if it is not a unit of length. */
  public OptionalDouble pixels(String unit) {
    double pixels =
        switch (unit) {
          case "px" -> 1;
          case "pt" -> 96 / 72.0;
          case "pc" -> 16;
          case "in" -> 96;
          case "cm" -> 96 / 2.54;
          case "mm" -> 96 / 25.4;
          case "q" -> 96 / 101.6;
          case "em", "ic" -> fontSize;
          case "rem", "ric" -> rootFontSize;
          case "ex" -> fontSize / 2;
          case "rex" -> rootFontSize / 2;
          case "ch" -> fontSize * zeroWidth;
          case "rch" -> rootFontSize * zeroWidth;
          case "cap" -> fontSize * 0.7;
          case "rcap" -> rootFontSize * 0.7;
          case "lh" -> lineHeight;
          case "rlh" -> rootFontSize * 1.2;
          default -> viewport(unit);
        };
    return Double.isNaN(pixels) ? OptionalDouble.empty() : OptionalDouble.of(pixels);
  }

  /**
   * On paper the small, large and dynamic viewports are equal. Without a container around, the page
   * is it, as always for heights.
   */
  private double viewport(String unit) {
    String plain =
        unit.length() == 3 && unit.charAt(1) == 'v' && "sld".indexOf(unit.charAt(0)) >= 0
            ? unit.substring(1)
            : unit.endsWith("vmin") ? "vmin" : unit.endsWith("vmax") ? "vmax" : unit;
    double width = page.areaWidth() / 100;
    double height = page.areaHeight() / 100;
    double contained = Double.isNaN(container) ? width : container / 100;
    return switch (plain) {
      case "vw", "vi" -> width;
      case "cqw", "cqi" -> contained;
      case "vh", "vb", "cqh", "cqb" -> height;
      case "vmin" -> Math.min(width, height);
      case "vmax" -> Math.max(width, height);
      case "cqmin" -> Math.min(contained, height);
      case "cqmax" -> Math.max(contained, height);
      default -> Double.NaN;
    };
  }
}
