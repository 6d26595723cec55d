package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.RateAllowance;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.email.JobEmail;
import dev.hookpress.dialect.reading.FaultDetails;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import java.time.Duration;
import java.time.Instant;
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

  private static final String CONVERSION = "conversion";
  private static final String WEBSITE = "website-to-pdf";

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
        DialectRoute.submit("/v1/convert/website-to-pdf", Map.of(CONVERSION, WEBSITE)),
        upload("html-to-pdf"),
        upload("markdown-to-pdf"),
        upload("anything-to-pdf"),
        DialectRoute.read("/v1/convert/status/:" + DialectRoute.ID),
        DialectRoute.read("/v1/convert/batch/:" + DialectRoute.ID, Map.of("view", "batch")),
        DialectRoute.content(
            "/v1/convert/download/live/files/:"
                + DialectRoute.ID
                + "/:conversion/:"
                + DialectRoute.FILENAME));
  }

  @Override
  public List<String> prefixes() {
    return List.of("/v1/convert/", "/v1/auth/", "/v1/whoami");
  }

  @Override
  public Map<String, String> rateHeaders(RateAllowance allowance) {
    return allowance.headers("RateLimit-", allowance.resetSeconds());
  }

  private static DialectRoute upload(String conversion) {
    return DialectRoute.upload("/v1/convert/" + conversion, Map.of(CONVERSION, conversion));
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    String conversion = submission.path().get(CONVERSION);
    if (conversion == null) {
      return JsonRequest.tolerant(
          submission,
          targets,
          (object, rules, faults) ->
              EnconvertRequest.read(object, rules, faults, submission.takesPdf()));
    }
    return conversion.equals(WEBSITE)
        ? EnconvertWebsite.decode(submission, targets)
        : EnconvertUpload.decode(submission, conversion);
  }

  /**
   * A single conversion of the older generation is answered as its documentation says, anything
   * else with the members of both generations, whose names do not collide.
   */
  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    int urls = request.documents().size();
    String shown = EnconvertJob.shown(id, urls, request.metadataJson());
    ObjectNode answer = Json.object();
    answer.put("success", true);
    answer.put("message", message(shown, request.targets()));
    answer.put("job_id", shown);
    answer.put("status", EnconvertJob.PROCESSING);
    EnconvertTraits traits = EnconvertTraits.of(request.metadataJson());
    if (!traits.current() && !traits.batch()) {
      return Reply.json(202, answer);
    }
    answer.put("batch_id", shown);
    answer.put("url_count", urls);
    answer.put("total_tasks", urls);
    answer.put("output_format", traits.outputFormat());
    traits
        .discovered()
        .ifPresent(
            pages -> answer.put("total_discovered", pages).put("discovery_method", "sitemap"));
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
    return Reply.json(200, EnconvertJob.status(job, formats));
  }

  @Override
  public Reply status(JobReport job, Map<String, String> values) {
    return values.isEmpty() ? status(job) : Reply.json(200, EnconvertBatch.shown(job, formats));
  }

  @Override
  public Reply awaited(JobReport job) {
    return Reply.json(200, ofPdf(job), EnconvertJob.converted(job, formats));
  }

  @Override
  public Map<String, String> ofPdf(JobReport job) {
    ObjectNode file = EnconvertJob.converted(job, formats);
    return Map.of(
        "X-Object-Key", file.path("object_key").asText(),
        "X-File-Size", file.path("file_size").asText(),
        "X-Conversion-Time", file.path("conversion_time_seconds").asText(),
        "X-Filename", file.path("filename").asText());
  }

  /** A conversion that outlasts the wait is an error; the client asks for its status afterwards. */
  @Override
  public Reply withoutPdf(JobReport job) {
    if (!job.state().ended()) {
      String text = "The conversion takes longer than a request may; ask for its status.";
      return Reply.json(504, notConverted(job, "timeout", text));
    }
    boolean canceled = job.state() == JobState.CANCELED;
    String text = EnconvertJob.error(job.documents().get(0));
    return Reply.json(
        canceled ? 409 : 422, notConverted(job, canceled ? "canceled" : "conversion-failed", text));
  }

  private ObjectNode notConverted(JobReport job, String error, String text) {
    return Json.object()
        .put("success", false)
        .put("error", error)
        .put("message", text)
        .put("detail", text)
        .put("job_id", EnconvertJob.id(job, formats));
  }

  @Override
  public Optional<String> archive(String metadataJson) {
    return EnconvertTraits.of(metadataJson).zip();
  }

  @Override
  public String shown(JobId id) {
    return EnconvertJob.SINGLE_PREFIX + id;
  }

  @Override
  public Optional<JobId> jobId(String text) {
    return EnconvertJob.id(text);
  }

  @Override
  public Optional<String> key(String text) {
    return Optional.of(text)
        .filter(EnconvertRequest.JOB_ID.asMatchPredicate())
        .map(EnconvertRequest::key);
  }

  /**
   * {@code error} is for programs, {@code message} and {@code detail} are for people; {@code
   * details} has one entry per fault. Faults of the request are 400, as the service's are, and
   * {@code detail} of a 413 is an object.
   */
  @Override
  public Reply problem(Problem problem) {
    ObjectNode answer = Json.object();
    answer.put("success", false);
    answer.put("error", problem.type().slug());
    answer.put("message", FaultDetails.message(problem));
    if (problem.type() == Problem.Type.BODY_TOO_LARGE) {
      answer.putObject("detail").put("error", FaultDetails.message(problem));
    } else {
      answer.put("detail", FaultDetails.message(problem));
    }
    FaultDetails.put(answer, problem, Problem.Fault::where);
    boolean input = problem.type() == Problem.Type.INVALID_REQUEST;
    return Reply.json(input ? 400 : problem.type().status(), answer);
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    return new Callback(Json.write(EnconvertJob.callback(job, formats)));
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
