package dev.hookpress.policy;

import java.util.Locale;

/** How one attempt at a notification ended: all that retry, block and metrics decide on. */
public enum Outcome {
  /** Answered as the dialect asks. */
  DELIVERED(false),
  /** Answered with a status that the dialect does not take for success. */
  STATUS_REJECTED(true),
  /** Answered with the right status, but without the acknowledgement that the dialect asks for. */
  ACK_MISSING(true),
  TIMEOUT(true),
  CONNECT_FAILED(true),
  TLS_FAILED(true),
  DNS_FAILED(true),
  /**
   * The connection broke, or carried no valid answer, after the message had been sent: it may have
   * been received.
   */
  CONNECTION_LOST(true),
  /** The acknowledgement would be in a body that is longer than what is read. */
  BODY_TOO_LARGE(true),
  /** Answered 410: the receiver does not want it, now or ever. */
  GONE(false),
  /** The egress policy forbids the target; nothing was sent. */
  REFUSED(false),
  /** The mail relay will never take this letter; it has spoken for others than the client. */
  MAIL_REFUSED(false),
  /** Our own fault; nothing is held against the client. */
  INTERNAL(false);

  private final boolean errorResponse;

  Outcome(boolean errorResponse) {
    this.errorResponse = errorResponse;
  }

  /**
   * Whether it counts towards the client's block: every attempt that reached for the client and did
   * not succeed. An attempt that only broke an idle connection does not count, whatever its
   * outcome: another follows at once.
   */
  public boolean errorResponse() {
    return errorResponse;
  }

  /** The word in the database, in metrics and in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
