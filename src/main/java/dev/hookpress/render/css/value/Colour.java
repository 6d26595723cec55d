package dev.hookpress.render.css.value;

/**
 * A colour in sRGB.
 *
 * @param red and {@code green} and {@code blue}: 0 to 1, or beyond outside the sRGB gamut
 * @param alpha 0 to 1
 */
record Colour(double red, double green, double blue, double alpha) {
  static final Colour BLACK = new Colour(0, 0, 0, 1);
  static final Colour TRANSPARENT = new Colour(0, 0, 0, 0);

  static Colour rgb(int rgb) {
    return new Colour((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, 1);
  }

  Colour withAlpha(double other) {
    return new Colour(red, green, blue, other);
  }

  double[] channels() {
    return new double[] {red, green, blue};
  }

  /** {@code #rrggbb}, {@code rgba(r, g, b, a)} or {@code transparent}. */
  String text() {
    int r = component(red);
    int g = component(green);
    int b = component(blue);
    double shown = Math.round(Math.max(0, Math.min(1, alpha)) * 1000) / 1000.0;
    if (shown >= 1) {
      StringBuilder hex = new StringBuilder(7).append('#');
      for (int c : new int[] {r, g, b}) {
        hex.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
      }
      return hex.toString();
    }
    if (shown <= 0) {
      return "transparent";
    }
    return "rgba(" + r + ", " + g + ", " + b + ", " + Numbers.text(shown) + ")";
  }

  private static int component(double share) {
    return (int) Math.round(Math.max(0, Math.min(1, share)) * 255);
  }
}
