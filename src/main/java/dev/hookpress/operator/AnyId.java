package dev.hookpress.operator;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.TemplateId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads ids as the formats show them: with prefixes, in the key of a file, or as a name. */
final class AnyId {
  private static final int ULID_CHARACTERS = 26;
  private static final int MAX_CHARACTERS = 1_000;
  private static final Pattern SEPARATORS = Pattern.compile("[^0-9A-Za-z]");
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

  private AnyId() {}

  /**
   * The id that a text holds: a ULID with or without a prefix; an asset's; the one in the key or
   * link of a file; the trace of a notification that continues no other, which is its id in
   * hexadecimal digits; or a client's own name for a template. Empty for anything else.
   */
  static Optional<UUID> read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    Optional<UUID> asset = AssetId.parse(text).map(AssetId::value);
    return asset
        .or(() -> trace(text))
        .or(() -> ulid(text))
        .or(() -> TemplateId.isName(text) ? named(text) : Optional.empty());
  }

  private static Optional<UUID> ulid(String text) {
    String last = text.substring(Math.max(0, text.length() - ULID_CHARACTERS));
    return Stream.concat(Stream.of(last), SEPARATORS.splitAsStream(text))
        .filter(Ulid::isValid)
        .map(found -> Ulid.from(found).toUuid())
        .findFirst();
  }

  private static Optional<UUID> trace(String text) {
    return TRACE.matcher(text).matches()
        ? Optional.of(
            new UUID(
                Long.parseUnsignedLong(text.substring(0, 16), 16),
                Long.parseUnsignedLong(text.substring(16), 16)))
        : Optional.empty();
  }

  private static Optional<UUID> named(String text) {
    return TemplateId.parseOrNamed(text).map(TemplateId::value);
  }
}
