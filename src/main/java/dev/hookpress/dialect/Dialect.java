package dev.hookpress.dialect;

import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.dialect.email.JobEmail;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.signing.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One wire format: how a job is asked for, answered, refused and called back. Pure and stateless.
 */
public interface Dialect {
  /** Which one this is. */
  DialectName name();

  /** Its paths; no two dialects share one. */
  List<DialectRoute> routes();

  /**
   * Reads a submission. Any bytes give a value or a problem, never an exception.
   *
   * @param targets what may be reached: asked for every URL in the body
   */
  Decoded decode(Submission submission, TargetCheck targets);

  /** The answer to an accepted submission; the same for the same arguments. */
  Reply accepted(JobId id, Decoded.Request request, Instant createdAt);

  /** The answer to who asks how one of this format's jobs is. */
  Reply status(JobReport job);

  /**
   * The answer to who waited for a job's PDF and does not get it: the job failed, was canceled, or
   * has not ended in time.
   */
  default Reply withoutPdf(JobReport job) {
    return status(job);
  }

  /** A job's id as this format shows it. */
  String shown(JobId id);

  /** Reads an id that this format has shown; empty for anything else. */
  Optional<JobId> jobId(String text);

  /** A refusal, in this format's own shape. */
  Reply problem(Problem problem);

  /**
   * Why a request is refused that names a template, or a version of one, that its client does not
   * have.
   *
   * @param document which names it, from 0
   * @param part of that document, from 0
   */
  default Problem noTemplate(TemplateVersion named, int document, int part) {
    return Problem.of(
        Problem.Type.NOT_FOUND, "This client has no template " + named.template() + ".");
  }

  /** What a webhook is told of a job that has ended; the same for the same arguments. */
  Callback callback(JobReport job, Target.Webhook target);

  /**
   * What is kept of the e-mail about a job that has ended ({@link EmailContent#body}); the same
   * bytes for the same arguments.
   */
  default byte[] email(JobReport job, Target.Email target) {
    EmailAddress to = new EmailAddress(target.address());
    return JobEmail.write(to, job.summary(shown(job.id()))).body();
  }

  /**
   * Whether this format sets the header on its callbacks or uploads, so that no client may.
   *
   * @param lowerCaseName the header's name in lower case
   */
  default boolean setsHeader(String lowerCaseName) {
    return false;
  }

  /**
   * The headers with which this format signs, beside those of Standard Webhooks.
   *
   * @param keys all that are valid, newest first
   */
  default Map<String, String> signed(byte[] body, List<SigningKey> keys) {
    return Map.of();
  }

  /**
   * Whether the receiver's answer to a callback means that it has it.
   *
   * @param status the HTTP status, 100 to 599
   * @param answer the answer's body, as much of it as was read
   */
  default boolean delivered(int status, byte[] answer) {
    return status >= 200 && status < 300;
  }

  /**
   * Whether the answer's body decides with the status whether a callback is delivered. If not, the
   * status alone does, as soon as the answer's head is whole.
   */
  default boolean readsAnswer() {
    return false;
  }

  /** How long a callback may take, the answer's body included; empty: as the settings say. */
  default Optional<Duration> deadline() {
    return Optional.empty();
  }

  /** Whether a failed callback is tried again though the client has no schedule of its own. */
  default boolean retries() {
    return true;
  }
}
