package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hookpress.dialect.EndedJob.EndedDocument;
import dev.hookpress.job.Destination;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Document;
import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Part;
import dev.hookpress.job.RenderOptions;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hookpress's own format, described in {@code openapi.yaml}; a job of it has one document. */
public final class NativeDialect implements Dialect {
  /** What a job's id begins with. */
  public static final String JOB_PREFIX = "job_";

  /** What a notification's id begins with. */
  public static final String NOTIFICATION_PREFIX = "msg_";

  /** What a signing key's id begins with. */
  public static final String SIGNING_KEY_PREFIX = "sig_";

  /** What a replay's id begins with. */
  public static final String REPLAY_PREFIX = "rpl_";

  /** The metadata of a job whose client gave none; it is not shown. */
  public static final String NO_METADATA = "{}";

  /** A job's id as it is shown. */
  public static String shown(JobId id) {
    return JOB_PREFIX + id;
  }

  /** A notification's id as it is shown, and as {@code webhook-id} has it. */
  public static String shown(NotificationId id) {
    return NOTIFICATION_PREFIX + id;
  }

  /** A replay's id as it is shown. */
  public static String shown(ReplayId id) {
    return REPLAY_PREFIX + id;
  }

  /** Reads a {@link #shown(JobId)}; empty for anything else. */
  public static Optional<JobId> jobId(String text) {
    return text.startsWith(JOB_PREFIX)
        ? JobId.parse(text.substring(JOB_PREFIX.length()))
        : Optional.empty();
  }

  /** Reads a {@link #shown(NotificationId)}; empty for anything else. */
  public static Optional<NotificationId> notificationId(String text) {
    return text.startsWith(NOTIFICATION_PREFIX)
        ? NotificationId.parse(text.substring(NOTIFICATION_PREFIX.length()))
        : Optional.empty();
  }

  /** A signing key's id as it is shown. */
  public static String shown(SigningKeyId id) {
    return SIGNING_KEY_PREFIX + id;
  }

  /** Reads a {@link #shown(SigningKeyId)}; empty for anything else. */
  public static Optional<SigningKeyId> signingKeyId(String text) {
    return text.startsWith(SIGNING_KEY_PREFIX)
        ? SigningKeyId.parse(text.substring(SIGNING_KEY_PREFIX.length()))
        : Optional.empty();
  }

  /** Reads a {@link #shown(ReplayId)}; empty for anything else. */
  public static Optional<ReplayId> replayId(String text) {
    return text.startsWith(REPLAY_PREFIX)
        ? ReplayId.parse(text.substring(REPLAY_PREFIX.length()))
        : Optional.empty();
  }

  @Override
  public DialectName name() {
    return DialectName.NATIVE;
  }

  @Override
  public Decoded decode(byte[] body, TargetCheck targets) {
    Json.Read read = Json.read(body);
    if (read instanceof Json.Read.Malformed malformed) {
      return new Decoded.Refused(malformed.problem());
    }
    Faults faults = new Faults();
    Optional<Decoded.Request> request =
        StrictObject.of(((Json.Read.Tree) read).root(), "", faults)
            .map(object -> request(object, new UrlRules(targets, faults), faults));
    return faults.none() ? request.orElseThrow() : new Decoded.Refused(faults.problem());
  }

  private static Decoded.Request request(StrictObject object, UrlRules urls, Faults faults) {
    List<Part> parts = NativeParts.read(object, urls, faults);
    RenderOptions options = NativeOptions.read(object, faults);
    Destination destination = NativeDestination.read(object, urls, faults);
    List<Target> targets = NativeTargets.read(object, urls, faults);
    String metadataJson = NativeMetadata.read(object, faults);
    object.end();
    return new Decoded.Request(
        List.of(new Document(parts, options, destination)), targets, metadataJson);
  }

  @Override
  public byte[] accepted(JobId id, Instant createdAt) {
    ObjectNode answer = Json.object();
    answer.put("id", shown(id));
    answer.put("status", JobState.PENDING.label());
    answer.put("created_at", Timestamps.millis(createdAt));
    answer.set("links", links(id));
    return Json.write(answer);
  }

  /** Where to read more about a job. */
  public static ObjectNode links(JobId id) {
    String self = "/v1/jobs/" + shown(id);
    return Json.object().put("self", self).put("notifications", self + "/notifications");
  }

  @Override
  public byte[] problem(Problem problem) {
    ObjectNode body = Json.object();
    body.put("type", problem.type().uri());
    body.put("title", problem.type().title());
    body.put("status", problem.type().status());
    body.put("detail", problem.detail());
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = body.putArray("errors");
      problem
          .errors()
          .forEach(
              fault ->
                  errors
                      .addObject()
                      .put(fault.place(), fault.where())
                      .put("detail", fault.detail()));
    }
    return Json.write(body);
  }

  @Override
  public String problemContentType() {
    return "application/problem+json";
  }

  @Override
  public byte[] callback(EndedJob job) {
    return Json.write(told(job));
  }

  /** The seed's payload, with {@code error} on failure and {@code metadata} where it was given. */
  static ObjectNode told(EndedJob job) {
    EndedDocument document = job.documents().get(0);
    ObjectNode body = Json.object();
    body.put("status", job.state().label());
    body.set("destination", NativeDestination.shown(document.destination(), document.link()));
    body.put("job_id", shown(job.id()));
    body.put("completed_at", Timestamps.seconds(job.endedAt()));
    if (document.result().orElse(null) instanceof DocumentResult.Failed failed) {
      body.set("error", error(failed));
    }
    if (!job.metadataJson().equals(NO_METADATA)) {
      body.putRawValue("metadata", new RawValue(job.metadataJson()));
    }
    return body;
  }

  /** Why there is no PDF, as callbacks and answers show it. */
  public static ObjectNode error(DocumentResult.Failed failed) {
    return Json.object().put("code", failed.code().name()).put("message", failed.message());
  }

  @Override
  public boolean delivered(int status, byte[] answer) {
    return status >= 200 && status < 300;
  }
}
