package dev.hookpress.render.tailwind;

import dev.hookpress.job.document.PageLayout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page in CSS pixels, 96 per inch.
 *
 * @param width width of the whole page, which breakpoints are compared with
 * @param innerWidth width between the margins: 100vw
 * @param innerHeight height between the margins: 100vh
 */
record Page(double width, double innerWidth, double innerHeight, boolean screen) {
  private static final double PER_MILLIMETRE = 96 / 25.4;
  private static final Pattern RELATIVE =
      Pattern.compile("(-?\\d{0,6}\\.?\\d{1,6})(rem|vh|vw|ch)\\b");

  static Page of(PageLayout layout, boolean screen) {
    double width = layout.landscape() ? layout.heightMillimetres() : layout.widthMillimetres();
    double height = layout.landscape() ? layout.widthMillimetres() : layout.heightMillimetres();
    PageLayout.Margins margins = layout.margins();
    return new Page(
        width * PER_MILLIMETRE,
        (width - margins.leftMillimetres() - margins.rightMillimetres()) * PER_MILLIMETRE,
        (height - margins.topMillimetres() - margins.bottomMillimetres()) * PER_MILLIMETRE,
        screen);
  }

  /** Converts a value to units that the engine supports. */
  String absolute(String value) {
    Matcher matcher = RELATIVE.matcher(value);
    return matcher.find()
        ? matcher.replaceAll(match -> pixels(match.group(1), match.group(2)))
        : value;
  }

  private String pixels(String number, String unit) {
    double value = Double.parseDouble(number);
    double pixels =
        switch (unit) {
          case "rem" -> value * 16;
          case "ch" -> value * 8;
          // One pixel less than the page, so that rounding does not add a page.
          case "vh" -> (innerHeight - 1) * value / 100;
          default -> innerWidth * value / 100;
        };
    return length(pixels);
  }

  /** Formats a length as CSS. */
  static String length(double pixels) {
    long hundredths = Math.round(pixels * 100);
    return hundredths % 100 == 0 ? hundredths / 100 + "px" : hundredths / 100.0 + "px";
  }
}
