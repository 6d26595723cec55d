package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.email.JobSummary;
import dev.hookpress.dialect.email.JobSummary.Ending;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.DocumentResult.Failed;
import dev.hookpress.job.document.DocumentResult.Stored;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Encodes a job for {@link EnconvertDialect}: callback, status and e-mail carry the same content.
 */
final class EnconvertJob {
  static final String SINGLE_PREFIX = "job_";
  static final String PROCESSING = "processing";

  private static final String BATCH_PREFIX = "batch_";
  private static final String SUCCESS = "success";
  private static final String FAILED = "failed";

  private EnconvertJob() {}

  /** Formats the id of a job of this format. */
  static String shown(JobId id, int documents, String metadataJson) {
    return (documents > 1 || EnconvertTraits.of(metadataJson).batch()
            ? BATCH_PREFIX
            : SINGLE_PREFIX)
        + id;
  }

  /** Parses an id of either kind; empty for anything else. */
  static Optional<JobId> id(String text) {
    for (String prefix : List.of(SINGLE_PREFIX, BATCH_PREFIX)) {
      if (text.startsWith(prefix)) {
        return JobId.parse(text.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  /** The seed's payload; before the job has ended, it lists the tasks that have ended so far. */
  static ObjectNode encode(JobReport job, Formats formats) {
    List<DocumentReport> done = job.documents().stream().filter(each -> ended(job, each)).toList();
    long completed = done.stream().filter(each -> stored(each).isPresent()).count();
    ObjectNode body = Json.object();
    body.put("job_id", id(job, formats));
    body.put("status", status(job.state()));
    body.put("total_tasks", job.documents().size());
    body.put("completed_tasks", completed);
    body.put("failed_tasks", done.size() - completed);
    ArrayNode tasks = body.putArray("tasks");
    done.forEach(each -> tasks.add(task(job, each)));
    return body;
  }

  /**
   * The payload of a callback. That of the current generation has the members of both, and its own
   * word for success; {@code gcs_uri} is its name for the key of the file.
   */
  static ObjectNode callback(JobReport job, Formats formats) {
    ObjectNode body = encode(job, formats);
    EnconvertTraits traits = EnconvertTraits.of(job.metadataJson());
    if (!traits.current()) {
      return body;
    }
    body.put("status", job.state() == JobState.COMPLETED ? SUCCESS : FAILED);
    body.set("successful_tasks", body.get("completed_tasks"));
    for (int i = 0; i < job.documents().size(); i++) {
      if (stored(job.documents().get(i)).isPresent()) {
        ((ObjectNode) body.get("tasks").get(i))
            .put("filename", job.documents().get(i).request().options().filename());
      }
    }
    if (traits.batch()) {
      return body.put("batch_id", id(job, formats));
    }
    DocumentReport only = job.documents().get(0);
    stored(only)
        .ifPresent(
            it -> {
              key(job, only).ifPresent(key -> body.put("gcs_uri", key));
              body.put("filename", only.request().options().filename());
              body.put("file_size", it.bytes());
            });
    return body;
  }

  /**
   * The status of a job. That of a single conversion of the current generation has that
   * generation's members and its word for success; the others are the seed's payload.
   */
  static ObjectNode status(JobReport job, Formats formats) {
    ObjectNode status = encode(job, formats);
    EnconvertTraits traits = EnconvertTraits.of(job.metadataJson());
    if (!traits.current() || traits.batch() || !job.state().ended()) {
      return status;
    }
    DocumentReport only = job.documents().get(0);
    if (stored(only).isPresent()) {
      status.setAll(file(job, only));
      return status.put("status", SUCCESS);
    }
    return status.put("error", error(only));
  }

  /** The answer to a client of the current generation that waited for its conversion. */
  static ObjectNode converted(JobReport job, Formats formats) {
    DocumentReport only = job.documents().get(0);
    ObjectNode converted = file(job, only);
    stored(only).ifPresent(it -> converted.put("conversion_time_seconds", seconds(it)));
    return converted.put("job_id", id(job, formats));
  }

  private static ObjectNode file(JobReport job, DocumentReport document) {
    ObjectNode file = Json.object();
    document.link().ifPresent(link -> file.put("presigned_url", link.url()));
    key(job, document).ifPresent(key -> file.put("object_key", key));
    file.put("filename", document.request().options().filename());
    stored(document).ifPresent(it -> file.put("file_size", it.bytes()));
    return file;
  }

  /** The summary of the job for an e-mail. */
  static JobSummary summary(JobReport job, Formats formats) {
    return new JobSummary(
        id(job, formats),
        job.state() == JobState.COMPLETED ? SUCCESS : FAILED,
        job.documents().stream()
            .map(each -> new JobSummary.Result(each.source(), ending(each)))
            .toList());
  }

  private static Ending ending(DocumentReport document) {
    return stored(document)
        .<Ending>map(
            stored -> new Ending.Made(SUCCESS, stored.bytes(), stored.seconds(), document.link()))
        .orElseGet(() -> new Ending.NotMade(FAILED, error(document)));
  }

  /**
   * The id that the client knows: the one that it chose itself or, for a job submitted in another
   * format, that format's id.
   */
  static String id(JobReport job, Formats formats) {
    if (!job.dialect().equals(EnconvertDialect.NAME)) {
      return formats.shownId(job);
    }
    return EnconvertTraits.of(job.metadataJson())
        .jobId()
        .orElseGet(() -> shown(job.id(), job.documents().size(), job.metadataJson()));
  }

  private static String status(JobState state) {
    return switch (state) {
      case PENDING, PROCESSING -> PROCESSING;
      case COMPLETED -> "completed";
      case FAILED, CANCELED -> FAILED;
    };
  }

  static boolean ended(JobReport job, DocumentReport document) {
    return document.result().isPresent() || job.state().ended();
  }

  private static ObjectNode task(JobReport job, DocumentReport document) {
    ObjectNode task = Json.object();
    // For a job of another format this may be only a name.
    task.put("url", document.source());
    Optional<Stored> stored = stored(document);
    if (stored.isEmpty()) {
      return task.put("status", FAILED).put("error", error(document));
    }
    task.put("status", SUCCESS);
    document.link().ifPresent(link -> task.put("presigned_url", link.url()));
    key(job, document).ifPresent(key -> task.put("object_key", key));
    task.put("file_size", stored.get().bytes());
    task.put("conversion_time", seconds(stored.get()));
    return task;
  }

  /** Identifies the file while it is stored; the file cannot be fetched by this key. */
  private static Optional<String> key(JobReport job, DocumentReport document) {
    if (document.destination() instanceof Destination.S3 s3) {
      return Optional.of(s3.path());
    }
    String filename = document.request().options().filename();
    return document.destination() instanceof Destination.Hosted
        ? Optional.of(
            "live/files/"
                + job.id()
                + "/"
                + EnconvertTraits.of(job.metadataJson()).conversion().orElse("url-to-pdf")
                + "/"
                + filename)
        : Optional.empty();
  }

  static Optional<Stored> stored(DocumentReport document) {
    return document.result().filter(Stored.class::isInstance).map(Stored.class::cast);
  }

  /**
   * The time from the first request for the page until its PDF was stored, in seconds, rounded to
   * hundredths.
   */
  private static BigDecimal seconds(Stored stored) {
    return BigDecimal.valueOf(stored.seconds()).setScale(2, RoundingMode.HALF_UP);
  }

  /** The reason why a document is not stored. */
  static String error(DocumentReport document) {
    return document
        .result()
        .map(EnconvertJob::error)
        .orElse("The job was canceled before this page was converted.");
  }

  private static String error(DocumentResult result) {
    Failed failed = (Failed) result;
    String what =
        switch (failed.code()) {
          case SOURCE_FETCH_FAILED,
              SOURCE_BLOCKED,
              SOURCE_HTTP_STATUS,
              SOURCE_TOO_LARGE,
              SOURCE_INVALID ->
              "Failed to load page: ";
          case UPLOAD_FAILED, UPLOAD_BLOCKED, CREDENTIALS_MISSING -> "Failed to store file: ";
          default -> "Failed to convert page: ";
        };
    return what + failed.message();
  }
}
