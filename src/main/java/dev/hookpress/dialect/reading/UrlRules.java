package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.Target;
import dev.hookpress.job.url.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and validates the URLs and e-mail addresses that a client names. The {@link TargetCheck}
 * decides which of them may be reached.
 */
public final class UrlRules {
  /**
   * The request-line length that servers accept; presigned URLs with a session token need half of
   * it.
   */
  public static final int MAX_CHARACTERS = 8_192;

  private final TargetCheck targets;
  private final Faults faults;

  /** Creates the reader for one body. */
  public UrlRules(TargetCheck targets, Faults faults) {
    this.targets = targets;
    this.faults = faults;
  }

  /**
   * Reads an absolute http or https URL and drops its fragment; empty, with a fault recorded, if it
   * is invalid.
   */
  public Optional<URI> read(JsonNode value, String pointer) {
    return StrictObject.text(value, pointer, MAX_CHARACTERS, faults)
        .flatMap(text -> read(text, pointer));
  }

  /**
   * Reads an e-mail address; empty, with a fault recorded, if it is invalid or e-mail is
   * unavailable.
   */
  public Optional<Target.Email> email(JsonNode value, String pointer) {
    Optional<String> off = targets.mailRefusal();
    if (off.isPresent()) {
      faults.add(pointer, off.get());
      return Optional.empty();
    }
    return StrictObject.text(value, pointer, EmailAddress.MAX_CHARACTERS, faults)
        .map(EmailAddress::read)
        .flatMap(
            reading -> {
              if (reading instanceof EmailAddress.Reading.Valid valid) {
                return Optional.of(new Target.Email(valid.address().value()));
              }
              String reason = ((EmailAddress.Reading.Refused) reading).reason();
              faults.add(pointer, "Is not a valid e-mail address. " + reason);
              return Optional.empty();
            });
  }

  private Optional<URI> read(String text, String pointer) {
    URI url;
    try {
      url = ascii(new URI(text));
    } catch (URISyntaxException unreadable) {
      return refuse(pointer, "Is not a valid URL: " + fault(text, unreadable.getIndex()));
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return refuse(pointer, "Must be an absolute URL that begins with https:// or http://.");
    }
    if (url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0) {
      return refuse(pointer, "Must not hold a user name or password; use a header.");
    }
    Optional<Authority> authority = Authority.of(url).filter(named -> !named.host().isEmpty());
    if (authority.isEmpty()) {
      return refuse(pointer, "Has no valid host name (international names go in their xn-- form).");
    }
    if (authority.get().port() == 0 || authority.get().port() > 65_535) {
      return refuse(pointer, "Has a port outside 1 to 65535.");
    }
    URI plain = plain(url, scheme);
    Optional<String> refusal = targets.refusal(plain);
    return refusal.isPresent() ? refuse(pointer, refusal.get()) : Optional.of(plain);
  }

  /** Describes the invalid character and its position, counted from 1. */
  private static String fault(String text, int index) {
    if (index < 0 || index >= text.length()) {
      return "it ends too early.";
    }
    int character = text.codePointAt(index);
    String shown =
        character > ' ' && character < 0x7f
            ? "'" + Character.toString(character) + "'"
            : character == ' ' ? "a space" : "U+%04X".formatted(character);
    return shown + " at position " + (index + 1) + " is not allowed there.";
  }

  private static URI ascii(URI url) throws URISyntaxException {
    String ascii = url.toASCIIString();
    return ascii.equals(url.toString()) ? url : new URI(ascii);
  }

  /** Drops the fragment, which is never sent, and lower-cases the scheme, which callers compare. */
  private static URI plain(URI url, String scheme) {
    if (url.getRawFragment() == null && url.getScheme().equals(scheme)) {
      return url;
    }
    String text = url.toString();
    int fragment = text.indexOf('#');
    String whole = fragment < 0 ? text : text.substring(0, fragment);
    return URI.create(scheme + whole.substring(scheme.length()));
  }

  private Optional<URI> refuse(String pointer, String detail) {
    faults.add(pointer, detail);
    return Optional.empty();
  }
}
