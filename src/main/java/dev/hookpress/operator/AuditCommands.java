package dev.hookpress.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.operator.AuditLog.Recorded;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows what operators have changed. */
public final class AuditCommands {
  private final AuditLog log;

  public AuditCommands(AuditLog log) {
    this.log = log;
  }

  /** Entries of all subjects or of one, newest first. */
  public Future<Result> list(Optional<String> subject, Optional<UUID> before, int limit) {
    return log.entries(subject, before, limit + 1)
        .map(
            found -> {
              ObjectNode list = Json.object();
              ArrayNode data = list.putArray("data");
              List<Recorded> page = found.subList(0, Math.min(limit, found.size()));
              page.forEach(entry -> data.add(shown(entry)));
              list.put("next_cursor", found.size() > limit ? id(page.get(limit - 1)) : null);
              return Result.done(list);
            });
  }

  /** An entry; empty if there is none with this id. */
  Future<Optional<ObjectNode>> entry(UUID id) {
    UUID next = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 1);
    return log.entries(Optional.empty(), Optional.of(next), 1)
        .map(
            newest ->
                newest.stream()
                    .filter(found -> found.id().equals(id))
                    .findFirst()
                    .map(AuditCommands::shown));
  }

  private static ObjectNode shown(Recorded recorded) {
    AuditEntry entry = recorded.entry();
    ObjectNode shown = Json.object().put("id", id(recorded));
    shown.put("at", Timestamps.millis(recorded.at()));
    shown.put("actor", entry.actor().name()).put("source", entry.actor().source().label());
    shown.put("action", entry.action()).put("subject", entry.subject());
    entry.before().ifPresent(before -> shown.set("before", before));
    entry.after().ifPresent(after -> shown.set("after", after));
    return shown;
  }

  private static String id(Recorded recorded) {
    return Ulid.from(recorded.id()).toString();
  }
}
