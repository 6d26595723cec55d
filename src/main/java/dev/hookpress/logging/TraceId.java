package dev.hookpress.logging;

import java.util.Map;

/** The trace that a line of the log belongs to. */
public final class TraceId {
  private static final String HEADER = "traceparent";
  private static final int BEGIN = 3;
  private static final int END = 35;

  /** Version, trace id, parent id and flags, with a dash between (W3C Trace Context). */
  private static final int VERSION_0_CHARACTERS = 55;

  private TraceId() {}

  /**
   * The trace id in a {@code traceparent}: 32 hexadecimal digits; empty if it is not valid, or
   * absent.
   *
   * @param traceparent may be null
   */
  public static String of(String traceparent) {
    if (traceparent == null || traceparent.length() < VERSION_0_CHARACTERS) {
      return "";
    }
    String id = traceparent.substring(BEGIN, END);
    boolean valid =
        traceparent.charAt(BEGIN - 1) == '-'
            && traceparent.charAt(END) == '-'
            && id.chars().allMatch(TraceId::isLowerHex)
            && !id.chars().allMatch(digit -> digit == '0');
    return valid ? id : "";
  }

  /** The same of a request's headers, whatever the case of their names. */
  public static String of(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
        .findFirst()
        .map(header -> of(header.getValue()))
        .orElse("");
  }

  private static boolean isLowerHex(int digit) {
    return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
  }
}
