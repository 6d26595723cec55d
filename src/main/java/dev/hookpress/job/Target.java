package dev.hookpress.job;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whom to tell. Everything but the origin is secret. */
public sealed interface Target {
  /** What a receiver is known by, the same however its address is written. Carries no secret. */
  String origin();

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
      String scheme = url.getScheme().toLowerCase(Locale.ROOT);
      Authority authority = Authority.of(url).orElseThrow();
      String host = authority.host().toLowerCase(Locale.ROOT);
      int usual = scheme.equals("https") ? 443 : 80;
      boolean named = authority.port() >= 0 && authority.port() != usual;
      return scheme + "://" + host + (named ? ":" + authority.port() : "");
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

    /** Nobody's whole address. */
    @Override
    public String toString() {
      return "Email[" + origin() + "]";
    }
  }
}
