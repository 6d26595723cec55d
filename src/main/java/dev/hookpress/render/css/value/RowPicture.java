package dev.hookpress.render.css.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes pictures of one row or one column of pixels as PNG. */
final class RowPicture {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  /** Eight bits to the channel, red, green, blue and alpha. */
  private static final byte[] FORMAT = {8, 6, 0, 0, 0};

  private RowPicture() {}

  /**
   * The address of the picture, with the picture in it.
   *
   * @param across whether it is a row, not a column
   */
  static String address(Colour[] colours, boolean across) {
    int width = across ? colours.length : 1;
    int height = across ? 1 : colours.length;
    ByteBuffer rows = ByteBuffer.allocate(height + 4 * colours.length);
    for (int i = 0; i < colours.length; i++) {
      if (i % width == 0) {
        rows.put((byte) 0);
      }
      Colour colour = colours[i];
      rows.put(channel(colour.red())).put(channel(colour.green()));
      rows.put(channel(colour.blue())).put(channel(colour.alpha()));
    }
    byte[] data = deflated(rows.array());
    int length = SIGNATURE.length + 3 * 12 + 8 + FORMAT.length + data.length;
    ByteBuffer png = ByteBuffer.allocate(length);
    png.put(SIGNATURE);
    chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(FORMAT).array());
    chunk(png, "IDAT", data);
    chunk(png, "IEND", new byte[0]);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.array());
  }

  private static byte channel(double value) {
    return (byte) Math.round(Math.max(0, Math.min(1, value)) * 255);
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[bytes.length + 64];
      int length = deflater.deflate(buffer);
      return Arrays.copyOf(buffer, length);
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteBuffer png, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    png.putInt(data.length).put(name).put(data).putInt((int) sum.getValue());
  }
}
