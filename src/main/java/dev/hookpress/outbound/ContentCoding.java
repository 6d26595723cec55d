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
 * Decompresses a receiver's response: {@code gzip} (RFC 1952) and {@code deflate}, with or without
 * the zlib wrapper (RFC 9110 §8.4.1). A broken or truncated body yields its readable part.
 */
public final class ContentCoding {
  private static final int CHUNK = 4096;

  private ContentCoding() {}

  /**
   * A decompressed body.
   *
   * @param truncated whether there is more than the limit
   */
  public record Decoded(Buffer body, boolean truncated) {}

  private interface Unpacking {
    InputStream of(InputStream packed) throws IOException;
  }

  /**
   * Decompresses a body.
   *
   * @param coding the {@code Content-Encoding}; the body is left unchanged if it is null or unknown
   * @param maxBytes the limit of the decompressed size
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
      // The part read so far is returned.
    }
    return new Decoded(Buffer.buffer(unpacked.toByteArray()), truncated);
  }
}
