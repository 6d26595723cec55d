package dev.hookpress.postgres.records;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Ranges of ids. An id begins with its time, so a range of times is a range of ids. */
final class IdRange {
  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);

  private IdRange() {}

  /** The lowest id of what was created at a time or later. */
  static UUID from(Optional<Instant> time) {
    return time.map(IdRange::lowest).orElse(FIRST);
  }

  /**
   * The id that is above all of what was created before a time and comes before a cursor.
   *
   * @param cursor an id
   */
  static UUID before(Optional<Instant> time, Optional<UUID> cursor) {
    UUID to = time.map(IdRange::lowest).orElse(LAST);
    UUID before = cursor.orElse(LAST);
    return Ulid.from(to).compareTo(Ulid.from(before)) <= 0 ? to : before;
  }

  private static UUID lowest(Instant time) {
    return Ulid.min(time.toEpochMilli()).toUuid();
  }
}
