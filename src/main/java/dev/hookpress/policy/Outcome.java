package dev.hookpress.policy;

import java.util.Locale;

/** How one attempt at a notification ended; retries, blocks and metrics depend on nothing else. */
public enum Outcome {
  /** The response acknowledges the notification as the dialect requires. */
  DELIVERED(false),
  /** The response has a status that the dialect does not accept as success. */
  STATUS_REJECTED(true),
  /**
   * The response has an accepted status but lacks the acknowledgement that the dialect requires.
   */
  ACK_MISSING(true),
  TIMEOUT(true),
  CONNECT_FAILED(true),
  TLS_FAILED(true),
  DNS_FAILED(true),
  /**
   * The connection broke or carried no valid response after the request had been sent; the receiver
   * may have the notification.
   */
  CONNECTION_LOST(true),
  /** The response body, which should contain the acknowledgement, exceeds the read limit. */
  BODY_TOO_LARGE(true),
  /** The receiver answered 410: it never wants the notification. */
  GONE(false),
  /**
   * The endpoint's access token could not be had, so nothing was sent. Not an error response: one
   * answer of a token server would otherwise count for every notification that waits for the token.
   */
  TOKEN_FAILED(false),
  /** The egress policy forbids the target; nothing was sent. */
  REFUSED(false),
  /** The mail relay permanently refused this e-mail, which is not the client's error. */
  MAIL_REFUSED(false),
  /** An internal error, which does not count against the client. */
  INTERNAL(false);

  private final boolean errorResponse;
  private final String label = name().toLowerCase(Locale.ROOT);

  Outcome(boolean errorResponse) {
    this.errorResponse = errorResponse;
  }

  /**
   * Whether the outcome counts towards the client's block: every attempt that tried to reach the
   * client and failed. An attempt that another follows at once does not count, whatever its
   * outcome: one on a stale idle connection, or with an access token that is renewed.
   */
  public boolean errorResponse() {
    return errorResponse;
  }

  /**
   * Whether the endpoint fails for a cause on the client's side: error responses, and access tokens
   * that cannot be had.
   */
  public boolean endpointFailure() {
    return errorResponse || this == TOKEN_FAILED;
  }

  /** The name used in the database, in metrics and in responses. */
  public String label() {
    return label;
  }
}
