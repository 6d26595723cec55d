package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.ExchangeResult.Answered;
import dev.hookpress.outbound.ExchangeResult.Failed;
import dev.hookpress.outbound.ExchangeResult.Refused;
import dev.hookpress.policy.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happened on the wire, as a typed outcome and a plain sentence.
 *
 * @param retryAfter the answer's header of that name
 * @param answer the body that was read; empty if none was
 */
record AttemptResult(
    Outcome outcome,
    OptionalInt status,
    Optional<String> retryAfter,
    String detail,
    String address,
    Buffer answer,
    Duration took) {

  private static final int OK = 200;
  private static final int GONE = 410;

  /** Judges an exchange by the dialect's rule for success. */
  static AttemptResult of(ExchangeResult exchange, Dialect dialect) {
    if (exchange instanceof Answered answered) {
      return ofAnswer(answered, dialect);
    }
    if (exchange instanceof Refused refused) {
      return unanswered(Outcome.REFUSED, refused.message(), "", refused.took());
    }
    Failed failed = (Failed) exchange;
    return unanswered(ofFailure(failed.kind()), failed.message(), failed.address(), failed.took());
  }

  private static AttemptResult unanswered(
      Outcome outcome, String detail, String address, Duration took) {
    return new AttemptResult(
        outcome, OptionalInt.empty(), Optional.empty(), detail, address, Buffer.buffer(), took);
  }

  private static AttemptResult ofAnswer(Answered answered, Dialect dialect) {
    int status = answered.status();
    Outcome outcome =
        dialect.delivered(status, answered.body().getBytes())
            ? Outcome.DELIVERED
            : status == GONE
                ? Outcome.GONE
                : status == OK ? Outcome.ACK_MISSING : Outcome.STATUS_REJECTED;
    return new AttemptResult(
        outcome,
        OptionalInt.of(status),
        Optional.ofNullable(answered.headers().get(HttpHeaders.RETRY_AFTER)),
        "The endpoint answered with status "
            + status
            + (outcome == Outcome.ACK_MISSING ? ", without the acknowledgement." : "."),
        answered.address(),
        answered.body(),
        answered.took());
  }

  private static Outcome ofFailure(ExchangeResult.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> Outcome.TIMEOUT;
      case DNS_FAILED -> Outcome.DNS_FAILED;
      case CONNECT_FAILED -> Outcome.CONNECT_FAILED;
      case TLS_FAILED -> Outcome.TLS_FAILED;
      case INTERNAL -> Outcome.INTERNAL;
    };
  }
}
