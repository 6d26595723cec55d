package dev.hookpress.dialect.pdfgorilla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.RateAllowance;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.FaultDetails;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
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
import org.apache.commons.codec.digest.DigestUtils;
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
  private static final String MODE = "mode";
  private static final String SYNC = "sync";
  private static final int MAX_KEY_CHARACTERS = 200;
  private static final int MAX_SECRET_CHARACTERS = 512;
  private static final String FILENAME = "document.pdf";
  private static final String QUEUED = "queued";

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
        DialectRoute.submit(TEMPLATES + "/:" + TEMPLATE + "/generate", Map.of(MODE, SYNC)),
        DialectRoute.submit(TEMPLATES + "/:" + TEMPLATE + "/generate-async"),
        DialectRoute.download(JOB + "/download"),
        DialectRoute.read(JOB),
        DialectRoute.cancel("POST", JOB + "/cancel"),
        DialectRoute.cancel("DELETE", JOB));
  }

  @Override
  public List<String> prefixes() {
    return List.of("/api/v1/");
  }

  /** The service tells the end of the limit in milliseconds since 1970. */
  @Override
  public Map<String, String> rateHeaders(RateAllowance allowance) {
    return allowance.headers("X-RateLimit-", allowance.resetAt().toEpochMilli());
  }

  @Override
  public Reply tooFast(Problem problem, RateAllowance allowance) {
    ObjectNode body = refusal(problem);
    body.put("limit", allowance.limit());
    body.put("remaining", allowance.remaining());
    body.put("resetAt", allowance.resetAt().toEpochMilli());
    return Reply.json(problem.type().status(), body);
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    String shown = submission.path().getOrDefault(TEMPLATE, "");
    Optional<TemplateId> template = TemplateId.parseOrNamed(shown);
    if (template.isEmpty()) {
      return new Decoded.Refused(
          Problem.of(Type.NOT_FOUND, "This client has no such template: its id is not one."));
    }
    boolean sync = SYNC.equals(submission.path().get(MODE));
    return JsonRequest.tolerant(
        submission,
        targets,
        (object, urls, faults) -> Optional.of(request(template.get(), sync, object, urls, faults)));
  }

  private static Decoded.Request request(
      TemplateId template, boolean sync, StrictObject object, UrlRules urls, Faults faults) {
    String dataJson = PdfgorillaData.read(object, faults);
    Optional<Target> webhook = webhook(object, urls, faults);
    if (sync && webhook.isPresent()) {
      faults.add(
          object.pointerTo("webhookUrl"), "Goes with generate-async; here the PDF is the answer.");
    }
    Optional<Decoded.JobKey> key =
        object.text("idempotencyKey", MAX_KEY_CHARACTERS).map(PdfgorillaDialect::jobKey);
    object.end();
    Part part = new Part.Template(new TemplateVersion(template, TemplateVersion.NEWEST), dataJson);
    Document document =
        new Document(List.of(part), RenderOptions.standard(FILENAME), new Destination.Hosted());
    return new Decoded.Request(
            List.of(document),
            webhook.stream().toList(),
            Decoded.NO_METADATA,
            sync ? Awaited.PDF : Awaited.NOTHING)
        .named(key);
  }

  @Override
  public Document placed(Document document, String settingsJson) {
    RenderOptions options = PdfgorillaSettings.applied(document.options(), settingsJson);
    return document.with(options);
  }

  /** Any text may be a key, so its digest is kept; a repeat is never a conflict. */
  private static Decoded.JobKey jobKey(String given) {
    return new Decoded.JobKey("pdfgorilla idempotencyKey " + DigestUtils.sha256Hex(given), false);
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
    answer.put("status", QUEUED);
    answer.put("deduplicated", false);
    answer.put("statusUrl", JOBS + shown(id));
    answer.put("timestamp", Timestamps.millis(createdAt));
    return Reply.json(202, Map.of("Location", JOBS + shown(id)), answer);
  }

  @Override
  public Reply repeated(JobReport job, Decoded.Request request) {
    ObjectNode answer = Json.object();
    answer.put("jobId", shown(job.id()));
    answer.put("status", state(job));
    answer.put("deduplicated", true);
    answer.put("statusUrl", JOBS + shown(job.id()));
    answer.put("timestamp", Timestamps.millis(job.createdAt()));
    return Reply.json(202, Map.of("Location", JOBS + shown(job.id())), answer);
  }

  /**
   * The callback's payload, with null for what there is not, and the service's word for waiting.
   */
  @Override
  public Reply status(JobReport job) {
    ObjectNode status = encode(job);
    status.put("status", state(job));
    for (String name : List.of("downloadUrl", "expiresAt")) {
      if (!status.has(name)) {
        status.putNull(name);
      }
    }
    return Reply.json(200, status);
  }

  private static String state(JobReport job) {
    return job.state() == JobState.PENDING ? QUEUED : job.state().label();
  }

  @Override
  public Optional<Reply> canceled(JobReport job, boolean byThisRequest) {
    ObjectNode answer = Json.object();
    answer.put("jobId", shown(job.id()));
    answer.put("status", state(job));
    return Optional.of(Reply.json(200, answer.put("canceled", byThisRequest)));
  }

  /** The service answers 422 for templates and data, 504 if it takes too long. */
  @Override
  public Reply withoutPdf(JobReport job) {
    ObjectNode failure = job.state() == JobState.FAILED ? error(job) : null;
    ObjectNode body = Json.object();
    if (failure != null) {
      body.put("error", failure.get("message").textValue())
          .put("code", failure.get("code").textValue());
    } else {
      boolean ended = job.state().ended();
      body.put("error", ended ? "The job was canceled." : "The PDF is not ready yet.");
      body.put("hint", "Use generate-async, or read the job.");
    }
    body.put("jobId", shown(job.id()));
    return Reply.json(failure != null ? 422 : job.state().ended() ? 409 : 504, body);
  }

  /** {@code error} is a sentence; {@code code} and {@code details} are additions. */
  @Override
  public Reply problem(Problem problem) {
    boolean input = problem.type() == Type.INVALID_REQUEST;
    return Reply.json(input ? 400 : problem.type().status(), refusal(problem));
  }

  private static ObjectNode refusal(Problem problem) {
    ObjectNode body = Json.object();
    body.put("error", FaultDetails.message(problem));
    body.put("code", problem.type().name());
    if (problem.type() == Type.UNAUTHENTICATED) {
      body.put("hint", "Send the key of a client in the header x-api-key.");
    }
    FaultDetails.put(body, problem, Problem.Fault::where);
    return body;
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
    return Json.object().put("code", code(failed.code())).put("message", message);
  }

  /** The service's own words for what it has, too; the others are Hookpress's. */
  private static String code(FailureCode code) {
    return switch (code) {
      case LIMIT_PAGES -> "PDF_PAGE_LIMIT_EXCEEDED";
      case LIMIT_BYTES -> "PDF_SIZE_EXCEEDED";
      case TEMPLATE_TOO_LARGE -> "HTML_TEMPLATE_TOO_LARGE";
      case TEMPLATE_TIMEOUT -> "LIQUID_COMPLEXITY_EXCEEDED";
      default -> code.name();
    };
  }

  /** The time at which the job entered its state. */
  private static Instant since(JobReport job) {
    return job.endedAt().or(job::startedAt).orElse(job.createdAt());
  }
}
