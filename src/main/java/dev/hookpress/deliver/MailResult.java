package dev.hookpress.deliver;

import java.time.Duration;

/**
 * How handing a letter to the relay ended. Replies and messages are one line of at most 300
 * characters; they may repeat the recipient's address.
 */
public sealed interface MailResult {
  /** How long it took, from the call to its end. */
  Duration took();

  /**
   * The relay has it, and answers for it from now on.
   *
   * @param relay host and port
   * @param messageId with its angle brackets
   */
  record Accepted(String relay, String messageId, Duration took) implements MailResult {}

  /**
   * The relay will never take this letter to this recipient: 5xx to the recipient or the content.
   *
   * @param status the reply's code; 552 where the letter exceeds the size that the relay announces
   * @param reply its words
   */
  record Refused(int status, String reply, Duration took) implements MailResult {}

  /**
   * The relay does not take it now: 4xx.
   *
   * @param status the reply's code
   * @param reply its words
   */
  record Later(int status, String reply, Duration took) implements MailResult {}

  /** It did not come to that; nothing is said about recipient or letter. */
  record Unreachable(Kind kind, String message, Duration took) implements MailResult {}

  /** What went wrong on the way to the relay. */
  enum Kind {
    TIMEOUT,
    DNS_FAILED,
    CONNECT_FAILED,
    TLS_FAILED,
    /** The relay does not serve us: greeting, login or sender refused for good. */
    RELAY_REFUSED,
    /** Too many mails wait for a connection, or this one waited until its deadline. */
    BUSY,
    /** No relay is set up. */
    OFF,
    /** A defect. */
    INTERNAL
  }
}
