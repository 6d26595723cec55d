package dev.hookpress.render.source;

import dev.hookpress.render.css.measure.ImageSizes;
import dev.hookpress.render.prepared.SvgCleaner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads the sizes of a document's images from their headers, without decoding them. */
final class FetchedImages implements ImageSizes {
  private static final int SVG_HEAD = 2_000;
  private static final Pattern SVG_TAG = Pattern.compile("<svg\\b[^>]{0,1500}>");
  private static final Pattern SVG_SIZE =
      Pattern.compile("\\s(width|height)\\s*=\\s*[\"']([0-9.]{1,10})(?:px)?[\"']");
  private static final Pattern VIEW_BOX =
      Pattern.compile(
          "viewBox\\s*=\\s*[\"'][-0-9.]{1,12}[\\s,]+[-0-9.]{1,12}[\\s,]+([0-9.]{1,12})[\\s,]+"
              + "([0-9.]{1,12})");

  private final Map<URI, byte[]> fetched;

  /** Bounded by the number of images in the document. */
  private final Map<String, Optional<Size>> known = new HashMap<>();

  FetchedImages(Map<URI, byte[]> fetched) {
    this.fetched = fetched;
  }

  @Override
  public Optional<Size> size(String source) {
    return known.computeIfAbsent(source, this::read);
  }

  private Optional<Size> read(String source) {
    try {
      byte[] bytes =
          source.startsWith("data:") ? data(source) : fetched.get(URI.create(source.split("#")[0]));
      if (bytes == null) {
        return Optional.empty();
      }
      return SvgCleaner.isSvg(bytes) ? svg(bytes) : raster(bytes);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] data(String source) {
    int comma = source.indexOf(',');
    String body = source.substring(comma + 1);
    return source.substring(0, comma).endsWith(";base64")
        ? Base64.getMimeDecoder().decode(body)
        : java.net.URLDecoder.decode(body.replace("+", "%2B"), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Size> raster(byte[] bytes) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return Optional.of(new Size(reader.getWidth(0), reader.getHeight(0)));
      } finally {
        reader.dispose();
      }
    }
  }

  private static Optional<Size> svg(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, SVG_HEAD), StandardCharsets.UTF_8);
    Matcher tag = SVG_TAG.matcher(head);
    if (!tag.find()) {
      return Optional.empty();
    }
    double width = 0;
    double height = 0;
    for (Matcher size = SVG_SIZE.matcher(tag.group()); size.find(); ) {
      double value = Double.parseDouble(size.group(2));
      width = size.group(1).equals("width") ? value : width;
      height = size.group(1).equals("height") ? value : height;
    }
    Matcher box = VIEW_BOX.matcher(tag.group());
    if (width > 0 && height > 0 || !box.find()) {
      return Optional.of(new Size(width, height));
    }
    double ratio = Double.parseDouble(box.group(1)) / Double.parseDouble(box.group(2));
    if (width > 0 || height > 0) {
      return Optional.of(
          width > 0 ? new Size(width, width / ratio) : new Size(height * ratio, height));
    }
    return Optional.of(new Size(300, 300 / ratio));
  }
}
