package dev.hookpress.dialect.reading;

import java.util.List;

/**
 * The reason why a request was refused (RFC 9457). Reveals no internals of the program.
 *
 * @param detail one or two sentences for the caller
 * @param errors every fault found, at most {@link Faults#MAX}; may be empty
 */
public record Problem(Type type, String detail, List<Fault> errors) {
  /** Creates a problem without faults. */
  public static Problem of(Type type, String detail) {
    return new Problem(type, detail, List.of());
  }

  /**
   * One fault of the request.
   *
   * @param kind the kind of location: {@code pointer} (a JSON pointer into the body, RFC 6901),
   *     {@code parameter} (of the query) or {@code header}
   * @param where the pointer, or the name of the parameter or header
   */
  public record Fault(String kind, String where, String detail) {
    /** Creates a fault in the body. */
    public static Fault at(String pointer, String detail) {
      return new Fault("pointer", pointer, detail);
    }

    /** Creates a fault in the query. */
    public static Fault inParameter(String name, String detail) {
      return new Fault("parameter", name, detail);
    }

    /** Creates a fault in a header. */
    public static Fault inHeader(String name, String detail) {
      return new Fault("header", name, detail);
    }
  }

  /** The problem types: a closed set, part of the API. */
  public enum Type {
    MALFORMED_JSON(400, "malformed-json", "The body is not JSON"),
    INVALID_PARAMETER(400, "invalid-parameter", "A parameter or header is not valid"),
    UNAUTHENTICATED(401, "unauthenticated", "An API key is needed"),
    ADDRESS_REFUSED(403, "address-refused", "Requests from this address are not answered"),
    KEY_SCOPE(403, "key-scope", "The API key may not be used for this"),
    NOT_OFFERED(403, "not-offered", "This is not offered here"),
    CROSS_SITE(403, "cross-site", "The request may come from another site"),
    LINK_REFUSED(403, "link-refused", "The link is not valid, or has expired"),
    NOT_FOUND(404, "not-found", "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The resource does not have this method"),
    IDEMPOTENCY_CONFLICT(409, "idempotency-conflict", "The idempotency key is taken"),
    JOB_ENDED(409, "job-ended", "The job has ended"),
    NO_PDF(409, "no-pdf", "The job has no PDF"),
    SIGNING_KEYS_FULL(409, "signing-keys-full", "Too many signing keys are valid"),
    SIGNING_KEY_CURRENT(409, "signing-key-current", "The signing key is the current one"),
    API_KEYS_FULL(409, "api-keys-full", "Too many API keys are valid"),
    API_KEY_LAST(409, "api-key-last", "The API key is the last one"),
    CERTIFICATES_FULL(409, "certificates-full", "There are as many certificates as there may be"),
    ENDPOINT_REGISTERED(409, "endpoint-registered", "The URL is registered already"),
    ENDPOINT_DISABLED(409, "endpoint-disabled", "The endpoint is disabled"),
    ENDPOINTS_FULL(409, "endpoints-full", "There are as many endpoints as there may be"),
    ENDPOINT_GONE(409, "endpoint-gone", "The endpoint is gone"),
    TOO_MANY_ATTEMPTS(409, "too-many-attempts", "The notification has been tried too often"),
    ATTEMPT_UNDER_WAY(409, "attempt-under-way", "An attempt is under way"),
    NOTIFICATION_ENDED(409, "notification-ended", "The notification has ended"),
    TOO_MANY_REPLAYS(409, "too-many-replays", "Too many replays are running"),
    TEMPLATES_FULL(409, "templates-full", "There are as many templates as there may be"),
    REPLAY_ENDED(409, "replay-ended", "The replay has ended"),
    GONE(410, "gone", "The file has been deleted"),
    CURSOR_EXPIRED(410, "cursor-expired", "The cursor is too old"),
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body must be JSON"),
    INVALID_REQUEST(422, "invalid-request", "The request is not valid"),
    RATE_LIMITED(429, "rate-limited", "Too many requests"),
    BACKLOG_FULL(429, "backlog-full", "Too many jobs are waiting"),
    STORAGE_FULL(429, "storage-full", "The client's stored files take all of their room"),
    BAD_HTTP(400, "bad-request", "The request is not valid HTTP"),
    INTERNAL(500, "internal", "Hookpress failed"),
    UNAVAILABLE(503, "unavailable", "Hookpress cannot do this now");

    private final int status;
    private final String slug;
    private final String title;

    Type(int status, String slug, String title) {
      this.status = status;
      this.slug = slug;
      this.title = title;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** The type in one to three hyphenated words. */
    public String slug() {
      return slug;
    }

    /**
     * The URI that identifies the type to programs. It is relative to the service (RFC 9457
     * §3.1.1), so that it is the same on every node; the service has a page there.
     */
    public String uri() {
      return "/docs/problems/" + slug;
    }

    /** The title, the same for every problem of the type. */
    public String title() {
      return title;
    }
  }
}
