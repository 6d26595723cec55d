package dev.hookpress.dialect;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import java.time.Instant;

/**
 * One wire format: how a job is asked for, answered, refused and called back. Pure and stateless.
 */
public interface Dialect {
  /** Which one this is. */
  DialectName name();

  /**
   * Reads a submission. Any bytes give a value or a problem, never an exception.
   *
   * @param body the request's body as it came, hostile
   * @param targets what may be reached: asked for every URL in the body
   */
  Decoded decode(byte[] body, TargetCheck targets);

  /** The answer's body to an accepted submission; the same bytes for the same arguments. */
  byte[] accepted(JobId id, Instant createdAt);

  /** The body of a refusal, in this format's own shape. */
  byte[] problem(Problem problem);

  /** The media type of {@link #problem}. */
  String problemContentType();

  /** The body of the callback for a job that has ended; the same bytes for the same arguments. */
  byte[] callback(EndedJob job);

  /**
   * Whether the receiver's answer to a callback means that it has it.
   *
   * @param status the HTTP status, 100 to 599
   * @param answer the answer's body, as much of it as was read
   */
  boolean delivered(int status, byte[] answer);
}
