package dev.hookpress.outbound;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Unpacks a receiver's answer: {@code gzip} (RFC 1952) and {@code deflate}, with or without the
 * zlib wrapper (RFC 9110 §8.4.1). A broken or cut-off body gives what can be read of it.
 */
public final class ContentCoding {
  private static final int CHUNK = 4096;

  private ContentCoding() {}

  /**
   * What came of a body.
   *
   * @param truncated whether there would be more
   */
  public record Decoded(Buffer body, boolean truncated) {}

  private interface Unpacking {
    InputStream of(InputStream packed) throws IOException;
  }

  /**
   * Unpacks a body.
   *
   * @param coding the {@code Content-Encoding}; null, or one that is not known here: the body stays
   *     as it is
   * @param maxBytes how much is unpacked, whatever it would become
   */
  public static Decoded decode(Buffer body, String coding, int maxBytes) {
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> unpack(body, GZIPInputStream::new, maxBytes);
      case "deflate" -> {
        boolean wrapped = body.length() > 1 && body.getUnsignedShort(0) % 31 == 0;
        yield unpack(
            body, packed -> new InflaterInputStream(packed, new Inflater(!wrapped)), maxBytes);
      }
      default -> new Decoded(body, false);
    };
  }

  private static Decoded unpack(Buffer body, Unpacking unpacking, int maxBytes) {
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    boolean truncated = false;
    try (InputStream in = unpacking.of(new ByteArrayInputStream(body.getBytes()))) {
      byte[] chunk = new byte[CHUNK];
      int length;
      while (!truncated && (length = in.read(chunk)) >= 0) {
        int room = maxBytes - unpacked.size();
        unpacked.write(chunk, 0, Math.min(room, length));
        truncated = length > room;
      }
    } catch (IOException brokenOrCutOff) {
      // What has been read is shown.
    }
    return new Decoded(Buffer.buffer(unpacked.toByteArray()), truncated);
  }
}
