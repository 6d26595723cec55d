package dev.hookpress.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds the status codes of the responses in the bytes of one connection. */
final class Answers {
  /** In {@code HTTP/1.1 202}. */
  private static final int STATUS_AT = 9;

  private byte[] rest = new byte[0];

  /** Reads the next bytes; calls back with the status of each response that is now complete. */
  void take(byte[] chunk, IntConsumer statuses) {
    byte[] bytes = chunk;
    if (rest.length > 0) {
      bytes = Arrays.copyOf(rest, rest.length + chunk.length);
      System.arraycopy(chunk, 0, bytes, rest.length, chunk.length);
    }
    int from = 0;
    for (int end = Framing.end(bytes, from); end >= 0; end = Framing.end(bytes, from)) {
      int at = from + STATUS_AT;
      int status = (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
      from = end;
      statuses.accept(status);
    }
    rest = Arrays.copyOfRange(bytes, from, bytes.length);
  }
}
