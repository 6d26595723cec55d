package dev.hookpress.render.css.measure;

import java.util.Optional;

/** Provides the intrinsic sizes of images. */
public interface ImageSizes {
  /**
   * In pixels.
   *
   * @param width 0 or more
   * @param height 0 or more
   */
  record Size(double width, double height) {}

  /** Empty if the image is missing or unreadable. */
  Optional<Size> size(String source);
}
