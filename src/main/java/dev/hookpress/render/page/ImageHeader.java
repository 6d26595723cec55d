package dev.hookpress.render.page;

import dev.hookpress.job.document.AssetType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What an image file says about how it is shown: its resolution, from JFIF, PNG's {@code pHYs},
 * BMP's header or TIFF's tags, and its orientation, from Exif. Reads only headers; a value that is
 * missing or absurd is the default.
 *
 * @param pixelsPerInchAcross from 36 to 2400
 * @param pixelsPerInchDown from 36 to 2400
 * @param orientation of Exif, from 1 to 8; 1 is upright
 */
record ImageHeader(double pixelsPerInchAcross, double pixelsPerInchDown, int orientation) {
  private static final double DEFAULT_PIXELS_PER_INCH = 96;
  private static final double LEAST_PIXELS_PER_INCH = 36;
  private static final double MOST_PIXELS_PER_INCH = 2_400;
  private static final double METRES_PER_INCH = 0.0254;
  private static final double CENTIMETRES_PER_INCH = 2.54;
  private static final ImageHeader STANDARD = of(0, 0, 1);

  // A directory has a dozen tags; more are those of a hostile file.
  private static final int MAX_TAGS = 200;
  private static final int TAG_BYTES = 12;
  private static final int TAG_ORIENTATION = 0x112;
  private static final int TAG_ACROSS = 0x11a;
  private static final int TAG_DOWN = 0x11b;
  private static final int TAG_UNIT = 0x128;
  private static final int UNIT_CENTIMETRE = 3;

  /** Reads the header of a file of this type. */
  static ImageHeader of(AssetType type, byte[] file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(file);
      return switch (type) {
        case JPEG -> jpeg(bytes);
        case PNG -> png(bytes);
        case BMP -> bmp(bytes.order(ByteOrder.LITTLE_ENDIAN));
        case TIFF -> tiff(bytes);
        default -> STANDARD;
      };
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
      return STANDARD;
    }
  }

  /** Whether width and height are exchanged when the image is upright. */
  boolean isTurned() {
    return orientation >= 5;
  }

  private static ImageHeader of(double across, double down, int orientation) {
    return new ImageHeader(
        sound(across), sound(down), orientation >= 1 && orientation <= 8 ? orientation : 1);
  }

  private static double sound(double pixelsPerInch) {
    return pixelsPerInch >= LEAST_PIXELS_PER_INCH && pixelsPerInch <= MOST_PIXELS_PER_INCH
        ? pixelsPerInch
        : DEFAULT_PIXELS_PER_INCH;
  }

  /** Walks the segments up to the first scan. */
  private static ImageHeader jpeg(ByteBuffer bytes) {
    double across = 0;
    double down = 0;
    int orientation = 1;
    bytes.position(2);
    while (bytes.remaining() > 4 && (bytes.get(bytes.position()) & 0xff) == 0xff) {
      bytes.get();
      int marker = bytes.get() & 0xff;
      int length = bytes.getShort() & 0xffff;
      int next = bytes.position() + length - 2;
      if (marker == 0xda || length < 2 || next > bytes.limit()) {
        break;
      }
      ByteBuffer segment = bytes.slice(bytes.position(), length - 2);
      if (marker == 0xe0 && starts(segment, "JFIF\0") && segment.limit() >= 12) {
        double unit = segment.get(7) == 1 ? 1 : segment.get(7) == 2 ? CENTIMETRES_PER_INCH : 0;
        across = (segment.getShort(8) & 0xffff) * unit;
        down = (segment.getShort(10) & 0xffff) * unit;
      } else if (marker == 0xe1 && starts(segment, "Exif\0\0")) {
        orientation = tiff(segment.slice(6, segment.limit() - 6)).orientation();
      }
      bytes.position(next);
    }
    return of(across, down, orientation);
  }

  /** Walks the chunks up to the pixels. */
  private static ImageHeader png(ByteBuffer bytes) {
    bytes.position(8);
    while (bytes.remaining() > 12) {
      int length = bytes.getInt();
      int type = bytes.getInt();
      int next = bytes.position() + length + 4;
      if (length < 0 || next < 0 || next > bytes.limit() || type == 0x49444154) {
        break;
      }
      if (type == 0x70485973 && bytes.get(bytes.position() + 8) == 1) {
        double across = bytes.getInt(bytes.position()) * METRES_PER_INCH;
        return of(across, bytes.getInt(bytes.position() + 4) * METRES_PER_INCH, 1);
      }
      bytes.position(next);
    }
    return STANDARD;
  }

  private static ImageHeader bmp(ByteBuffer bytes) {
    return of(bytes.getInt(38) * METRES_PER_INCH, bytes.getInt(42) * METRES_PER_INCH, 1);
  }

  /** Reads the first directory, of a TIFF or of Exif. */
  private static ImageHeader tiff(ByteBuffer bytes) {
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = bytes.getInt(4);
    int tags = Math.min(bytes.getShort(at) & 0xffff, MAX_TAGS);
    double across = 0;
    double down = 0;
    double unit = 1;
    int orientation = 1;
    for (int tag = at + 2; tag < at + 2 + tags * TAG_BYTES; tag += TAG_BYTES) {
      switch (bytes.getShort(tag) & 0xffff) {
        case TAG_ORIENTATION -> orientation = bytes.getShort(tag + 8);
        case TAG_ACROSS -> across = ratio(bytes, bytes.getInt(tag + 8));
        case TAG_DOWN -> down = ratio(bytes, bytes.getInt(tag + 8));
        case TAG_UNIT ->
            unit = bytes.getShort(tag + 8) == UNIT_CENTIMETRE ? CENTIMETRES_PER_INCH : 1;
        default -> {
          // Says nothing about how the image is shown.
        }
      }
    }
    return of(across * unit, down * unit, orientation);
  }

  private static double ratio(ByteBuffer bytes, int at) {
    return (double) bytes.getInt(at) / bytes.getInt(at + 4);
  }

  private static boolean starts(ByteBuffer segment, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (i >= segment.limit() || segment.get(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
