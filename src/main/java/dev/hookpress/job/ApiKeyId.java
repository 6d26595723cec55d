package dev.hookpress.job;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Optional;
import java.util.UUID;

/** Identifies one of a client's API keys: a ULID, which reveals nothing about the key. */
public record ApiKeyId(UUID value) {
  /** Parses the 26 characters of a ULID, in either case; empty for anything else. */
  public static Optional<ApiKeyId> parse(String text) {
    return Ulid.isValid(text)
        ? Optional.of(new ApiKeyId(Ulid.from(text).toUuid()))
        : Optional.empty();
  }

  /** The 26 characters of the ULID, in capitals. */
  @Override
  public String toString() {
    return Ulid.from(value).toString();
  }
}
