package dev.hookpress.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds where messages with a {@code content-length} end in the bytes of one connection. */
final class Framing {
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private byte[] rest = new byte[0];

  /** Receives the bounds of each message within these bytes. */
  interface Messages {
    void complete(byte[] bytes, int from, int end);
  }

  /** Reads the next bytes; returns how many messages are now complete. */
  int take(byte[] chunk) {
    return take(chunk, (bytes, from, end) -> {});
  }

  /** The same, and reports the bounds of each message. */
  int take(byte[] chunk, Messages messages) {
    byte[] bytes = rest.length == 0 ? chunk : joined(rest, chunk);
    int complete = 0;
    int from = 0;
    for (int end = end(bytes, from); end >= 0; end = end(bytes, from)) {
      messages.complete(bytes, from, end);
      complete++;
      from = end;
    }
    rest = from == bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, from, bytes.length);
    return complete;
  }

  /** The end of the message that begins at {@code from}; -1 if it is incomplete. */
  static int end(byte[] bytes, int from) {
    int length = 0;
    for (int i = from; i + 3 < bytes.length; i++) {
      if (bytes[i] != '\r') {
        continue;
      }
      if (bytes[i + 2] == '\r') {
        int end = i + 4 + length;
        return end <= bytes.length ? end : -1;
      }
      if (begins(bytes, i)) {
        length = number(bytes, i + LENGTH.length);
      }
    }
    return -1;
  }

  private static boolean begins(byte[] bytes, int at) {
    if (at + LENGTH.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase(bytes[at + i]) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int at) {
    int number = 0;
    for (int i = at; i < bytes.length && bytes[i] != '\r'; i++) {
      if (bytes[i] != ' ') {
        number = number * 10 + bytes[i] - '0';
      }
    }
    return number;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(one.length + other.length);
    all.writeBytes(one);
    all.writeBytes(other);
    return all.toByteArray();
  }
}
