package dev.hookpress.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Stores which clients are to be deleted, and what has become of it. */
public interface Deletions {
  /** Requests that a client is deleted; a repeat changes nothing. */
  Future<Void> request(ClientId client, Instant now);

  /** The deletion of a client; empty if there is none. */
  Future<Optional<Deletion>> find(ClientId client);

  /**
   * A deletion.
   *
   * @param rows how many rows have been deleted so far
   * @param finishedAt since when nothing of the client is left
   */
  record Deletion(ClientId client, Instant requestedAt, long rows, Optional<Instant> finishedAt) {
    ObjectNode shown() {
      ObjectNode shown = Json.object().put("id", client.toString());
      shown.put("status", finishedAt.isPresent() ? "deleted" : "deleting");
      shown.put("deleted_at", Timestamps.millis(requestedAt));
      finishedAt.ifPresent(at -> shown.put("finished_at", Timestamps.millis(at)));
      return shown.put("rows_deleted", rows);
    }
  }
}
