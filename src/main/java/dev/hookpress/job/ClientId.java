package dev.hookpress.job;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Optional;
import java.util.UUID;

/** Identifies a client (a tenant): a ULID, stored in Postgres as a {@code uuid}. */
public record ClientId(UUID value) {
  /** Parses the 26 characters of a ULID, in either case; empty for anything else. */
  public static Optional<ClientId> parse(String text) {
    return Ulid.isValid(text)
        ? Optional.of(new ClientId(Ulid.from(text).toUuid()))
        : Optional.empty();
  }

  /** The 26 characters of the ULID, in capitals. */
  @Override
  public String toString() {
    return Ulid.from(value).toString();
  }
}
