package dev.hookpress.deliver;

import dev.hookpress.deliver.auth.Authorizer;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.outbound.ContentCoding;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.ExchangeResult.Answered;
import dev.hookpress.outbound.ExchangeResult.Failed;
import dev.hookpress.outbound.ExchangeResult.Refused;
import dev.hookpress.policy.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of one exchange: a typed outcome and a plain sentence.
 *
 * @param retryAfter the response's Retry-After header
 * @param answer the response body that was read, decompressed; empty if there is none
 * @param atOnce whether another attempt follows at once, and this one counts against no one: only
 *     an idle connection broke, or the receiver did not accept an access token that is renewed
 * @param heads the headers to be kept of the exchange
 * @param rule the rule that forbids the target, if it was refused
 */
record AttemptResult(
    Outcome outcome,
    OptionalInt status,
    Optional<String> retryAfter,
    String detail,
    String address,
    Buffer answer,
    Duration took,
    boolean atOnce,
    ExchangeHeads heads,
    Optional<String> rule) {

  /** The most bytes of a body searched for an acknowledgement, in dialects that put one there. */
  static final int MAX_ACKNOWLEDGEMENT_BYTES = 65_536;

  /** The most characters shown of a redirect's location. */
  private static final int MAX_LOCATION = 200;

  private static final int OK = 200;
  private static final int GONE = 410;

  /** A result without heads: of an e-mail, or of an answer whose heads are added. */
  AttemptResult(
      Outcome outcome,
      OptionalInt status,
      Optional<String> retryAfter,
      String detail,
      String address,
      Buffer answer,
      Duration took,
      boolean atOnce) {
    this(
        outcome,
        status,
        retryAfter,
        detail,
        address,
        answer,
        took,
        atOnce,
        ExchangeHeads.NONE,
        Optional.empty());
  }

  /** A result of an attempt without an answer. */
  private static AttemptResult unanswered(
      Outcome outcome, String detail, String address, Duration took, boolean atOnce) {
    return new AttemptResult(
        outcome,
        OptionalInt.empty(),
        Optional.empty(),
        detail,
        address,
        Buffer.buffer(),
        took,
        atOnce);
  }

  /**
   * This result with the heads of its exchange.
   *
   * @param signatures of the request
   */
  AttemptResult with(Map<String, String> signatures, ExchangeResult exchange) {
    Map<String, String> received =
        exchange instanceof Answered answered ? headers(answered.headers()) : Map.of();
    return copy(atOnce, new ExchangeHeads(signatures, received), rule);
  }

  /** This result, with another attempt at once. */
  AttemptResult repeatedAtOnce() {
    return copy(true, heads, rule);
  }

  private AttemptResult copy(boolean again, ExchangeHeads exchanged, Optional<String> forbidding) {
    return new AttemptResult(
        outcome, status, retryAfter, detail, address, answer, took, again, exchanged, forbidding);
  }

  /** The result of an attempt for which no access token could be had: nothing was sent. */
  static AttemptResult withoutToken(Authorizer.Authorized.WithoutToken without) {
    return unanswered(Outcome.TOKEN_FAILED, without.missing().detail(), "", without.took(), false)
        .copy(false, ExchangeHeads.NONE, without.missing().rule());
  }

  /** Headers by their names in lower case; values of one name are joined. */
  static Map<String, String> headers(MultiMap headers) {
    Map<String, String> joined = new LinkedHashMap<>();
    headers.forEach(
        (name, value) ->
            joined.merge(name.toLowerCase(Locale.ROOT), value, (one, two) -> one + ", " + two));
    return joined;
  }

  /** Maps an exchange to its result by the dialect's success rule. */
  static AttemptResult of(ExchangeResult exchange, Dialect dialect) {
    if (exchange instanceof Answered answered) {
      return ofAnswer(answered, dialect);
    }
    if (exchange instanceof Refused refused) {
      return unanswered(Outcome.REFUSED, refused.message(), "", refused.took(), false)
          .copy(false, ExchangeHeads.NONE, Optional.of(refused.rule()));
    }
    Failed failed = (Failed) exchange;
    return unanswered(
        ofFailure(failed.kind()),
        failed.message(),
        failed.address(),
        failed.took(),
        failed.stale());
  }

  private static AttemptResult ofAnswer(Answered answered, Dialect dialect) {
    int status = answered.status();
    ContentCoding.Decoded answer =
        ContentCoding.decode(
            answered.body(),
            answered.headers().get(HttpHeaders.CONTENT_ENCODING),
            MAX_ACKNOWLEDGEMENT_BYTES);
    boolean truncated = answered.truncated() || answer.truncated();
    Outcome outcome = outcome(status, answer.body(), truncated, dialect);
    return new AttemptResult(
        outcome,
        OptionalInt.of(status),
        Optional.ofNullable(answered.headers().get(HttpHeaders.RETRY_AFTER)),
        detail(answered, outcome),
        answered.address(),
        answer.body(),
        answered.took(),
        false);
  }

  private static Outcome outcome(int status, Buffer answer, boolean truncated, Dialect dialect) {
    if (dialect.delivered(status, answer.getBytes())) {
      return Outcome.DELIVERED;
    }
    if (status == OK) {
      return truncated ? Outcome.BODY_TOO_LARGE : Outcome.ACK_MISSING;
    }
    return status == GONE ? Outcome.GONE : Outcome.STATUS_REJECTED;
  }

  private static String detail(Answered answered, Outcome outcome) {
    String status = "The endpoint answered with status " + answered.status();
    String location = answered.headers().get(HttpHeaders.LOCATION);
    if (answered.status() / 100 == 3 && location != null) {
      return status + ", which points to " + shown(location) + "; redirects are not followed.";
    }
    return switch (outcome) {
      case ACK_MISSING -> status + ", without the acknowledgement.";
      case BODY_TOO_LARGE ->
          status
              + ", and with more than the "
              + MAX_ACKNOWLEDGEMENT_BYTES
              + " bytes in which an acknowledgement is looked for.";
      default -> status + ".";
    };
  }

  /** Strips the query and fragment, which may hold secrets, and all but printable ASCII. */
  private static String shown(String location) {
    String plain = location.split("[?#]", 2)[0].replaceAll("[^!-~]", "");
    return plain.length() <= MAX_LOCATION ? plain : plain.substring(0, MAX_LOCATION) + "…";
  }

  private static Outcome ofFailure(ExchangeResult.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> Outcome.TIMEOUT;
      case DNS_FAILED -> Outcome.DNS_FAILED;
      case CONNECT_FAILED -> Outcome.CONNECT_FAILED;
      case TLS_FAILED -> Outcome.TLS_FAILED;
      case CONNECTION_LOST -> Outcome.CONNECTION_LOST;
      case INTERNAL -> Outcome.INTERNAL;
    };
  }
}
