package dev.hookpress.job.document;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Identifies a stored template: a ULID, so ids sort by age, or a digest of the name that the client
 * has given it.
 */
public record TemplateId(UUID value) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Parses the 26 characters of a ULID, in either case; empty for anything else. */
  public static Optional<TemplateId> parse(String text) {
    return Ulid.isValid(text)
        ? Optional.of(new TemplateId(Ulid.from(text).toUuid()))
        : Optional.empty();
  }

  /** The id of the template that the client has named; the same for the same name. */
  public static TemplateId named(String name) {
    ByteBuffer digest = ByteBuffer.wrap(DigestUtils.sha256("template " + name));
    return new TemplateId(new UUID(digest.getLong(), digest.getLong()));
  }

  /**
   * Whether a client may name a template so: 1 to 64 letters, digits, hyphens and underscores that
   * are no ULID.
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches() && parse(text).isEmpty();
  }

  /** Parses a ULID or a client's own name; empty for anything else. */
  public static Optional<TemplateId> parseOrNamed(String text) {
    return isName(text) ? Optional.of(named(text)) : parse(text);
  }

  /** The 26 characters of the ULID, in capitals. */
  @Override
  public String toString() {
    return Ulid.from(value).toString();
  }
}
