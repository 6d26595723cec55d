package dev.hookpress.bench;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that is sent repeatedly, as prepared bytes, and the status that every response must
 * have.
 */
final class Call {
  /** A placeholder in the body: each request has the time at which it was due in its place. */
  static final String DUE = "dddddddddddddddd";

  private static final byte[] PLACE = DUE.getBytes(StandardCharsets.US_ASCII);

  private final URI to;
  private final byte[] bytes;
  private final Buffer same;
  private final int place;
  private final int expected;

  private Call(URI to, byte[] bytes, int expected) {
    this.to = to;
    this.bytes = bytes;
    this.same = Buffer.buffer(bytes);
    this.place = place(bytes);
    this.expected = expected;
  }

  /** A POST whose every response must have that status. */
  static Call post(URI to, Map<String, String> headers, String body, int expected) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder("POST " + to.getRawPath() + " HTTP/1.1\r\nhost: " + to.getAuthority());
    new TreeMap<>(headers)
        .forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    head.append("\r\ncontent-length: ").append(content.length).append("\r\n\r\n");
    return new Call(
        to,
        Buffer.buffer(head.toString().getBytes(StandardCharsets.US_ASCII))
            .appendBytes(content)
            .getBytes(),
        expected);
  }

  URI to() {
    return to;
  }

  int expected() {
    return expected;
  }

  int length() {
    return bytes.length;
  }

  /**
   * The bytes of one request.
   *
   * @param dueMicros since 1970; has sixteen digits until the year 2286
   */
  Buffer due(long dueMicros) {
    if (place < 0) {
      return same;
    }
    byte[] copy = bytes.clone();
    long left = dueMicros;
    for (int i = place + PLACE.length - 1; i >= place; i--) {
      copy[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return Buffer.buffer(copy);
  }

  private static int place(byte[] bytes) {
    // In Latin-1, a character is a byte.
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(DUE);
  }
}
