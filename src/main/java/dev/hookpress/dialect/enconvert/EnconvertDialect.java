package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.email.JobEmail;
import dev.hookpress.dialect.reading.FaultDetails;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Enconvert's format: converts one or more web pages and, when all have ended, sends one webhook
 * and one e-mail, independently of each other.
 */
public final class EnconvertDialect implements Dialect {
  /** The name of this format. */
  public static final DialectName NAME = new DialectName("enconvert");

  // The limit on documents per job in every format.
  private static final int MAX_URLS = Decoded.MAX_DOCUMENTS;

  private final Formats formats;

  public EnconvertDialect(Formats formats) {
    this.formats = formats;
  }

  @Override
  public DialectName name() {
    return NAME;
  }

  @Override
  public List<DialectRoute> routes() {
    return List.of(
        DialectRoute.submit("/v1/convert/url-to-pdf"),
        DialectRoute.read("/v1/convert/status/:" + DialectRoute.ID));
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    return JsonRequest.decode(submission.body(), targets, EnconvertDialect::request);
  }

  private static Optional<Decoded.Request> request(
      StrictObject object, UrlRules rules, Faults faults) {
    Optional<JsonNode> given = object.requiredValue("url");
    boolean batch = given.filter(JsonNode::isArray).isPresent();
    List<URI> urls =
        given.map(value -> urls(value, object.pointerTo("url"), rules, faults)).orElse(List.of());
    boolean async = object.bool("async_mode").orElse(false);
    List<Target> targets = new ArrayList<>();
    object
        .value("callback_url")
        .flatMap(value -> rules.read(value, object.pointerTo("callback_url")))
        .ifPresent(url -> targets.add(new Target.Webhook(url, Map.of())));
    object
        .value("notification_email")
        .flatMap(value -> rules.email(value, object.pointerTo("notification_email")))
        .ifPresent(targets::add);
    object.end();
    return Optional.of(
        new Decoded.Request(
            EnconvertFiles.documents(urls),
            targets,
            batch ? EnconvertJob.BATCH : Decoded.NO_METADATA,
            !batch && !async && targets.isEmpty()));
  }

  private static List<URI> urls(JsonNode value, String pointer, UrlRules rules, Faults faults) {
    if (value.isTextual()) {
      return rules.read(value, pointer).stream().toList();
    }
    if (!value.isArray()) {
      faults.add(pointer, "Must be a URL or a list of URLs, not " + StrictObject.kind(value) + ".");
      return List.of();
    }
    if (value.isEmpty() || value.size() > MAX_URLS) {
      faults.add(pointer, "Must hold 1 to " + MAX_URLS + " URLs.");
      return List.of();
    }
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      rules.read(value.get(i), pointer + "/" + i).ifPresent(urls::add);
    }
    return urls;
  }

  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    String shown = EnconvertJob.shown(id, request.documents().size(), request.metadataJson());
    ObjectNode answer = Json.object();
    answer.put("success", true);
    answer.put("message", message(shown, request.targets()));
    answer.put("job_id", shown);
    answer.put("status", EnconvertJob.PROCESSING);
    return Reply.json(202, answer);
  }

  private static String message(String id, List<Target> targets) {
    StringBuilder message = new StringBuilder("Job queued.");
    for (Target target : targets) {
      if (target instanceof Target.Email email) {
        message.append(" You will be notified at ").append(email.address());
        message.append(" when complete.");
      }
    }
    if (targets.stream().anyMatch(Target.Webhook.class::isInstance)) {
      message.append(" Results will be sent to your callback URL.");
    }
    if (targets.isEmpty()) {
      message.append(" Results will be available at /v1/convert/status/").append(id).append('.');
    }
    return message.toString();
  }

  @Override
  public Reply status(JobReport job) {
    return Reply.json(200, EnconvertJob.encode(job, formats));
  }

  @Override
  public Reply withoutPdf(JobReport job) {
    String shown = EnconvertJob.id(job, formats);
    ObjectNode answer = Json.object();
    if (!job.state().ended()) {
      answer.put("success", true);
      answer.put("message", message(shown, List.of()));
      answer.put("job_id", shown);
      return Reply.json(202, answer.put("status", EnconvertJob.PROCESSING));
    }
    boolean canceled = job.state() == JobState.CANCELED;
    answer.put("success", false);
    answer.put("error", canceled ? "canceled" : "conversion-failed");
    answer.put("message", EnconvertJob.error(job.documents().get(0)));
    return Reply.json(canceled ? 409 : 422, answer.put("job_id", shown));
  }

  @Override
  public String shown(JobId id) {
    return EnconvertJob.SINGLE_PREFIX + id;
  }

  @Override
  public Optional<JobId> jobId(String text) {
    return EnconvertJob.id(text);
  }

  /**
   * {@code error} is for programs, {@code message} for people; {@code details} has one entry per
   * fault.
   */
  @Override
  public Reply problem(Problem problem) {
    ObjectNode answer = Json.object();
    answer.put("success", false);
    answer.put("error", problem.type().slug());
    answer.put("message", FaultDetails.message(problem));
    FaultDetails.put(answer, problem, Problem.Fault::where);
    return Reply.json(problem.type().status(), answer);
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    return new Callback(Json.write(EnconvertJob.encode(job, formats)));
  }

  @Override
  public byte[] email(JobReport job, Target.Email target) {
    return JobEmail.write(new EmailAddress(target.address()), EnconvertJob.summary(job, formats))
        .body();
  }

  @Override
  public Optional<Duration> deadline() {
    return Optional.of(Duration.ofSeconds(30));
  }

  /** A failed webhook is not retried unless the client has its own retry schedule. */
  @Override
  public boolean retries() {
    return false;
  }
}
