package dev.hookpress.policy;

/**
 * How many attempts a node may have in flight to one endpoint. It grows by one with each success
 * and halves when the endpoint shows that it has too much to do; never below 1.
 *
 * <p>After a block it begins at 1 and doubles with each success, and any failure takes it back to
 * 1, until it has reached the most: so a dead endpoint costs few requests, and a live one is not
 * flooded.
 *
 * @param allowed 1 to {@code most}
 * @param ramping whether the endpoint is being let back in after a block
 */
public record EndpointLimit(int allowed, int most, boolean ramping) {
  // Enough that an endpoint with a few messages an hour never waits, and few enough for one that
  // hangs: they are what it costs until the first time-out.
  private static final int UNKNOWN = 8;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  /** An endpoint of which nothing is known. */
  public static EndpointLimit unknown(int most) {
    return new EndpointLimit(Math.min(UNKNOWN, most), most, false);
  }

  /** An endpoint whose client's block has ended. */
  public static EndpointLimit released(int most) {
    return new EndpointLimit(1, most, most > 1);
  }

  /**
   * After an attempt.
   *
   * @param status the HTTP status; 0 if no answer came
   */
  public EndpointLimit after(Outcome outcome, int status) {
    if (outcome == Outcome.DELIVERED) {
      int grown = Math.min(most, ramping ? allowed * 2 : allowed + 1);
      return new EndpointLimit(grown, most, ramping && grown < most);
    }
    if (ramping && outcome.errorResponse()) {
      return new EndpointLimit(1, most, true);
    }
    return overloaded(outcome, status)
        ? new EndpointLimit(Math.max(1, allowed / 2), most, ramping)
        : this;
  }

  private static boolean overloaded(Outcome outcome, int status) {
    // A relay's 5xx is about one letter, and says nothing of how many it takes.
    return outcome != Outcome.MAIL_REFUSED
        && (outcome == Outcome.TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS);
  }
}
