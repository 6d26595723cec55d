package dev.hookpress.job;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a job. A ULID: its first 48 bits are the time of acceptance, so ids sort by age and tell
 * the day of their partition. Dialects add the prefix that their service shows.
 */
public record JobId(UUID value) {
  /** Reads the 26 characters of a ULID, in either case; empty for anything else. */
  public static Optional<JobId> parse(String text) {
    return Ulid.isValid(text) ? Optional.of(new JobId(Ulid.from(text).toUuid())) : Optional.empty();
  }

  /** The 26 characters of the ULID, in capitals. */
  @Override
  public String toString() {
    return Ulid.from(value).toString();
  }
}
