package dev.hookpress.render.css.value;

/** Writes numbers as CSS text: at most four decimals, no exponent. */
public final class Numbers {
  /** Larger lengths are clamped, as in browsers. */
  private static final double LARGEST = 10_000_000;

  private Numbers() {}

  public static String text(double number) {
    if (Double.isNaN(number)) {
      return "0";
    }
    double clamped = Math.max(-LARGEST, Math.min(LARGEST, number));
    long scaled = Math.round(clamped * 10_000);
    if (scaled % 10_000 == 0) {
      return Long.toString(scaled / 10_000);
    }
    StringBuilder text = new StringBuilder(scaled < 0 ? "-" : "");
    long positive = Math.abs(scaled);
    text.append(positive / 10_000).append('.');
    String decimals = Long.toString(positive % 10_000 + 10_000).substring(1);
    int end = decimals.length();
    while (decimals.charAt(end - 1) == '0') {
      end--;
    }
    return text.append(decimals, 0, end).toString();
  }

  public static String pixels(double number) {
    return text(number) + "px";
  }
}
