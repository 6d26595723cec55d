package dev.hookpress.job;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a job: a ULID whose first 48 bits are the time of acceptance, so ids sort by age and
 * determine their daily partition. Dialects add the prefix of their service.
 */
public record JobId(UUID value) {
  /** Parses the 26 characters of a ULID, in either case; empty for anything else. */
  public static Optional<JobId> parse(String text) {
    return Ulid.isValid(text) ? Optional.of(new JobId(Ulid.from(text).toUuid())) : Optional.empty();
  }

  /** The 26 characters of the ULID, in capitals. */
  @Override
  public String toString() {
    return Ulid.from(value).toString();
  }
}
