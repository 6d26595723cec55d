package dev.hookpress.api.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs answers and unpacks requests by gzip, the coding that every client has. */
public final class GzipCoding {
  /** The name of the coding. */
  public static final String NAME = "gzip";

  // Below it, the packed answer is hardly smaller, and one packet either way.
  private static final int LEAST_BYTES = 1024;
  // Packed on the event loop, at some 50 MB a second: 20 ms.
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int PIECE_BYTES = 8 * 1024;

  private GzipCoding() {}

  /** Whether a text of this size is worth packing. */
  static boolean worthwhile(int bytes) {
    return bytes >= LEAST_BYTES && bytes <= MAX_BYTES;
  }

  /** Whether an Accept-Encoding header admits gzip (RFC 9110 §12.5.3). */
  public static boolean accepted(String header) {
    if (header == null) {
      return false;
    }
    boolean any = false;
    for (String each : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = each.split(";", 2);
      boolean zero = parts.length > 1 && parts[1].strip().matches("q=0(\\.0{0,3})?");
      String coding = parts[0].strip();
      if (coding.equals(NAME)) {
        return !zero;
      }
      any |= coding.equals("*") && !zero;
    }
    return any;
  }

  /** Packs a body. */
  public static Buffer packed(Buffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body.getBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /**
   * The length of a packed body, counted without keeping it; empty if it is longer than {@code
   * maxBytes}.
   *
   * @throws IOException if the body is not gzip
   */
  static OptionalInt unpackedLength(byte[] packed, int maxBytes) throws IOException {
    int length = 0;
    byte[] piece = new byte[PIECE_BYTES];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        length += read;
        if (length > maxBytes) {
          return OptionalInt.empty();
        }
      }
    }
    return OptionalInt.of(length);
  }

  /** Unpacks a body whose length has been counted. */
  static byte[] unpacked(byte[] packed, int length) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(length);
    }
  }
}
