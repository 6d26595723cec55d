package dev.hookpress.api.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a Range header asks for (RFC 9110 §14). Several ranges in one header are
 * answered with the whole file, which the RFC permits.
 */
sealed interface ByteRange {
  /** The whole file: no range is asked for, or none that is understood. */
  record Whole() implements ByteRange {}

  /** A part that the file has; {@code length} is at least 1. */
  record Part(long first, long length) implements ByteRange {}

  /** The range lies outside the file. */
  record Unsatisfiable() implements ByteRange {}

  /** Eighteen digits fit into a long; no file is that long. */
  Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * Reads the header.
   *
   * @param header null if the request has none
   * @param size of the file in bytes
   */
  static ByteRange of(String header, long size) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
      return new Whole();
    }
    if (matcher.group(1).isEmpty()) {
      long length = Math.min(size, Long.parseLong(matcher.group(2)));
      return length == 0 ? new Unsatisfiable() : new Part(size - length, length);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
    if (last < first) {
      return new Whole();
    }
    return first >= size
        ? new Unsatisfiable()
        : new Part(first, Math.min(last, size - 1) - first + 1);
  }
}
