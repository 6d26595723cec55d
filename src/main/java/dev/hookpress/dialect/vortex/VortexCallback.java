package dev.hookpress.dialect.vortex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Encodes a job for Vortex PDF's callbacks, whose documentation has two payloads: {@code job}, with
 * the job's id and its destination as sent, and the later {@code result}, with the stored object.
 * {@code payload} in the callback chooses; the default is {@code job}.
 */
final class VortexCallback {
  private static final String PAYLOAD = "payload";
  private static final String RESULT = "result";

  private static final Set<FailureCode> NOT_STORED =
      EnumSet.of(
          FailureCode.UPLOAD_FAILED, FailureCode.UPLOAD_BLOCKED, FailureCode.CREDENTIALS_MISSING);

  private static final List<String> TIMES =
      List.of("timeCreated", "updated", "timeFinalized", "timeStorageClassUpdated");

  private static final List<String> WITHOUT_VALUE =
      List.of(
          "id",
          "bucket",
          "generation",
          "metageneration",
          "md5Hash",
          "crc32c",
          "etag",
          "storageClass",
          "acl",
          "metadata",
          "owner",
          "contentEncoding",
          "cacheControl");

  /** The metadata of a job that asks for the payload {@code result}. */
  private static final String WITH_RESULT = "{\"payload\":\"result\"}";

  private VortexCallback() {}

  /** The metadata by which the choice of payload is kept; empty for the default. */
  static Optional<String> shape(StrictObject callback) {
    return callback
        .word(PAYLOAD, List.of("job", RESULT))
        .filter(RESULT::equals)
        .map(chosen -> WITH_RESULT);
  }

  static ObjectNode payload(JobReport job, String shownId) {
    return job.metadataJson().equals(WITH_RESULT) ? withResult(job) : withJob(job, shownId);
  }

  /** The job while it runs and afterwards, like the payload {@code job}. */
  static ObjectNode status(JobReport job, String shownId) {
    return job.state().ended()
        ? withJob(job, shownId)
        : Json.object().put("status", job.state().label()).put("job_id", shownId);
  }

  static Optional<DocumentResult.Failed> failure(JobReport job) {
    return document(job)
        .result()
        .filter(DocumentResult.Failed.class::isInstance)
        .map(DocumentResult.Failed.class::cast);
  }

  private static ObjectNode withJob(JobReport job, String shownId) {
    ObjectNode body = Json.object();
    body.put("status", job.state().label());
    if (document(job).destination() instanceof Destination.S3 s3) {
      ObjectNode destination = body.putObject("destination");
      destination.put("provider", "aws_s3").put("bucket", s3.bucket()).put("path", s3.path());
      s3.region().ifPresent(region -> destination.put("region", region));
    } else {
      stored(job).ifPresent(stored -> body.set(RESULT, object(job, stored)));
    }
    body.put("job_id", shownId);
    body.put("completed_at", Timestamps.seconds(job.endedAt().orElseThrow()));
    failure(job)
        .ifPresent(
            failed ->
                body.putObject("error")
                    .put("code", failed.code().name())
                    .put("message", failed.message()));
    return body;
  }

  private static ObjectNode withResult(JobReport job) {
    ObjectNode body = Json.object();
    body.put("status", job.state() == JobState.COMPLETED ? "success" : "failure");
    body.put("timestamp", Timestamps.millis(job.endedAt().orElseThrow()));
    Optional<DocumentResult.Stored> stored = stored(job);
    if (stored.isEmpty()) {
      ObjectNode result = body.putObject(RESULT);
      result.put("error", notStored(job) ? "s3_error" : "render_error");
      result.put("code", failure(job).map(it -> it.code().name()).orElse("CANCELED"));
      result.put(
          "message",
          failure(job).map(DocumentResult.Failed::message).orElse("The job was canceled."));
    } else if (document(job).destination() instanceof Destination.S3 s3) {
      body.putObject(RESULT).put("bucket", s3.bucket()).put("key", s3.path());
    } else {
      body.set(RESULT, object(job, stored.get()));
    }
    return body;
  }

  /** Whether a PDF was made that the client's bucket did not take. */
  private static boolean notStored(JobReport job) {
    return document(job).destination() instanceof Destination.S3
        && failure(job).filter(it -> NOT_STORED.contains(it.code())).isPresent();
  }

  /**
   * The members of a stored object; those that a file without a bucket has not are null. The link
   * is valid for a limited time.
   */
  private static ObjectNode object(JobReport job, DocumentResult.Stored stored) {
    ObjectNode object = Json.object();
    object.put("kind", "storage#object");
    object.put("name", document(job).request().options().filename());
    object.put("contentType", "application/pdf");
    object.put("size", Long.toString(stored.bytes()));
    Optional<HostedLink> link = document(job).link();
    object.put("mediaLink", link.map(HostedLink::url).orElse(null));
    object.put("selfLink", link.map(HostedLink::url).orElse(null));
    job.endedAt()
        .map(Timestamps::millis)
        .ifPresent(at -> TIMES.forEach(name -> object.put(name, at)));
    WITHOUT_VALUE.forEach(object::putNull);
    return object;
  }

  private static Optional<DocumentResult.Stored> stored(JobReport job) {
    return document(job)
        .result()
        .filter(DocumentResult.Stored.class::isInstance)
        .map(DocumentResult.Stored.class::cast);
  }

  /** Jobs of this format have one document; of another format's job the first is told. */
  private static DocumentReport document(JobReport job) {
    return job.documents().get(0);
  }
}
