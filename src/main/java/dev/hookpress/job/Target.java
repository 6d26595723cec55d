package dev.hookpress.job;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whom to tell. Everything but the origin, and what {@link #shown()} gives, is secret. */
public sealed interface Target {
  /** The receiver's host, the same however its address is written. Carries no secret. */
  String origin();

  /**
   * What the endpoint is identified by: a webhook's URL as {@link EndpointUrl#normalized()} writes
   * it, an e-mail address's {@link #origin()}. May carry secrets.
   */
  String identity();

  /** What may be shown of the identity: {@link EndpointUrl#masked()}, or the origin. */
  String shown();

  /**
   * A webhook.
   *
   * @param headers in the client's order; names are unique without regard to case
   * @param secret what the client gave to sign this target's callbacks with, beside its own secrets
   * @param format the wire format of the callback, if it is not the job's own
   */
  record Webhook(
      URI url, Map<String, String> headers, Optional<String> secret, Optional<DialectName> format)
      implements Target {
    public Webhook {
      // Stored before there were such things.
      secret = secret == null ? Optional.empty() : secret;
      format = format == null ? Optional.empty() : format;
    }

    /** A webhook in the job's own format, without a secret of its own. */
    public Webhook(URI url, Map<String, String> headers) {
      this(url, headers, Optional.empty(), Optional.empty());
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

    /** Nothing that is secret. */
    @Override
    public String toString() {
      return "Webhook[" + origin() + "]";
    }
  }

  /** An e-mail address. */
  record Email(String address) implements Target {
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

    /** Nobody's whole address. */
    @Override
    public String toString() {
      return "Email[" + origin() + "]";
    }
  }
}
