package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
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
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hookpress's own format, described in {@code openapi.yaml}. */
public final class NativeDialect implements Dialect {
  // A result that is gone before it can be fetched helps nobody.
  private static final int MIN_EXPIRY_SECONDS = 60;
  private static final int MAX_EXPIRY_SECONDS = 365 * 86_400;

  private static final String BULK = "bulk";
  private static final List<String> PRIORITIES = List.of("interactive", BULK);

  /** The name of this format. */
  public static final DialectName NAME = new DialectName("native");

  private final Formats formats;

  public NativeDialect(Formats formats) {
    this.formats = formats;
  }

  @Override
  public DialectName name() {
    return NAME;
  }

  @Override
  public List<DialectRoute> routes() {
    return List.of(DialectRoute.submit("/v1/jobs"));
  }

  @Override
  public List<String> prefixes() {
    return List.of("/");
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    return JsonRequest.strict(submission, targets, this::request);
  }

  private Optional<Decoded.Request> request(StrictObject object, UrlRules urls, Faults faults) {
    boolean test = object.bool("test").orElse(false);
    List<Document> documents =
        documents(object, urls, faults).stream().map(it -> test ? sample(it) : it).toList();
    if (test && documents.stream().anyMatch(it -> it.options().pdf().fixed())) {
      faults.add(
          object.pointerTo("test"),
          "Cannot go with conformance, reproducible or attachments: a sample is marked later.");
    }
    List<Target> targets = NativeTargets.read(object, urls, formats, faults);
    String metadataJson = NativeMetadata.read(object, faults);
    Optional<Duration> kept =
        object
            .integer("expires_in", MIN_EXPIRY_SECONDS, MAX_EXPIRY_SECONDS)
            .map(Duration::ofSeconds);
    boolean bulk = object.word("priority", PRIORITIES).filter(BULK::equals).isPresent();
    object.end();
    return Optional.of(
        new Decoded.Request(documents, targets, metadataJson).kept(kept).inBulk(bulk));
  }

  /** The document as a sample. */
  private static Document sample(Document document) {
    RenderOptions options = document.options();
    return document.with(options.printing(options.print().tested()));
  }

  private List<Document> documents(StrictObject object, UrlRules urls, Faults faults) {
    Optional<JsonNode> several = object.list("documents");
    if (several.isEmpty()) {
      return List.of(document(object, urls, faults));
    }
    for (String name : List.of("parts", "options", "destination")) {
      if (object.value(name).isPresent()) {
        faults.add(object.pointerTo(name), "Cannot go with documents: each has its own.");
      }
    }
    String pointer = object.pointerTo("documents");
    JsonNode list = several.get();
    if (!list.isArray() || list.size() > Decoded.MAX_DOCUMENTS) {
      faults.add(pointer, "Must be a list of 1 to " + Decoded.MAX_DOCUMENTS + " documents.");
      return List.of();
    }
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      StrictObject.of(list.get(i), pointer + "/" + i, faults)
          .ifPresent(
              each -> {
                Document one = document(each, urls, faults);
                if (list.size() > 1 && severalFiles(one.options())) {
                  faults.add(
                      each.pointerTo("options"),
                      "Only the document of a job with no other is split, or drawn as images,"
                          + " without zip.");
                }
                documents.add(one);
                each.end();
              });
    }
    return documents;
  }

  private Document document(StrictObject object, UrlRules urls, Faults faults) {
    List<Part> parts = NativeParts.read(object, urls, faults);
    RenderOptions options = NativeOptions.read(object, urls, faults);
    Destination destination = NativeDestination.read(object, urls, formats, faults);
    if (severalFiles(options) && !(destination instanceof Destination.Hosted)) {
      faults.add(
          object.pointerTo("destination"),
          "Has room for one file only; split and images with zip.");
    }
    return new Document(parts, options, destination);
  }

  /** Whether the last steps make files whose number only the PDF tells. */
  private static boolean severalFiles(RenderOptions options) {
    return options.steps().stream()
        .map(PdfStep::operation)
        .anyMatch(
            it ->
                it instanceof PdfOperation.Split split && !split.zipped()
                    || it instanceof PdfToImages images && !images.zipped());
  }

  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    ObjectNode answer = Json.object();
    answer.put("id", shown(id));
    answer.put("status", JobState.PENDING.label());
    answer.put("created_at", Timestamps.millis(createdAt));
    answer.set("links", links(id));
    return Reply.json(202, Map.of("Location", self(id)), answer);
  }

  @Override
  public Reply status(JobReport job) {
    return Reply.json(200, NativeJob.shown(job));
  }

  /** A client that has waited in vain gets the job as it is, with where to look for it later. */
  @Override
  public Reply withoutPdf(JobReport job) {
    return job.state().ended()
        ? status(job)
        : Reply.json(202, Map.of("Location", self(job.id())), NativeJob.shown(job));
  }

  @Override
  public String shown(JobId id) {
    return NativeIds.shown(id);
  }

  @Override
  public Optional<JobId> jobId(String text) {
    return NativeIds.job(text);
  }

  /** The links to the job's resources. */
  public static ObjectNode links(JobId id) {
    return Json.object().put("self", self(id)).put("notifications", self(id) + "/notifications");
  }

  private static String self(JobId id) {
    return "/v1/jobs/" + NativeIds.shown(id);
  }

  @Override
  public Reply problem(Problem problem) {
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
                      .put(fault.kind(), fault.where())
                      .put("detail", fault.detail()));
    }
    return new Reply(
        problem.type().status(), Map.of(), "application/problem+json", Json.write(body));
  }

  @Override
  public Problem noTemplate(TemplateVersion named, int document, int part) {
    Faults faults = new Faults();
    faults.add(
        "/parts/" + part + "/template",
        named.number() == TemplateVersion.NEWEST
            ? "This client has no such template."
            : "This client has no such template, or it has no version " + named.number() + ".");
    return faults.problem();
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    return new Callback(Json.write(encode(job)));
  }

  /**
   * The seed's payload, with {@code error} on failure, {@code metadata} if it was given, and one
   * entry of {@code documents} per document if there are several.
   */
  public static ObjectNode encode(JobReport job) {
    ObjectNode body = Json.object();
    body.put("status", job.state().label());
    if (job.documents().size() == 1) {
      body.set("destination", NativeDestination.shown(job.documents().get(0)));
    }
    body.put("job_id", NativeIds.shown(job.id()));
    body.put("completed_at", Timestamps.seconds(job.endedAt().orElseThrow()));
    if (job.documents().size() > 1) {
      ArrayNode documents = body.putArray("documents");
      job.documents().forEach(document -> documents.add(NativeJob.document(document)));
    } else {
      job.documents().get(0).result().ifPresent(result -> putResult(body, result));
      NativeJob.putFiles(body, job.documents().get(0));
    }
    if (!job.metadataJson().equals(Decoded.NO_METADATA)) {
      body.putRawValue("metadata", new RawValue(job.metadataJson()));
    }
    return body;
  }

  private static void putResult(ObjectNode body, DocumentResult result) {
    if (result instanceof DocumentResult.Failed failed) {
      body.set("error", error(failed));
    }
    NativeJob.putVerification(body, result);
  }

  /** The reason why there is no PDF, as callbacks and replies show it. */
  public static ObjectNode error(DocumentResult.Failed failed) {
    return Json.object().put("code", failed.code().name()).put("message", failed.message());
  }
}
