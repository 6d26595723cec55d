package dev.hookpress.render.css.layout;

/** Widths at the four sides of a box, in pixels. */
public record Edges(double top, double right, double bottom, double left) {
  public static final Edges NONE = new Edges(0, 0, 0, 0);

  public double horizontal() {
    return left + right;
  }

  public double vertical() {
    return top + bottom;
  }

  public Edges plus(Edges other) {
    return new Edges(
        top + other.top, right + other.right, bottom + other.bottom, left + other.left);
  }
}
