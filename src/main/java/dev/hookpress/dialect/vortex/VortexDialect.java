package dev.hookpress.dialect.vortex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.RateAllowance;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.BucketReader;
import dev.hookpress.dialect.reading.FaultDetails;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.dialect.reading.WebhookReader;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vortex PDF's format: parts and flat options in; the PDF in the response or, asynchronously, in a
 * bucket or behind a link that the callback tells.
 */
public final class VortexDialect implements Dialect {
  /** The name of this format. */
  public static final DialectName NAME = new DialectName("vortex");

  private static final String RENDER = "/api/v1/renderers/pdf";
  private static final String MODE = "mode";
  private static final String ASYNC = "async";
  private static final String STATUS = RENDER + "/jobs/";
  private static final String TEMPLATE_PREFIX = "tpl_";
  private static final String BASE64 = "base64";
  private static final String GOOGLE = "google_cloud_storage";
  private static final List<String> PROVIDERS = List.of("aws_s3", GOOGLE);

  private final Formats formats;

  public VortexDialect(Formats formats) {
    this.formats = formats;
  }

  @Override
  public DialectName name() {
    return NAME;
  }

  /** The service itself has no route for a job's status; that one is an addition. */
  @Override
  public List<DialectRoute> routes() {
    return List.of(
        DialectRoute.submit(RENDER),
        DialectRoute.submit(RENDER + "/async", Map.of(MODE, ASYNC)),
        DialectRoute.read(STATUS + ":" + DialectRoute.ID));
  }

  @Override
  public List<String> prefixes() {
    return List.of("/api/v1/renderers/");
  }

  /** The service tells the end of the limit in seconds since 1970. */
  @Override
  public Map<String, String> rateHeaders(RateAllowance allowance) {
    return allowance.headers("X-Rate-Limit-", allowance.resetAt().getEpochSecond());
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    boolean async = ASYNC.equals(submission.path().get(MODE));
    return JsonRequest.tolerant(
        submission,
        targets,
        (object, urls, faults) -> Optional.of(request(object, async, urls, faults)));
  }

  private Decoded.Request request(
      StrictObject object, boolean async, UrlRules urls, Faults faults) {
    List<Part> parts = VortexParts.read(object, urls, faults);
    RenderOptions options = VortexOptions.read(object, faults);
    Awaited awaited = awaited(object, async, faults);
    Destination destination = new Destination.Hosted();
    Optional<Target.Webhook> callback = Optional.empty();
    String metadataJson = Decoded.NO_METADATA;
    if (async) {
      destination = destination(object, faults);
      Optional<StrictObject> described = callback(object, faults);
      metadataJson = described.flatMap(VortexCallback::shape).orElse(Decoded.NO_METADATA);
      callback = described.flatMap(it -> webhook(it, urls, faults));
    } else {
      for (String name : List.of("destination", "callback", "webhook")) {
        if (object.value(name).isPresent()) {
          faults.add(
              object.pointerTo(name),
              "Goes with " + RENDER + "/async; here the PDF is the answer.");
        }
      }
    }
    object.end();
    return new Decoded.Request(
        List.of(new Document(parts, options, destination)),
        callback.<Target>map(target -> target).stream().toList(),
        metadataJson,
        awaited);
  }

  private static Awaited awaited(StrictObject object, boolean async, Faults faults) {
    String encoding = object.word("output_encoding", List.of("binary", BASE64)).orElse("binary");
    if (!async) {
      return encoding.equals(BASE64) ? Awaited.BASE64 : Awaited.PDF;
    }
    if (encoding.equals(BASE64)) {
      faults.withoutEffect(object.pointerTo("output_encoding"), "the PDF is stored as it is.");
    }
    return Awaited.NOTHING;
  }

  private static Destination destination(StrictObject object, Faults faults) {
    Optional<StrictObject> destination = object.object("destination");
    if (destination.isEmpty()) {
      return new Destination.Hosted();
    }
    destination.get().requiredValue("provider");
    Optional<String> provider = destination.get().word("provider", PROVIDERS);
    Destination.S3 place = BucketReader.read(destination.get(), faults);
    destination.get().end();
    if (provider.filter(GOOGLE::equals).isPresent()) {
      faults.add(
          destination.get().pointerTo("provider"),
          "Is not offered. Store HMAC keys for Google's S3-compatible endpoint and use aws_s3.");
    }
    return place;
  }

  /** One page of the service's documentation calls the callback {@code webhook}. */
  private static Optional<StrictObject> callback(StrictObject object, Faults faults) {
    if (object.value("callback").isPresent() && object.value("webhook").isPresent()) {
      faults.add(object.pointerTo("webhook"), "Is another name of callback; give one of them.");
    }
    Optional<StrictObject> webhook = object.object("webhook");
    return object.object("callback").or(() -> webhook);
  }

  private Optional<Target.Webhook> webhook(StrictObject callback, UrlRules urls, Faults faults) {
    Optional<Target.Webhook> target =
        WebhookReader.read(callback, urls, formats::setsHeader, faults);
    callback.end();
    return target;
  }

  /** The id and the place of the status are additions: the service gives neither. */
  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    ObjectNode answer = Json.object();
    answer.put("status", "accepted");
    answer.put("message", "The document is queued for rendering.");
    answer.put("job_id", shown(id));
    answer.put("status_url", STATUS + shown(id));
    return Reply.json(200, answer);
  }

  @Override
  public Reply status(JobReport job) {
    return Reply.json(200, VortexCallback.status(job, shown(job.id())));
  }

  @Override
  public Reply withoutPdf(JobReport job) {
    ObjectNode body = Json.object();
    Optional<DocumentResult.Failed> failed = VortexCallback.failure(job);
    boolean ended = job.state().ended();
    body.put("error", failed.map(it -> it.code().name()).orElse(ended ? "CANCELED" : "TIMEOUT"));
    body.put(
        "message",
        failed
            .map(DocumentResult.Failed::message)
            .orElse(
                ended
                    ? "The job was canceled."
                    : "The PDF is not ready yet; it is still being made. Use the /async route."));
    body.put("job_id", shown(job.id()));
    return Reply.json(failed.isPresent() ? 422 : ended ? 409 : 504, body);
  }

  @Override
  public String shown(JobId id) {
    return id.toString();
  }

  @Override
  public Optional<JobId> jobId(String text) {
    return JobId.parse(text);
  }

  /** Parses the id of a template, with or without the native format's prefix, or its name. */
  static Optional<TemplateId> template(String text) {
    return TemplateId.parseOrNamed(
        text.startsWith(TEMPLATE_PREFIX) ? text.substring(TEMPLATE_PREFIX.length()) : text);
  }

  /** The service documents no error body; programs only look at the status. */
  @Override
  public Reply problem(Problem problem) {
    ObjectNode body = Json.object();
    body.put("error", problem.type().slug());
    body.put("message", FaultDetails.message(problem));
    FaultDetails.put(body, problem, Problem.Fault::where);
    return Reply.json(problem.type().status(), body);
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    return new Callback(Json.write(VortexCallback.payload(job, shown(job.id()))));
  }
}
