package dev.hookpress.operator;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the audit log. */
public interface AuditLog {
  /**
   * Entries, newest first.
   *
   * @param subject only those of this subject
   * @param before only those older than this one: the cursor
   */
  Future<List<Recorded>> entries(Optional<String> subject, Optional<UUID> before, int limit);

  /** An entry as it was recorded. */
  record Recorded(UUID id, Instant at, AuditEntry entry) {}
}
