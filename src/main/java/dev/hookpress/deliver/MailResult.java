package dev.hookpress.deliver;

import java.time.Duration;

/**
 * The result of submitting an e-mail to the relay. Replies and messages are one line of at most 300
 * characters; they may repeat the recipient's address.
 */
public sealed interface MailResult {
  /** The time from the call to its end. */
  Duration took();

  /**
   * The relay has accepted the e-mail and is responsible for it from now on.
   *
   * @param relay its host and port
   * @param messageId with its angle brackets
   */
  record Accepted(String relay, String messageId, Duration took) implements MailResult {}

  /**
   * The relay rejects the e-mail permanently: 5xx to the recipient or the content.
   *
   * @param status the reply's code; 552 if the e-mail exceeds the size that the relay announces
   * @param reply the reply's text
   */
  record Refused(int status, String reply, Duration took) implements MailResult {}

  /**
   * The relay rejects the e-mail for now: 4xx.
   *
   * @param status the reply's code
   * @param reply the reply's text
   */
  record Later(int status, String reply, Duration took) implements MailResult {}

  /** The exchange ended without a verdict on the recipient or the content. */
  record Unreachable(Kind kind, String message, Duration took) implements MailResult {}

  /** The reason why there was no verdict. */
  enum Kind {
    TIMEOUT,
    DNS_FAILED,
    CONNECT_FAILED,
    TLS_FAILED,
    /**
     * The relay does not serve us: it permanently rejects the connection, the login or the sender.
     */
    RELAY_REFUSED,
    /** Too many e-mails wait for a connection, or this one waited until its deadline. */
    BUSY,
    /** No relay is configured. */
    OFF,
    /** An internal defect. */
    INTERNAL
  }
}
