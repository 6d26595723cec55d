package dev.hookpress.deliver;

import dev.hookpress.deliver.MailResult.Accepted;
import dev.hookpress.deliver.MailResult.Later;
import dev.hookpress.deliver.MailResult.Refused;
import dev.hookpress.deliver.MailResult.Unreachable;
import dev.hookpress.policy.Outcome;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Maps the result of an e-mail to that of an attempt. The relay's reply takes the place of a
 * webhook's answer.
 */
final class MailAttemptResult {
  private MailAttemptResult() {}

  static AttemptResult of(MailResult mailResult) {
    if (mailResult instanceof Accepted accepted) {
      return attemptResult(
          Outcome.DELIVERED,
          OptionalInt.empty(),
          "The mail relay took it as " + accepted.messageId() + ".",
          "",
          accepted.took());
    }
    if (mailResult instanceof Refused refused) {
      return attemptResult(
          Outcome.MAIL_REFUSED,
          OptionalInt.of(refused.status()),
          "The mail relay refused it for good with status " + refused.status() + ".",
          refused.reply(),
          refused.took());
    }
    if (mailResult instanceof Later later) {
      return attemptResult(
          Outcome.STATUS_REJECTED,
          OptionalInt.of(later.status()),
          "The mail relay put it off with status " + later.status() + ".",
          later.reply(),
          later.took());
    }
    Unreachable unreachable = (Unreachable) mailResult;
    return attemptResult(
        outcome(unreachable.kind()),
        OptionalInt.empty(),
        "It did not get to the mail relay: " + unreachable.message() + ".",
        "",
        unreachable.took());
  }

  /** A relay that does not serve us is an internal error. */
  private static Outcome outcome(MailResult.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> Outcome.TIMEOUT;
      case DNS_FAILED -> Outcome.DNS_FAILED;
      case CONNECT_FAILED -> Outcome.CONNECT_FAILED;
      case TLS_FAILED -> Outcome.TLS_FAILED;
      case RELAY_REFUSED, BUSY, OFF, INTERNAL -> Outcome.INTERNAL;
    };
  }

  private static AttemptResult attemptResult(
      Outcome outcome, OptionalInt status, String detail, String reply, Duration took) {
    return new AttemptResult(
        outcome, status, Optional.empty(), detail, "", Buffer.buffer(reply), took, false);
  }
}
