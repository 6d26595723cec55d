package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Where accepted jobs go: durable before the Future completes. */
public interface JobIntake {
  /** Writes the job down, with its idempotency key if it has one, all of it or nothing. */
  Future<Acceptance> accept(Job job, Optional<IdempotencyKey> key);

  /** How many of the client's documents wait or are being rendered; at most {@code limit}. */
  Future<Integer> pending(ClientId client, int limit);

  /**
   * The caller's own name for a request, good for 24 hours unless the settings say otherwise.
   *
   * @param key what the client sent, 1 to 255 printable ASCII characters
   * @param bodySha256 tells whether a repeat is the same request
   */
  record IdempotencyKey(String key, byte[] bodySha256) {}

  /** What became of a submission. */
  sealed interface Acceptance {
    /** It is on disk. */
    record Accepted() implements Acceptance {}

    /** The same key came with the same body before; this is the job it made then. */
    record Repeated(JobId first, Instant createdAt) implements Acceptance {}

    /** The same key came with another body before. */
    record Conflict() implements Acceptance {}
  }
}
