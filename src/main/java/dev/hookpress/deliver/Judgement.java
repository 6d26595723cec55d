package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.outbound.Exchange;
import dev.hookpress.outbound.Exchange.Answered;
import dev.hookpress.outbound.Exchange.Failed;
import dev.hookpress.outbound.Exchange.Refused;
import dev.hookpress.policy.Outcome;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalInt;

/**
 * What happened on the wire, as a typed outcome and a plain sentence.
 *
 * @param answer the body that was read; empty if none was
 */
record Judgement(
    Outcome outcome, OptionalInt status, String detail, String address, Buffer answer) {

  private static final int GONE = 410;

  /** Judges an exchange by the dialect's rule for success. */
  static Judgement of(Exchange exchange, Dialect dialect) {
    if (exchange instanceof Answered answered) {
      return ofAnswer(answered, dialect);
    }
    if (exchange instanceof Refused refused) {
      return new Judgement(
          Outcome.REFUSED, OptionalInt.empty(), refused.message(), "", Buffer.buffer());
    }
    Failed failed = (Failed) exchange;
    return new Judgement(
        ofFailure(failed.kind()),
        OptionalInt.empty(),
        failed.message(),
        failed.address(),
        Buffer.buffer());
  }

  private static Judgement ofAnswer(Answered answered, Dialect dialect) {
    int status = answered.status();
    Outcome outcome =
        dialect.delivered(status, answered.body().getBytes())
            ? Outcome.DELIVERED
            : status == GONE ? Outcome.GONE : Outcome.STATUS_REJECTED;
    return new Judgement(
        outcome,
        OptionalInt.of(status),
        "The endpoint answered with status " + status + ".",
        answered.address(),
        answered.body());
  }

  private static Outcome ofFailure(Exchange.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> Outcome.TIMEOUT;
      case DNS_FAILED -> Outcome.DNS_FAILED;
      case CONNECT_FAILED -> Outcome.CONNECT_FAILED;
      case TLS_FAILED -> Outcome.TLS_FAILED;
      case INTERNAL -> Outcome.INTERNAL;
    };
  }
}
