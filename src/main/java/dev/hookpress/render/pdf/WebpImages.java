package dev.hookpress.render.pdf;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Converts WebP, which a PDF cannot contain, to PNG. Of an animation, the first frame. */
final class WebpImages {
  /** Created here instead of looked up on the class path: a packed archive may lose it. */
  private static final WebPImageReaderSpi READERS = new WebPImageReaderSpi();

  private WebpImages() {}

  /** Reads only the header; empty if it is broken. */
  static Optional<Dimension> size(byte[] webp) {
    return read(webp, reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
  }

  /** Decodes the image; the caller checks its size first. Empty if it is broken. */
  static Optional<byte[]> toPng(byte[] webp) {
    return read(
        webp,
        reader -> {
          BufferedImage image = reader.read(0);
          ByteArrayOutputStream png = new ByteArrayOutputStream();
          ImageIO.write(image, "png", png);
          return png.toByteArray();
        });
  }

  private interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }

  private static <T> Optional<T> read(byte[] webp, Reading<T> reading) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(webp))) {
      ImageReader reader = READERS.createReaderInstance(null);
      try {
        reader.setInput(in);
        return Optional.of(reading.from(reader));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Hostile or broken: the reader may throw anything.
      return Optional.empty();
    }
  }
}
