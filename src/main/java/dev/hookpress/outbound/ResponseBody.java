package dev.hookpress.outbound;

/**
 * How much of a response's body is read, and why.
 *
 * @param maxBytes the limit of what is read; the rest is cut off
 * @param needed whether the response is useless without its body. If not, the complete head
 *     decides: the body is read for the log, for a second at most, and the response stands however
 *     its body ends
 */
public record ResponseBody(int maxBytes, boolean needed) {
  /** For a response that is useless without its body. */
  public static ResponseBody needed(int maxBytes) {
    return new ResponseBody(maxBytes, true);
  }

  /** For a response whose status decides. */
  public static ResponseBody forTheLog(int maxBytes) {
    return new ResponseBody(maxBytes, false);
  }
}
