package dev.hookpress.dialect.pdfgorilla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.DialectRoute.Does;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.FaultDetails;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.TemplateData;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * PDF Gorilla's format: renders a stored template with {@code data} and signs the callback with the
 * secret from the request.
 */
public final class PdfgorillaDialect implements Dialect {
  /** The name of this format. */
  public static final DialectName NAME = new DialectName("pdfgorilla");

  /** The prefix of PDF Gorilla's own headers, in lower case. */
  private static final String HEADERS = "x-pdfg-";

  /** The header with the job's id, by which receivers drop duplicates. */
  public static final String EVENT_ID = "x-pdfg-event-id";

  /** The header with the HMAC-SHA256 of the raw body, in hex. */
  public static final String SIGNATURE = "x-pdfg-signature";

  private static final String TEMPLATE = "template";
  private static final String TEMPLATES = "/api/v1/templates";
  private static final String JOBS = "/api/v1/jobs/";
  private static final String JOB = JOBS + ":" + DialectRoute.ID;
  private static final int MAX_SECRET_CHARACTERS = 512;
  private static final String FILENAME = "document.pdf";

  // PDF Gorilla's rule for receivers: "Your handler should return 2xx within about 5 seconds."
  private static final Duration DEADLINE = Duration.ofSeconds(5);

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
    return List.of(
        DialectRoute.submit(TEMPLATES + "/:" + TEMPLATE + "/generate-async"),
        DialectRoute.read(JOB),
        new DialectRoute(Does.CANCEL, "POST", JOB + "/cancel"),
        new DialectRoute(Does.CANCEL, "DELETE", JOB));
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    String shown = submission.path().getOrDefault(TEMPLATE, "");
    Optional<TemplateId> template = TemplateId.parse(shown);
    if (template.isEmpty()) {
      return new Decoded.Refused(
          Problem.of(Type.NOT_FOUND, "This client has no such template: its id is not one."));
    }
    return JsonRequest.decode(
        submission.body(),
        targets,
        (object, urls, faults) -> Optional.of(request(template.get(), object, urls, faults)));
  }

  private static Decoded.Request request(
      TemplateId template, StrictObject object, UrlRules urls, Faults faults) {
    String dataJson = TemplateData.read(object, faults);
    Optional<Target> webhook = webhook(object, urls, faults);
    object.end();
    Part part = new Part.Template(new TemplateVersion(template, TemplateVersion.NEWEST), dataJson);
    Document document =
        new Document(List.of(part), RenderOptions.standard(FILENAME), new Destination.Hosted());
    return new Decoded.Request(List.of(document), webhook.stream().toList(), Decoded.NO_METADATA);
  }

  /** Reads the webhook. A secret without a URL is validated and ignored. */
  private static Optional<Target> webhook(StrictObject object, UrlRules urls, Faults faults) {
    String field = "webhookUrl";
    Optional<URI> url =
        object.value(field).flatMap(value -> urls.read(value, object.pointerTo(field)));
    Optional<String> secret = object.text("webhookSecret", MAX_SECRET_CHARACTERS);
    if (object.value(field).isPresent() && object.value("webhookSecret").isEmpty()) {
      faults.add(object.pointerTo("webhookSecret"), "Is required whenever webhookUrl is set.");
    }
    return url.map(at -> new Target.Webhook(at, Map.of(), secret, Optional.empty()));
  }

  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    ObjectNode answer = Json.object();
    answer.put("jobId", shown(id));
    answer.put("status", JobState.PENDING.label());
    answer.put("statusUrl", JOBS + shown(id));
    answer.put("timestamp", Timestamps.millis(createdAt));
    return Reply.json(202, Map.of("Location", JOBS + shown(id)), answer);
  }

  @Override
  public Reply status(JobReport job) {
    return Reply.json(200, encode(job));
  }

  @Override
  public Reply problem(Problem problem) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("code", problem.type().name());
    error.put("message", FaultDetails.message(problem));
    FaultDetails.put(error, problem, Problem.Fault::where);
    return Reply.json(problem.type().status(), body);
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    byte[] body = Json.write(encode(job));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(EVENT_ID, shown(job.id()));
    target
        .secret()
        .ifPresent(
            secret ->
                headers.put(
                    SIGNATURE, new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(body)));
    return new Callback(body, headers);
  }

  @Override
  public Optional<Duration> deadline() {
    return Optional.of(DEADLINE);
  }

  /**
   * The seed's payload: a link only if there is a PDF to fetch, and always {@code error}, which may
   * be null.
   */
  private ObjectNode encode(JobReport job) {
    ObjectNode body = Json.object();
    body.put("jobId", shown(job.id()));
    body.put("status", job.state().label());
    if (job.state() == JobState.COMPLETED) {
      job.documents().stream()
          .flatMap(document -> document.link().stream())
          .findFirst()
          .ifPresent(
              link -> {
                body.put("downloadUrl", link.url());
                body.put("expiresAt", Timestamps.millis(link.expiresAt()));
              });
    }
    body.set("error", job.state() == JobState.FAILED ? error(job) : null);
    body.put("timestamp", Timestamps.millis(since(job)));
    return body;
  }

  private static ObjectNode error(JobReport job) {
    return job.documents().stream()
        .map(DocumentReport::result)
        .flatMap(Optional::stream)
        .filter(DocumentResult.Failed.class::isInstance)
        .map(DocumentResult.Failed.class::cast)
        .findFirst()
        .map(PdfgorillaDialect::error)
        .orElse(null);
  }

  private static ObjectNode error(DocumentResult.Failed failed) {
    String message =
        failed.code() == FailureCode.RENDER_TIMEOUT ? "PDF rendering timed out." : failed.message();
    return Json.object().put("code", failed.code().name()).put("message", message);
  }

  /** The time at which the job entered its state. */
  private static Instant since(JobReport job) {
    return job.endedAt().or(job::startedAt).orElse(job.createdAt());
  }
}
