package dev.hookpress.dialect.adobe;

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
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The format of Adobe PDF Services. Adobe's clients compare header names case-sensitively, so the
 * names are written as Adobe writes them.
 */
public final class AdobeDialect implements Dialect {
  /** The name of this format. */
  public static final DialectName NAME = new DialectName("adobe");

  /** The polling interval in whole seconds; Adobe's clients require this header. */
  private static final Map<String, String> LOOK_AGAIN = Map.of("retry-after", "1");

  private static final String OPERATION = "operation";
  private static final int DELIVERED_STATUS = 200;

  private final Formats formats;

  public AdobeDialect(Formats formats) {
    this.formats = formats;
  }

  @Override
  public DialectName name() {
    return NAME;
  }

  @Override
  public List<DialectRoute> routes() {
    String path = "/operation/:" + OPERATION;
    return List.of(
        DialectRoute.submit(path), DialectRoute.read(path + "/:" + DialectRoute.ID + "/status"));
  }

  @Override
  public List<String> prefixes() {
    return List.of("/operation/", "/assets", "/token");
  }

  @Override
  public Decoded decode(Submission submission, TargetCheck targets) {
    String operation = submission.path().getOrDefault(OPERATION, "");
    if (!AdobeOperations.offers(operation)) {
      return new Decoded.Refused(notOffered(operation));
    }
    return JsonRequest.strict(
        submission, targets, (body, urls, faults) -> request(operation, body, urls, faults));
  }

  private Optional<Decoded.Request> request(
      String operation, StrictObject body, UrlRules urls, Faults faults) {
    Optional<Document> document = new AdobeOperations(body, urls, faults).read(operation);
    List<Target> targets = AdobeTargets.read(body, urls, formats, faults);
    body.end();
    return document.map(one -> new Decoded.Request(List.of(one), targets, Decoded.NO_METADATA));
  }

  private static Problem notOffered(String operation) {
    String named =
        operation.matches("[a-z]{1,40}") ? "The operation " + operation : "This operation";
    return Problem.of(
        Problem.Type.NOT_FOUND,
        named + " is not offered; offered are " + AdobeOperations.offered() + ".");
  }

  /**
   * Sets a relative location, which is made absolute before it is sent: Adobe's clients poll it as
   * given.
   */
  @Override
  public Reply accepted(JobId id, Decoded.Request request, Instant createdAt) {
    String operation = AdobeOperations.of(request.documents().get(0));
    Map<String, String> headers =
        Map.of(
            "location",
            "/operation/" + operation + "/" + shown(id) + "/status",
            "retry-after",
            LOOK_AGAIN.get("retry-after"));
    return new Reply(201, headers, "application/json", new byte[0]);
  }

  @Override
  public Reply status(JobReport job) {
    Map<String, String> headers = job.state().ended() ? Map.of() : LOOK_AGAIN;
    return Reply.json(200, headers, AdobeStatus.of(job));
  }

  @Override
  public Reply noJob(String named, Problem problem) {
    return jobId(named).isPresent() ? problem(problem) : AdobeErrors.noJobId();
  }

  @Override
  public Reply problem(Problem problem) {
    return AdobeErrors.reply(problem);
  }

  @Override
  public Callback callback(JobReport job, Target.Webhook target) {
    ObjectNode body = Json.object();
    body.put("jobID", shown(job.id()));
    body.set("statusResponse", AdobeStatus.of(job));
    return new Callback(Json.write(body));
  }

  /**
   * A callback is delivered only on {@code 200} with {@code {"ack":"done"}}; other fields of the
   * object are ignored.
   */
  @Override
  public boolean readsAnswer() {
    return true;
  }

  @Override
  public boolean delivered(int status, byte[] answer) {
    return status == DELIVERED_STATUS
        && Json.read(answer) instanceof Json.Read.Tree tree
        && tree.root().path("ack").isTextual()
        && tree.root().path("ack").textValue().equals("done");
  }
}
