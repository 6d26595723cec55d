package dev.hookpress.outbound;

/**
 * What is wanted of a response's body.
 *
 * @param maxBytes how much of it is read; the rest is cut off
 * @param needed whether the response is of use only with its body. If not, the status decides when
 *     the head is whole: the body is read for the log, for a second at most, and however it ends
 *     the response stands
 */
public record ResponseBody(int maxBytes, boolean needed) {
  /** A response that is of use only with its body. */
  public static ResponseBody needed(int maxBytes) {
    return new ResponseBody(maxBytes, true);
  }

  /** A response whose status decides. */
  public static ResponseBody forTheLog(int maxBytes) {
    return new ResponseBody(maxBytes, false);
  }
}
