package dev.hookpress.policy;

/**
 * The number of attempts that a node may have in flight to one endpoint. Grows by one with each
 * success and halves when the endpoint is overloaded; never below 1.
 *
 * <p>After a block the limit starts at 1, doubles with each success and returns to 1 on any failure
 * until it reaches {@code max}, so a dead endpoint costs few requests and a live one is not
 * flooded.
 *
 * @param allowed 1 to {@code max}
 * @param ramping whether the limit is ramping up after a block
 */
public record EndpointLimit(int allowed, int max, boolean ramping) {
  // High enough that an endpoint with a few notifications an hour never waits; low enough for an
  // endpoint that hangs, which occupies this many slots until the first timeout.
  private static final int UNKNOWN = 8;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  /** The limit of an endpoint without history. */
  public static EndpointLimit unknown(int max) {
    return new EndpointLimit(Math.min(UNKNOWN, max), max, false);
  }

  /** The limit of an endpoint whose client's block has ended. */
  public static EndpointLimit released(int max) {
    return new EndpointLimit(1, max, max > 1);
  }

  /**
   * Returns the limit after an attempt.
   *
   * @param status the HTTP status; 0 without a response
   */
  public EndpointLimit after(Outcome outcome, int status) {
    if (outcome == Outcome.DELIVERED) {
      int grown = Math.min(max, ramping ? allowed * 2 : allowed + 1);
      return new EndpointLimit(grown, max, ramping && grown < max);
    }
    if (ramping && outcome.endpointFailure()) {
      return new EndpointLimit(1, max, true);
    }
    return overloaded(outcome, status)
        ? new EndpointLimit(Math.max(1, allowed / 2), max, ramping)
        : this;
  }

  private static boolean overloaded(Outcome outcome, int status) {
    // A relay's 5xx concerns one e-mail and does not mean that the relay is overloaded.
    return outcome != Outcome.MAIL_REFUSED
        && (outcome == Outcome.TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS);
  }
}
