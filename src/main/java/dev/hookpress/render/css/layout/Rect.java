package dev.hookpress.render.css.layout;

/** An item's border box, relative to the container's content box. */
public record Rect(double x, double y, double width, double height) {
  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }
}
