package dev.hookpress.dialect.tailpdf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.FaultDetails;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TailwindReader;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * TailPDF's format: renders HTML styled with Tailwind classes and returns the PDF in the response
 * or, with {@code async}, uploads it to a presigned URL.
 */
public final class TailpdfDialect implements Dialect {
  /** The name of this format. */
  public static final DialectName NAME = new DialectName("tailpdf");

  /** The prefix of TailPDF's own headers, in lower case; clients must not set such a header. */
  private static final String HEADERS = "x-tailpdf-";

  private static final String JOBS = "/jobs/";
  private static final int UNPROCESSABLE = 422;
  // The service suggests it for its own 503.
  private static final String RETRY_AFTER_SECONDS = "30";
  // The limit of the field; the limit on the request body is lower.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  @Override
  public DialectName name() {
    return NAME;
  }

  @Override
  public boolean setsHeader(String lowerCaseName) {
    return lowerCaseName.startsWith(HEADERS);
  }

  @Override
  public List<DialectRoute> routes() {
    return List.of(DialectRoute.submit("/pdf"), DialectRoute.read(JOBS + ":" + DialectRoute.ID));
  }

  @Override
  public List<String> prefixes() {
    return List.of("/pdf", "/jobs/");
  }

  @Override
  public Optional<String> noStoreHeader() {
    return Optional.of("X-No-Store");
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    return JsonRequest.tolerant(submission, targets, TailpdfDialect::request);
  }

  private static Optional<Decoded.Request> request(
      StrictObject object, UrlRules urls, Faults faults) {
    String content = object.requiredText("content", MAX_CHARACTERS).orElse("absent");
    List<FontRequest> fonts = TailwindReader.fonts(object, faults);
    boolean async = object.bool("async").orElse(false);
    Optional<URI> upload = url(object, "upload_url", async, urls, faults);
    Optional<URI> webhook = url(object, "webhook_url", async, urls, faults);
    if (async && object.value("upload_url").isEmpty()) {
      faults.add(object.pointerTo("upload_url"), "Is required with async: true.");
    }
    RenderOptions options =
        TailpdfOptions.read(object, faults).withTailwind(new TailwindStyling(fonts));
    config(object, faults);
    object.end();
    Destination destination =
        upload
            .<Destination>map(
                at -> new Destination.PresignedPut(at, Map.of("Content-Type", "application/pdf")))
            .orElseGet(Destination.Hosted::new);
    return Optional.of(
        new Decoded.Request(
            List.of(new Document(List.of(new Part.Html(content)), options, destination)),
            webhook.<Target>map(at -> new Target.Webhook(at, Map.of())).stream().toList(),
            "{}",
            async ? Awaited.NOTHING : Awaited.PDF));
  }

  /** PHP clients send an empty configuration as an empty list. */
  private static void config(StrictObject object, Faults faults) {
    Optional<JsonNode> config = object.value("config");
    if (config.isPresent() && !config.get().isContainerNode()) {
      faults.add(object.pointerTo("config"), "Must be an object, Tailwind's configuration.");
    } else if (config.filter(it -> !it.isEmpty()).isPresent()) {
      faults.withoutEffect(
          object.pointerTo("config"), "classes are those of Tailwind's own configuration.");
    }
  }

