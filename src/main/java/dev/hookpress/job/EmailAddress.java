package dev.hookpress.job;

import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address in the form of RFC 5321: a local part of atoms, {@code @} and a domain name
 * with a dot in it. Quoted local parts, comments, address literals and non-ASCII characters are
 * rejected, so an address needs no escaping in a command or a header.
 *
 * @param value at most 254 characters; the domain in lower case
 */
public record EmailAddress(String value) {
  /** RFC 5321, section 4.5.3.1.3: a path has at most 256 characters, angle brackets included. */
  public static final int MAX_CHARACTERS = 254;

  private static final int MAX_OF_LOCAL_PART = 64;
  private static final int MAX_OF_LABEL = 63;
  private static final String MARKS_OF_ATOMS = "!#$%&'*+-/=?^_`{|}~";

  /**
   * Creates an address from a text that {@link #read} accepts.
   *
   * @throws IllegalArgumentException if {@link #read} refuses the text
   */
  public EmailAddress {
    Optional<String> reason = refusal(value);
    if (reason.isPresent()) {
      throw new IllegalArgumentException("Not an e-mail address: " + reason.get());
    }
    int at = value.indexOf('@');
    value = value.substring(0, at) + value.substring(at).toLowerCase(Locale.ROOT);
  }

  /** The result of parsing a text. */
  public sealed interface Reading {
    /** The text is an address. */
    record Valid(EmailAddress address) implements Reading {}

    /**
     * The text is not an address.
     *
     * @param reason one sentence for users; does not quote the text
     */
    record Refused(String reason) implements Reading {}
  }

  /** Parses any text; never throws. */
  public static Reading read(String text) {
    return refusal(text)
        .<Reading>map(Reading.Refused::new)
        .orElseGet(() -> new Reading.Valid(new EmailAddress(text)));
  }

  /** The domain, in lower case. */
  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }

  /** The address itself. */
  @Override
  public String toString() {
    return value;
  }

  private static Optional<String> refusal(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.of("It has more than " + MAX_CHARACTERS + " characters.");
    }
    if (!text.chars().allMatch(each -> each > ' ' && each < 127)) {
      return Optional.of(
          "It has spaces, control characters or letters outside ASCII"
              + " (international domains go in their xn-- form).");
    }
    int at = text.indexOf('@');
    if (at < 0 || at != text.lastIndexOf('@')) {
      return Optional.of("It must have exactly one @.");
    }
    return refusalOfLocalPart(text.substring(0, at))
        .or(() -> refusalOfDomain(text.substring(at + 1)));
  }

  private static Optional<String> refusalOfLocalPart(String local) {
    if (local.isEmpty() || local.length() > MAX_OF_LOCAL_PART) {
      return Optional.of("Before the @ there must be 1 to " + MAX_OF_LOCAL_PART + " characters.");
    }
    if (!local.chars().allMatch(each -> each == '.' || isOfAtom((char) each))) {
      return Optional.of("Before the @ only letters, digits and " + MARKS_OF_ATOMS + ". may be.");
    }
    if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
      return Optional.of("Before the @ a dot must be between other characters.");
    }
    return Optional.empty();
  }

  private static Optional<String> refusalOfDomain(String domain) {
    String[] labels = domain.split("\\.", -1);
    if (labels.length < 2) {
      return Optional.of("Its domain has no dot.");
    }
    for (String label : labels) {
      if (!isLabel(label)) {
        return Optional.of(
            "Its domain is not one: between dots, 1 to "
                + MAX_OF_LABEL
                + " letters, digits and inner hyphens.");
      }
    }
    // RFC 3696, section 2: no top-level domain is all digits, so this is an IP address.
    return labels[labels.length - 1].chars().allMatch(each -> isDigit((char) each))
        ? Optional.of("Its domain is an IP address.")
        : Optional.empty();
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= MAX_OF_LABEL
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label.chars().allMatch(each -> each == '-' || isLetterOrDigit((char) each));
  }

  private static boolean isOfAtom(char each) {
    return isLetterOrDigit(each) || MARKS_OF_ATOMS.indexOf(each) >= 0;
  }

  private static boolean isLetterOrDigit(char each) {
    return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || isDigit(each);
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }
}
