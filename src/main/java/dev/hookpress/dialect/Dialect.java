package dev.hookpress.dialect;

import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.dialect.email.JobEmail;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.signing.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wire format: decodes submissions and encodes replies, problems and callbacks. Pure and
 * stateless.
 */
public interface Dialect {
  /** The name of this format. */
  DialectName name();

  /** The routes of this format; no two dialects share a path. */
  List<DialectRoute> routes();

  /**
   * The beginnings of the paths that belong to this format: what is refused there, such as a path
   * or a method that does not exist, is refused in its shape. Where several formats have one, the
   * longest decides.
   */
  List<String> prefixes();

  /**
   * The headers that tell a client what is left of its rate limit: by default those of the IETF
   * draft ratelimit-headers.
   */
  default Map<String, String> rateHeaders(RateAllowance allowance) {
    return allowance.headers();
  }

  /** The reply to a request beyond the rate limit. */
  default Reply tooFast(Problem problem, RateAllowance allowance) {
    return problem(problem);
  }

  /**
   * Decodes a submission. Any bytes give a request or a problem, never an exception.
   *
   * @param targets decides which URLs may be reached; asked for every URL in the body
   */
  Decoded decode(Submission submission, TargetCheck targets);

  /** The reply to an accepted submission; the same for the same arguments. */
  Reply accepted(JobId id, Decoded.Request request, Instant createdAt);

  /** The reply to a status request for one of this format's jobs. */
  Reply status(JobReport job);

  /**
   * The same, for formats with several routes for a job's status.
   *
   * @param values {@link DialectRoute#values} of the requested route
   */
  default Reply status(JobReport job, Map<String, String> values) {
    return status(job);
  }

  /**
   * The reply to a client that waited for a job's PDF and does not get it: the job failed, was
   * canceled, or has not ended in time.
   */
  default Reply withoutPdf(JobReport job) {
    return status(job);
  }

  /** The reply to a client that waited for the report on a job that is completed. */
  default Reply awaited(JobReport job) {
    return status(job);
  }

  /** The headers, beside the usual ones, of a PDF that is the reply to a client that waited. */
  default Map<String, String> ofPdf(JobReport job) {
    return Map.of();
  }

  /**
   * The reply to a submission whose key ({@link Decoded.Request#key}) has named a job before.
   *
   * @param job the job that was created then
   */
  default Reply repeated(JobReport job, Decoded.Request request) {
    return accepted(job.id(), request, job.createdAt());
  }

  /**
   * The reply to a cancellation.
   *
   * @param job after the request
   * @param byThisRequest false if the job had ended before; such a request is refused if the result
   *     is empty
   */
  default Optional<Reply> canceled(JobReport job, boolean byThisRequest) {
    return byThisRequest ? Optional.of(status(job)) : Optional.empty();
  }

  /**
   * The request header by which a client that waits for a PDF says, with {@code true}, that it is
   * not to be kept, in formats that have one.
   */
  default Optional<String> noStoreHeader() {
    return Optional.empty();
  }

  /**
   * The name of the ZIP of all files of a job, if the job has one.
   *
   * @param metadataJson the job's metadata
   */
  default Optional<String> archive(String metadataJson) {
    return Optional.empty();
  }

  /** The job's id as this format shows it: by default a bare ULID. */
  default String shown(JobId id) {
    return id.toString();
  }

  /** Parses a job id that this format has shown; empty for anything else. */
  default Optional<JobId> jobId(String text) {
    return JobId.parse(text);
  }

  /**
   * Parses the client's own id of a job into the name of its {@link Decoded.JobKey}, in formats
   * whose status route takes one; empty for anything else.
   */
  default Optional<String> key(String text) {
    return Optional.empty();
  }

  /** The reply to a refused request, in this format's own shape. */
  Reply problem(Problem problem);

  /**
   * The reply to a request for a job that there is not.
   *
   * @param named what the request has in place of a job's id
   */
  default Reply noJob(String named, Problem problem) {
    return problem(problem);
  }

  /**
   * The problem of a request that names a template, or a template version, that its client does not
   * have.
   *
   * @param document the index of the document that names the template, from 0
   * @param part the index of the part within that document, from 0
   */
  default Problem noTemplate(TemplateVersion named, int document, int part) {
    return Problem.of(
        Problem.Type.NOT_FOUND, "This client has no template " + named.template() + ".");
  }

  /**
   * The document with the page that its template is for, in formats that store one with a template.
   *
   * @param settingsJson as {@link TemplateFormat#settings} gave it
   */
  default Document placed(Document document, String settingsJson) {
    return document;
  }

  /** The callback for a job that has ended; the same for the same arguments. */
  Callback callback(JobReport job, Target.Webhook target);

  /**
   * The stored body of the e-mail about a job that has ended ({@link EmailContent#body}); the same
   * bytes for the same arguments.
   */
  default byte[] email(JobReport job, Target.Email target) {
    EmailAddress to = new EmailAddress(target.address());
    return JobEmail.write(to, job.summary(shown(job.id()))).body();
  }

  /**
   * Whether this format sets the header on its callbacks or uploads; clients must not set such a
   * header.
   *
   * @param lowerCaseName the header's name in lower case
   */
  default boolean setsHeader(String lowerCaseName) {
    return false;
  }

  /**
   * The signature headers of this format, sent in addition to those of Standard Webhooks.
   *
   * @param keys all valid keys, newest first
   */
  default Map<String, String> signed(byte[] body, List<SigningKey> keys) {
    return Map.of();
  }

  /**
   * Whether the receiver's response confirms the delivery of a callback.
   *
   * @param status the HTTP status, 100 to 599
   * @param answer the response body, as much of it as was read
   */
  default boolean delivered(int status, byte[] answer) {
    return status >= 200 && status < 300;
  }

  /**
   * Whether the response body, together with the status, decides about delivery. If not, the status
   * alone decides as soon as the response head is complete.
   */
  default boolean readsAnswer() {
    return false;
  }

  /** The time limit of a callback, including the response body; empty for the configured limit. */
  default Optional<Duration> deadline() {
    return Optional.empty();
  }

  /** Whether a failed callback is retried if the client has no retry schedule of its own. */
  default boolean retries() {
    return true;
  }
}