  private static Optional<URI> url(
      StrictObject object, String name, boolean async, UrlRules urls, Faults faults) {
    Optional<JsonNode> value = object.value(name);
    if (value.isPresent() && !async) {
      faults.add(
          object.pointerTo(name), "Goes with async: true; without it, the PDF is the answer.");
      return Optional.empty();
    }
    return value.flatMap(given -> urls.read(given, object.pointerTo(name)));
  }

  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    return Reply.json(202, withStatus(Json.object(), id, "pending"));
  }

  private static ObjectNode withStatus(ObjectNode answer, JobId id, String status) {
    return answer.put("job_id", id.toString()).put("status", status).put("status_url", JOBS + id);
  }

  @Override
  public Reply status(JobReport job) {
    ObjectNode answer = Json.object();
    answer.put("job_id", shown(job.id()));
    answer.put("status", job.uploading() ? "uploading" : status(job.state()));
    answer.put("created_at", Timestamps.seconds(job.createdAt()));
    job.startedAt()
        .filter(at -> job.state() != JobState.PENDING)
        .ifPresent(at -> answer.put("started_at", Timestamps.seconds(at)));
    job.endedAt().ifPresent(at -> answer.put("completed_at", Timestamps.seconds(at)));
    if (job.state() == JobState.COMPLETED) {
      ObjectNode result = answer.putObject("result");
      putResult(result, job);
      List<String> warnings = stored(job).flatMap(pdf -> pdf.warnings().stream()).toList();
      if (!warnings.isEmpty()) {
        ArrayNode shown = result.putArray("warnings");
        warnings.forEach(shown::add);
      }
    } else if (job.state().ended()) {
      answer.put("error_message", errorMessage(job));
    }
    return Reply.json(200, answer);
  }

  /** TailPDF has no cancellation. A canceled job has no PDF, so it is shown as failed. */
  private static String status(JobState state) {
    return state == JobState.CANCELED ? JobState.FAILED.label() : state.label();
  }

  private static void putResult(ObjectNode result, JobReport job) {
    result.put("file_size_bytes", stored(job).mapToLong(DocumentResult.Stored::bytes).sum());
    result.put(
        "render_duration_ms", stored(job).mapToLong(DocumentResult.Stored::renderMillis).sum());
    result.put(
        "upload_duration_ms", stored(job).mapToLong(DocumentResult.Stored::uploadMillis).sum());
  }

  private static Stream<DocumentResult.Stored> stored(JobReport job) {
    return results(job, DocumentResult.Stored.class);
  }

  private static Optional<DocumentResult.Failed> failure(JobReport job) {
    return results(job, DocumentResult.Failed.class).findFirst();
  }

  private static <T> Stream<T> results(JobReport job, Class<T> kind) {
    return job.documents().stream()
        .flatMap(document -> document.result().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static String errorMessage(JobReport job) {
    return job.state() == JobState.CANCELED
        ? "The job was canceled"
        : failure(job).map(DocumentResult.Failed::message).orElse("The job failed");
  }

  /** The service answers every faulty input with 400. */
  @Override
  public Reply problem(Problem problem) {
    ObjectNode body = error(problem.type().name(), FaultDetails.message(problem));
    FaultDetails.put(body, problem, TailpdfDialect::field);
    int status = problem.type().status();
    return Reply.json(status == UNPROCESSABLE ? 400 : status, body);
  }

  private static ObjectNode error(String code, String message) {
    return Json.object().put("error", code.toLowerCase(Locale.ROOT)).put("message", message);
  }

  /** Formats a JSON pointer as names separated by full stops; empty for the body itself. */
  private static String field(Problem.Fault fault) {
    String where = fault.where();
    return where.startsWith("/")
        ? where.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~")
        : where;
  }

  /** The service answers 500 when rendering fails and 503 when the client is to try again. */
  @Override
  public Reply withoutPdf(JobReport job) {
    Optional<DocumentResult.Failed> failed = failure(job);
    if (failed.isPresent()) {
      ObjectNode body = error(failed.get().code().name(), failed.get().message());
      return Reply.json(500, withStatus(body, job.id(), status(job.state())));
    }
    if (job.state().ended()) {
      ObjectNode body = error("canceled", errorMessage(job));
      return Reply.json(409, withStatus(body, job.id(), status(job.state())));
    }
    ObjectNode body =
        error("timeout", "The PDF is not ready yet; it is still being made. Use async: true.");
    return Reply.json(
        503,
        Map.of("Retry-After", RETRY_AFTER_SECONDS),
        withStatus(body, job.id(), status(job.state())));
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    boolean completed = job.state() == JobState.COMPLETED;
    String event = completed ? "render.completed" : "render.failed";
    ObjectNode body = Json.object();
    body.put("event", event);
    body.put("job_id", shown(job.id()));
    body.put("timestamp", Timestamps.seconds(job.endedAt().orElseThrow()));
    ObjectNode data = body.putObject("data");
    data.put("status", status(job.state()));
    if (completed) {
      putResult(data, job);
    } else {
      data.put("error_message", errorMessage(job));
    }
    return new Callback(
        Json.write(body),
        Map.of(
            "Content-Type", "application/json",
            "User-Agent", "TailPDF-Webhook/1.0",
            "X-TailPDF-Event", event));
  }

  /**
   * Signs with {@code sha256=} and the hexadecimal HMAC of the body. The header has room for one
   * signature, made with the newest secret; the HMAC key is the secret's text including {@code
   * whsec_}. Asymmetric keys give no signature.
   */
  @Override
  public Map<String, String> signed(byte[] body, List<SigningKey> keys) {
    return keys.stream()
        .filter(key -> key.scheme() == SigningScheme.V1)
        .findFirst()
        .map(
            key ->
                Map.of(
                    "X-TailPDF-Signature",
                    "sha256="
                        + new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.reveal()).hmacHex(body)))
        .orElseGet(Map::of);
  }
}
