package dev.hookpress.job;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A receiver of notifications. Everything except {@link #origin()} and {@link #shown()} is secret.
 */
public sealed interface Target {
  /** The receiver's origin or mail domain, in normalized form. Contains no secret. */
  String origin();

  /**
   * The text that identifies the endpoint: {@link EndpointUrl#normalized()} for a webhook, {@link
   * #origin()} for an e-mail address. May contain secrets.
   */
  String identity();

  /** The form of the identity that may be shown: {@link EndpointUrl#masked()}, or the origin. */
  String shown();

  /** A copy whose attempts belong to the trace of this {@code traceparent}, and to no other. */
  Target traced(String traceParent);

  /**
   * A webhook.
   *
   * @param headers in the client's order; names are unique ignoring case
   * @param secret signs this target's callbacks in addition to the client's own secrets
   * @param format the wire format of the callback, if it differs from the job's
   */
  record Webhook(
      URI url, Map<String, String> headers, Optional<String> secret, Optional<DialectName> format)
      implements Target {
    public Webhook {
      // Null in targets stored before these fields existed.
      secret = secret == null ? Optional.empty() : secret;
      format = format == null ? Optional.empty() : format;
    }

    /** A webhook in the job's format, without a secret of its own. */
    public Webhook(URI url, Map<String, String> headers) {
      this(url, headers, Optional.empty(), Optional.empty());
    }

    /** With the header in place of any other of its name. */
    @Override
    public Webhook traced(String traceParent) {
      Map<String, String> others = new LinkedHashMap<>(headers);
      others.keySet().removeIf(TraceParent.NAME::equalsIgnoreCase);
      others.put(TraceParent.NAME, traceParent);
      return new Webhook(url, others, secret, format);
    }

    /** Scheme, host and port (RFC 6454). */
    @Override
    public String origin() {
      return new EndpointUrl(url).origin();
    }

    @Override
    public String identity() {
      return new EndpointUrl(url).normalized();
    }

    @Override
    public String shown() {
      return new EndpointUrl(url).masked();
    }

    /** Contains only the origin, which is not secret. */
    @Override
    public String toString() {
      return "Webhook[" + origin() + "]";
    }
  }

  /**
   * A registered endpoint, by its id: only in a request, until it is accepted with the endpoint's
   * {@link Webhook} instead.
   *
   * @param pointer the JSON pointer to the id in the request
   */
  record Named(EndpointKey endpoint, String pointer) implements Target {
    @Override
    public String origin() {
      return endpoint.toString();
    }

    @Override
    public String identity() {
      return endpoint.toString();
    }

    @Override
    public String shown() {
      return endpoint.toString();
    }

    /** It is replaced before anything is sent. */
    @Override
    public Named traced(String traceParent) {
      return this;
    }
  }

  /**
   * An e-mail address.
   *
   * @param trace the {@code traceparent} of its job, which is not sent: a relay takes none
   */
  record Email(String address, Optional<String> trace) implements Target {
    public Email {
      // Null in targets stored before this field existed.
      trace = trace == null ? Optional.empty() : trace;
    }

    /** One of no trace. */
    public Email(String address) {
      this(address, Optional.empty());
    }

    @Override
    public Email traced(String traceParent) {
      return new Email(address, Optional.of(traceParent));
    }

    /** {@code mailto:} and the domain. */
    @Override
    public String origin() {
      return "mailto:" + address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String identity() {
      return origin();
    }

    @Override
    public String shown() {
      return origin();
    }

    /** Contains only the domain, never the whole address. */
    @Override
    public String toString() {
      return "Email[" + origin() + "]";
    }
  }
}
