package dev.hookpress.dialect.enconvert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.Part;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Enconvert's format, byte for byte where its document shows bytes. */
class EnconvertDialectTest {
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final Instant ENDED = Instant.parse("2023-04-01T12:34:56Z");
  private static final Target.Webhook WEBHOOK =
      new Target.Webhook(URI.create("https://yourapp.com/webhooks/enconvert"), Map.of());
  private static final Target.Email EMAIL = new Target.Email("team@yourcompany.com");
  private static final DocumentResult NOT_FOUND =
      new DocumentResult.Failed(FailureCode.SOURCE_FETCH_FAILED, "The name does not resolve");
  private static final DocumentResult TOO_SLOW =
      new DocumentResult.Failed(FailureCode.RENDER_TIMEOUT, "It took longer than 30 s.");

  private final Dialect dialect = Dialects.of(EnconvertDialect.NAME);

  @Test
  void theSeedsRequestForAnEmailIsUnderstoodAndAnswered() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-email.json"));

    assertThat(request.documents().get(0).parts())
        .containsExactly(new Part.Url(URI.create("https://example.com")));
    assertThat(request.targets()).containsExactly(EMAIL);
    assertThat(request.awaits()).isEqualTo(Decoded.Awaited.NOTHING);
    assertAnswer(request, "enconvert/seed-accepted-email.json");
  }

  @Test
  void theSeedsRequestForACallbackIsUnderstoodAndAnswered() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-callback.json"));

    assertThat(request.targets()).containsExactly(WEBHOOK);
    assertAnswer(request, "enconvert/seed-accepted-callback.json");
    assertThat(
            accepted(Golden.text("enconvert/request-webhook-site.json")).targets().get(0).origin())
        .isEqualTo("https://webhook.site");
  }

  @Test
  void theSeedsBatchIsAnsweredAtOnceAndHasBothTargets() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-both.json"));

    assertThat(request.documents())
        .extracting(each -> each.options().filename())
        .containsExactly("page-1.pdf", "page-2.pdf");
    assertThat(request.documents())
        .allMatch(each -> each.destination() instanceof Destination.Hosted);
    assertThat(request.targets()).containsExactly(WEBHOOK, EMAIL);
    assertThat(request.awaits()).isEqualTo(Decoded.Awaited.NOTHING);
    JsonNode answer = json(dialect.accepted(ID, request, ENDED).body());
    assertThat(answer.get("job_id").textValue()).isEqualTo("batch_" + ID);
    assertThat(answer.get("message").textValue())
        .isEqualTo(
            "Job queued. You will be notified at team@yourcompany.com when complete."
                + " Results will be sent to your callback URL.");
  }

  @Test
  void aListOfOneIsABatchAndNeedsNoTarget() {
    Decoded.Request request = accepted("{\"url\": [\"https://example.com\"]}");

    JsonNode answer = json(dialect.accepted(ID, request, ENDED).body());
    assertThat(answer.get("job_id").textValue()).isEqualTo("batch_" + ID);
    assertThat(answer.get("message").textValue())
        .isEqualTo("Job queued. Results will be available at /v1/convert/status/batch_" + ID + ".");
    assertThat(request.awaits()).isEqualTo(Decoded.Awaited.NOTHING);
    JobReport ended = report(JobState.FAILED, request, List.of(Optional.of(TOO_SLOW)), List.of(""));
    assertThat(told(ended).get("job_id").textValue()).isEqualTo("batch_" + ID);
  }

  @Test
  void withoutARelayAnEmailIsRefusedAndTheReasonSaid() {
    TargetCheck noMail =
        new TargetCheck() {
          @Override
          public Optional<String> refusal(URI url) {
            return Optional.empty();
          }

          @Override
          public Optional<String> mailRefusal() {
            return Optional.of("E-mail is not set up here.");
          }
        };
    Decoded decoded =
        dialect.decode(new Submission(Golden.bytes("enconvert/request-email.json")), noMail);

    assertThat(((Decoded.Refused) decoded).problem().detail())
        .isEqualTo("/notification_email: E-mail is not set up here.");
  }

  @Test
  void theCallbackOfAPageEqualsTheSeedsExceptForTheIds() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-callback.json"));
    ObjectNode seed = json(Golden.bytes("enconvert/seed-callback-single.json"));
    JobReport job =
        report(
            JobState.COMPLETED,
            request,
            List.of(Optional.of(stored(184_320, 1500, 2000, 220))),
            List.of(seed.at("/tasks/0/presigned_url").textValue()));

    seed.put("job_id", "job_" + ID);
    asOurs(seed, 0);
    assertThat(dialect.callback(job, WEBHOOK).body()).isEqualTo(Json.write(seed));
    assertThat(dialect.status(job).body()).isEqualTo(Json.write(seed));
  }

  @Test
  void theCallbackOfABatchIsTheSeedsButForTheIdsAndTheWordsOfTheError() {
    Decoded.Request request =
        accepted(
            "{\"url\":[\"https://example.com/page-1\",\"https://example.com/page-2\","
                + "\"https://invalid-url.example\"]}");
    ObjectNode seed = json(Golden.bytes("enconvert/seed-callback-batch.json"));
    JobReport job =
        report(
            JobState.COMPLETED,
            request,
            List.of(
                Optional.of(stored(184_320, 1000, 2000, 120)),
                Optional.of(stored(210_944, 0, 4549, 1)),
                Optional.of(NOT_FOUND)),
            List.of(
                seed.at("/tasks/0/presigned_url").textValue(),
                seed.at("/tasks/1/presigned_url").textValue(),
                ""));

    seed.put("job_id", "batch_" + ID);
    asOurs(seed, 0);
    asOurs(seed, 1);
    ((ObjectNode) seed.at("/tasks/2"))
        .put("error", "Failed to load page: The name does not resolve");
    assertThat(dialect.callback(job, WEBHOOK).body()).isEqualTo(Json.write(seed));
  }

  /** The members that its receivers read, beside those of the older generation. */
  @Test
  void theCallbackOfTheCurrentGenerationHasItsMembersToo() {
    Decoded.Request one =
        accepted("{\"url\": \"https://a.b/x\", \"single_page\": true, \"async_mode\": true}");
    Decoded.Request batch =
        accepted("{\"url\": [\"https://a.b/x\", \"https://a.b/y\"], \"output_format\": \"zip\"}");
    Optional<DocumentResult> made = Optional.of(stored(12, 1, 2, 1));

    JsonNode single = told(report(JobState.COMPLETED, one, List.of(made), List.of("https://l")));
    JsonNode several =
        told(
            report(
                JobState.COMPLETED,
                batch,
                List.of(made, Optional.of(NOT_FOUND)),
                List.of("https://l", "")));

    assertThat(single.get("status").textValue()).isEqualTo("success");
    assertThat(single.get("gcs_uri").textValue())
        .isEqualTo("live/files/" + ID + "/url-to-pdf/x.pdf");
    assertThat(single.get("filename").textValue()).isEqualTo("x.pdf");
    assertThat(single.get("file_size").intValue()).isEqualTo(12);
    assertThat(several.get("status").textValue()).isEqualTo("success");
    assertThat(several.get("batch_id").textValue()).isEqualTo("batch_" + ID);
    assertThat(several.get("successful_tasks").intValue()).isEqualTo(1);
    assertThat(several.get("failed_tasks").intValue()).isEqualTo(1);
    assertThat(several.at("/tasks/0/filename").textValue()).isEqualTo("x.pdf");
    assertThat(several.at("/tasks/1/error").textValue()).isNotEmpty();
  }

  @Test
  void conversionTimeHasTwoDecimals() {
    Decoded.Request request = accepted("{\"url\": \"https://example.com\"}");
    JobReport job =
        report(
            JobState.COMPLETED,
            request,
            List.of(Optional.of(stored(1, 1, 2, 1))),
            List.of("https://link"));

    assertThat(new String(dialect.callback(job, WEBHOOK).body(), StandardCharsets.UTF_8))
        .contains("\"conversion_time\":0.00}");
  }

  @Test
  void theStatusOfARunningJobHasTheEndedTasks() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-both.json"));
    List<Optional<DocumentResult>> results = List.of(Optional.empty(), Optional.of(TOO_SLOW));

    for (JobState state : List.of(JobState.PENDING, JobState.PROCESSING)) {
      assertThat(dialect.status(report(state, request, results, List.of("", ""))).body())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(Golden.text("enconvert/status-processing.json"));
    }
  }

  @Test
  void aCanceledJobHasFailedAndSaysWhy() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-both.json"));
    JobReport job =
        report(
            JobState.CANCELED,
            request,
            List.of(Optional.empty(), Optional.empty()),
            List.of("", ""));

    JsonNode told = told(job);
    assertThat(told.get("status").textValue()).isEqualTo("failed");
    assertThat(told.get("failed_tasks").intValue()).isEqualTo(2);
    assertThat(told.at("/tasks/1/error").textValue()).contains("canceled");
  }

  @Test
  void aCallbackOfAnotherFormatsJobHasItsClientsId() {
    Document html =
        new Document(
            List.of(new Part.Html("<p>")),
            accepted("{\"url\":\"https://a.b/x\"}").documents().get(0).options(),
            new Destination.S3("bucket", "a/b.pdf", Optional.empty()));
    DocumentReport report =
        new DocumentReport(html, Optional.of(stored(9, 0, 10, 0)), Optional.empty());
    JobReport job =
        Reports.ended(ID, NativeDialect.NAME, JobState.COMPLETED, ENDED, report, report);

    JsonNode told = told(job);
    assertThat(told.get("job_id").textValue()).isEqualTo("job_" + ID);
    assertThat(told.at("/tasks/0/url").textValue()).isEqualTo("x.pdf");
    assertThat(told.at("/tasks/0/object_key").textValue()).isEqualTo("a/b.pdf");
    assertThat(told.at("/tasks/0").has("presigned_url")).isFalse();
  }

  @Test
  void theEmailHasEverythingTheSeedLists() {
    Decoded.Request request = accepted(Golden.text("enconvert/request-both.json"));
    JobReport job =
        report(
            JobState.COMPLETED,
            request,
            List.of(Optional.of(stored(184_320, 1500, 2000, 220)), Optional.of(NOT_FOUND)),
            List.of("https://hookpress.test/v1/files/x?signature=y", ""));

    EmailContent email =
        EmailContent.read(new EmailAddress(EMAIL.address()), dialect.email(job, EMAIL));

    assertThat(email.subject()).contains("batch_" + ID).contains("success");
    for (String text : List.of(email.text(), email.html())) {
      assertThat(text)
          .contains("batch_" + ID)
          .contains("https://example.com/page-1")
          .contains("https://hookpress.test/v1/files/x?signature=y")
          .contains("184.3 kB")
          .contains("3.72 s")
          .contains("https://example.com/page-2")
          .contains("Failed to load page: The name does not resolve");
    }
  }

  @Test
  void aRejectionHasEnconvertsShape() {
    Reply reply = dialect.problem(refused("{}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Golden.text("enconvert/problem.json"));
  }

  @Test
  void theDetailOfABodyThatIsTooLargeIsAnObject() {
    Reply reply = dialect.problem(Problem.of(Problem.Type.BODY_TOO_LARGE, "9 bytes at most."));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(json(reply.body()).at("/detail/error").textValue()).isEqualTo("9 bytes at most.");
  }

  private static DocumentResult stored(long bytes, long fetch, long render, long upload) {
    return new DocumentResult.Stored(
        1, bytes, fetch, render, upload, List.of(), List.of(bytes), Optional.empty());
  }

  private static JobReport report(
      JobState state,
      Decoded.Request request,
      List<Optional<DocumentResult>> results,
      List<String> links) {
    List<DocumentReport> documents = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Optional<HostedLink> link =
          links.get(i).isEmpty()
              ? Optional.empty()
              : Optional.of(new HostedLink(links.get(i), ENDED.plusSeconds(86_400)));
      documents.add(new DocumentReport(request.documents().get(i), results.get(i), link));
    }
    return Reports.ended(
        ID,
        EnconvertDialect.NAME,
        state,
        ENDED,
        request.metadataJson(),
        documents.toArray(DocumentReport[]::new));
  }

  private static void asOurs(ObjectNode seed, int task) {
    ObjectNode node = (ObjectNode) seed.at("/tasks/" + task);
    node.put("object_key", node.get("object_key").textValue().replace("abc123", ID.toString()));
  }

  private void assertAnswer(Decoded.Request request, String golden) {
    ObjectNode seed = json(Golden.bytes(golden));
    seed.put("job_id", "job_" + ID);
    Reply reply = dialect.accepted(ID, request, ENDED);
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body()).isEqualTo(Json.write(seed));
  }

  private JsonNode told(JobReport job) {
    return json(dialect.callback(job, WEBHOOK).body());
  }

  private static ObjectNode json(byte[] bytes) {
    return (ObjectNode) ((Json.Read.Tree) Json.read(bytes)).root();
  }

  private Decoded.Request accepted(String json) {
    Decoded decoded = decode(json);
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return (Decoded.Request) decoded;
  }

  private Problem refused(String json) {
    Decoded decoded = decode(json);
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    return ((Decoded.Refused) decoded).problem();
  }

  private Decoded decode(String json) {
    return dialect.decode(
        new Submission(json.getBytes(StandardCharsets.UTF_8)),
        url ->
            url.getHost().equals("forbidden.test") ? Optional.of("Forbidden.") : Optional.empty());
  }
}
