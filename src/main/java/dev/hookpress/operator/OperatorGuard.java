package dev.hookpress.operator;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.operator.Actor.Source;
import inet.ipaddr.IPAddressString;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** Passes requests with the operator key from addresses that may send them. */
final class OperatorGuard implements Handler<RoutingContext> {
  /** The header with what the operator calls himself. */
  static final String NAME = "Hookpress-Operator";

  private static final String BEARER = "bearer ";
  private static final String ACTOR = "hookpress.actor";
  private static final String NOBODY = "operator";

  private final byte[] keySha256;
  private final List<IPAddressString> allowed;
  private final OperatorCookie cookie;
  private final InstantSource clock;
  private final Dialect dialect;
  private final AnswerWriter writer;

  /**
   * @param allow CIDRs of the addresses that are answered
   */
  OperatorGuard(
      String key, List<String> allow, OperatorCookie cookie, InstantSource clock, Dialect dialect) {
    this.keySha256 = DigestUtils.sha256(key);
    this.allowed = allow.stream().map(IPAddressString::new).toList();
    this.cookie = cookie;
    this.clock = clock;
    this.dialect = dialect;
    this.writer = new AnswerWriter(dialect);
  }

  @Override
  public void handle(RoutingContext request) {
    Optional<Answer> refusal = refusal(request);
    if (refusal.isPresent()) {
      writer.send(request, refusal.get());
    } else {
      request.next();
    }
  }

  /** Passes requests from addresses that may send them, to what needs no key. */
  void fromAllowed(RoutingContext request) {
    if (allows(request.request().remoteAddress().hostAddress())) {
      request.next();
    } else {
      writer.send(request, stranger());
    }
  }

  /** Who sends the request. */
  static Actor actor(RoutingContext request) {
    return request.get(ACTOR);
  }

  private Optional<Answer> refusal(RoutingContext request) {
    String address = request.request().remoteAddress().hostAddress();
    if (!allows(address)) {
      return Optional.of(stranger());
    }
    String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    Cookie given = request.request().getCookie(OperatorCookie.NAME);
    if (!isBearer(authorization)) {
      if (given == null || !cookie.valid(given.getValue(), clock.instant())) {
        return Optional.of(unknownKey());
      }
      if (forged(request.request())) {
        return Optional.of(
            Answer.problem(
                dialect,
                Problem.of(
                    Type.CROSS_SITE,
                    "With a cookie, send " + OperatorCookie.HEADER + ": 1; or send the key.")));
      }
    }
    String name = Optional.ofNullable(request.request().getHeader(NAME)).orElse(NOBODY).strip();
    if (name.isEmpty()
        || name.length() > Actor.MAX_NAME_CHARACTERS
        || !name.chars().allMatch(each -> each >= 32 && each < 127)) {
      String rule = "Must be 1 to " + Actor.MAX_NAME_CHARACTERS + " printable ASCII characters.";
      return Optional.of(
          Answer.problem(
              dialect,
              new Problem(
                  Type.INVALID_PARAMETER,
                  NAME + ": " + rule,
                  List.of(Problem.Fault.inHeader(NAME, rule)))));
    }
    request.put(ACTOR, new Actor(name, Source.API));
    return Optional.empty();
  }

  private boolean allows(String address) {
    IPAddressString from = new IPAddressString(address);
    return allowed.stream().anyMatch(block -> block.contains(from));
  }

  /** A cookie goes along unasked; another site cannot send the header, though. */
  private static boolean forged(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return request.method() != HttpMethod.GET
        && request.method() != HttpMethod.HEAD
        && (request.getHeader(OperatorCookie.HEADER) == null
            || site != null && !site.equals("same-origin"));
  }

  private Answer stranger() {
    return Answer.problem(
        dialect, Problem.of(Type.ADDRESS_REFUSED, "This address is not among operator.allow."));
  }

  /** The answer to a request without the key. */
  Answer unknownKey() {
    return Answer.problem(
        dialect,
        Problem.of(Type.UNAUTHENTICATED, "Send Authorization: Bearer <operator key>."),
        Map.of("WWW-Authenticate", "Bearer realm=\"hookpress-operator\""));
  }

  private boolean isBearer(String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && isKey(authorization.substring(BEARER.length()).strip());
  }

  /** Compares digests in constant time. */
  boolean isKey(String key) {
    return MessageDigest.isEqual(DigestUtils.sha256(key), keySha256);
  }
}
