package dev.hookpress.job;

import java.util.Map;
import java.util.Optional;

/**
 * A position in a trace: the {@code traceparent} header of W3C Trace Context, version 00.
 *
 * @param header the header's value
 */
public record TraceParent(String header) {
  /** The name of the header, in lower case. */
  public static final String NAME = "traceparent";

  // version "-" trace id "-" parent id "-" flags
  private static final int LENGTH = 55;
  private static final int TRACE_ID = 3;
  private static final int PARENT_ID = 36;
  private static final int FLAGS = 53;

  /** The header's value, if it is valid and of the only version that there is. */
  public static Optional<TraceParent> of(String header) {
    return header != null && valid(header)
        ? Optional.of(new TraceParent(header))
        : Optional.empty();
  }

  /** That of an e-mail, or of a webhook's headers, if it has a valid one. */
  public static Optional<TraceParent> of(Target target) {
    if (target instanceof Target.Email email) {
      return email.trace().flatMap(TraceParent::of);
    }
    if (target instanceof Target.Webhook webhook) {
      for (Map.Entry<String, String> header : webhook.headers().entrySet()) {
        if (header.getKey().equalsIgnoreCase(NAME)) {
          return of(header.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** 32 hexadecimal digits. */
  public String traceId() {
    return header.substring(TRACE_ID, TRACE_ID + 32);
  }

  /** 16 hexadecimal digits. */
  public String parentId() {
    return header.substring(PARENT_ID, PARENT_ID + 16);
  }

  /** Two hexadecimal digits. */
  public String flags() {
    return header.substring(FLAGS);
  }

  /** Whether the sender records the trace. */
  public boolean sampled() {
    return (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1;
  }

  private static boolean valid(String header) {
    return header.length() == LENGTH
        && header.startsWith("00-")
        && header.charAt(PARENT_ID - 1) == '-'
        && header.charAt(FLAGS - 1) == '-'
        && id(header, TRACE_ID, 32)
        && id(header, PARENT_ID, 16)
        && hexadecimal(header, FLAGS, 2);
  }

  private static boolean id(String text, int from, int length) {
    return hexadecimal(text, from, length)
        && text.chars().skip(from).limit(length).anyMatch(digit -> digit != '0');
  }

  private static boolean hexadecimal(String text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      char digit = text.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }
}
