package dev.hookpress.render.pdf;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * The intrinsic size of a drawing (CSS Images 3 §4.1), in the caller's unit; a negative length is
 * not given.
 *
 * @param ratio of width to height; 0 if there is none
 */
record SvgSize(double width, double height, double ratio) {
  private static final double NONE = -1;
  private static final Pattern LENGTH =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(px|pt|pc|mm|cm|in)?");

  /** The size given by the attributes, in CSS pixels. */
  static SvgSize of(Element svg) {
    double width = pixels(svg.getAttribute("width"));
    double height = pixels(svg.getAttribute("height"));
    double ratio = viewBoxRatio(svg.getAttribute("viewBox"));
    if (ratio == 0 && width > 0 && height > 0) {
      ratio = width / height;
    }
    return new SvgSize(width, height, ratio);
  }

  SvgSize scaled(double factor) {
    return new SvgSize(
        width < 0 ? NONE : width * factor, height < 0 ? NONE : height * factor, ratio);
  }

  /**
   * The size to lay it out with.
   *
   * @param cssWidth from its style; negative for {@code auto}
   * @param cssHeight likewise
   * @param room the available width, if nothing else determines a size
   */
  SvgSize within(double cssWidth, double cssHeight, double room) {
    double wide = cssWidth;
    double high = cssHeight;
    if (wide < 0 && high < 0) {
      wide = width;
      high = height;
    }
    if (wide < 0 && high < 0 && ratio > 0 && room > 0) {
      wide = room;
    }
    if (ratio > 0 && wide >= 0 && high < 0) {
      high = wide / ratio;
    } else if (ratio > 0 && high >= 0 && wide < 0) {
      wide = high * ratio;
    }
    return new SvgSize(wide, high, ratio);
  }

  private static double viewBoxRatio(String viewBox) {
    String[] parts = viewBox.strip().split("[\\s,]+");
    if (parts.length != 4) {
      return 0;
    }
    try {
      double wide = Double.parseDouble(parts[2]);
      double high = Double.parseDouble(parts[3]);
      return wide > 0 && high > 0 ? wide / high : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static double pixels(String attribute) {
    Matcher matcher = LENGTH.matcher(attribute.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return NONE;
    }
    double number = Double.parseDouble(matcher.group(1));
    if (number <= 0) {
      return NONE;
    }
    String unit = matcher.group(2) == null ? "px" : matcher.group(2);
    return number
        * switch (unit) {
          case "pt" -> 96 / 72.0;
          case "pc" -> 16;
          case "mm" -> 96 / 25.4;
          case "cm" -> 96 / 2.54;
          case "in" -> 96;
          default -> 1;
        };
  }
}
