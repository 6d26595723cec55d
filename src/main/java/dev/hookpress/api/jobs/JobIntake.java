package dev.hookpress.api.jobs;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Stores accepted jobs. A job is durable before the Future completes. */
public interface JobIntake {
  /** Stores the job, with its idempotency key if it has one, atomically. */
  Future<Acceptance> accept(Job job, Optional<IdempotencyKey> key);

  /** The job that was submitted with this key, as long as the key is valid. */
  Future<Optional<JobId>> find(ClientId client, String key);

  /**
   * What of the client's is waiting or being rendered, of at most {@code limit} documents.
   *
   * @param samples whether to count its samples, or all its other documents
   */
  Future<Pending> pending(ClientId client, boolean samples, int limit);

  /**
   * A client's documents that have not ended.
   *
   * @param bytes what they take in the store
   */
  record Pending(int documents, long bytes) {}

  /**
   * The client's key for a request, valid for 24 hours unless configured otherwise.
   *
   * @param key what the client sent, 1 to 255 printable ASCII characters
   * @param bodySha256 digest by which a repeat is recognized as the same request
   */
  record IdempotencyKey(String key, byte[] bodySha256) {}

  /** The result of a submission. */
  sealed interface Acceptance {
    /** The job is durable. */
    record Accepted() implements Acceptance {}

    /** The key was used before with the same body; {@code first} is the job created then. */
    record Repeated(JobId first, Instant createdAt) implements Acceptance {}

    /** The key was used before with a different body. */
    record Conflict() implements Acceptance {}
  }
}
