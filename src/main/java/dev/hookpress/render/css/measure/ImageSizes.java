package dev.hookpress.render.css.measure;

import java.util.Optional;

/** What images measure by themselves. */
public interface ImageSizes {
  /**
   * In pixels.
   *
   * @param width 0 or more
   * @param height 0 or more
   */
  record Size(double width, double height) {}

  /** Empty if the image is not there or cannot be read. */
  Optional<Size> size(String source);
}
