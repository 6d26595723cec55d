package dev.hookpress.dialect.pdfgorilla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Callbacks;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.policy.EgressDecision;
import dev.hookpress.policy.EgressPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PDF Gorilla's format, byte for byte. */
class PdfgorillaDialectTest {
  private static final Instant AT = Instant.parse("2026-04-06T10:01:23.456Z");
  private static final JobId ID = JobId.parse("01KNGTDKBN0000000000000000").orElseThrow();
  private static final TemplateId TEMPLATE = new TemplateId(ID.value());
  private static final String SECRET = "at-least-32-random-bytes-please";
  private static final TargetCheck ANYWHERE = url -> Optional.empty();
  private static final Target.Webhook TARGET =
      new Target.Webhook(
          URI.create("https://your-server.com/webhooks/pdf"),
          Map.of(),
          Optional.of(SECRET),
          Optional.empty());
  private static final HostedLink LINK =
      new HostedLink("https://files.example.com/v1/files/a", Instant.parse("2026-04-13T10:00:00Z"));

  private final Dialect dialect = Dialects.of(PdfgorillaDialect.NAME);

  private Decoded decode(String body, TargetCheck targets) {
    return dialect.decode(
        new Submission(
            body.getBytes(StandardCharsets.UTF_8), Map.of("template", TEMPLATE.toString())),
        targets);
  }

  private Decoded.Request accepted(String body) {
    Decoded decoded = decode(body, ANYWHERE);
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return (Decoded.Request) decoded;
  }

  private Problem refused(String body) {
    return ((Decoded.Refused) decode(body.replace('\'', '"'), ANYWHERE)).problem();
  }

  private static JobReport job(JobState state, DocumentResult result, HostedLink link) {
    DocumentReport document =
        Reports.document(
            new Destination.Hosted(), Optional.ofNullable(result), Optional.ofNullable(link));
    return Reports.ended(ID, PdfgorillaDialect.NAME, state, AT, document);
  }

  private static JobReport completed() {
    return job(JobState.COMPLETED, new DocumentResult.Stored(1, 9, 1, 1, List.of()), LINK);
  }

  private static JobReport failed() {
    return job(
        JobState.FAILED,
        new DocumentResult.Failed(FailureCode.RENDER_TIMEOUT, "It took longer than 30 s."),
        null);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void theSeedsRequestIsUnderstood() {
    Decoded.Request request = accepted(Golden.text("pdfgorilla/request-generate-async.json"));

    Document document = request.documents().get(0);
    assertThat(document.parts())
        .containsExactly(
            new Part.Template(
                new TemplateVersion(TEMPLATE, TemplateVersion.NEWEST),
                "{\"orderId\":\"ORD-999\"}"));
    assertThat(document.options()).isEqualTo(RenderOptions.standard("document.pdf"));
    assertThat(document.destination()).isEqualTo(new Destination.Hosted());
    assertThat(request.targets()).containsExactly(TARGET);
    assertThat(request.awaits()).isEqualTo(Decoded.Awaited.NOTHING);
  }

  @Test
  void aJobNeedsNoWebhookAndATemplateNoData() {
    Decoded.Request request = accepted("{}");

    assertThat(request.targets()).isEmpty();
    assertThat(((Part.Template) request.documents().get(0).parts().get(0)).dataJson())
        .isEqualTo("{}");
    assertThat(accepted("{\"webhookSecret\":\"s\"}").targets()).isEmpty();
  }

  @Test
  void aWebhookNeedsASecretOfAtMost512Characters() {
    String job = "{'webhookUrl':'https://a.b/','webhookSecret':'%s'}";
    String longest = job.formatted("x".repeat(512)).replace('\'', '"');
    assertThat(((Target.Webhook) accepted(longest).targets().get(0)).secret())
        .contains("x".repeat(512));
    assertThat(refused(job.formatted("x".repeat(513))).errors())
        .containsExactly(Fault.at("/webhookSecret", "Is longer than 512 characters."));
    assertThat(refused(job.formatted("")).errors())
        .containsExactly(Fault.at("/webhookSecret", "Must not be empty."));
    Problem without = refused("{'webhookUrl':'https://a.b/'}");
    assertThat(text(dialect.problem(without).body()))
        .isEqualTo(Golden.text("pdfgorilla/problem.json"));
    assertThat(dialect.problem(without).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "http://your-server.com/webhooks/pdf, https only",
    "https://localhost/webhooks/pdf, ",
    "https://127.0.0.1/webhooks/pdf, ",
    "ftp://your-server.com/webhooks/pdf, https://"
  })
  void aWebhookMustBeHttpsAndOnTheInternetUnlessTheSettingsSayOtherwise(String url, String why) {
    EgressPolicy standard = new EgressPolicy(List.of(), false, List.of(443));
    TargetCheck check =
        uri ->
            standard.check(uri) instanceof EgressDecision.Refused refused
                ? Optional.of(refused.message())
                : Optional.empty();
    String job = "{\"webhookUrl\":\"" + url + "\",\"webhookSecret\":\"s\"}";

    List<Fault> faults = ((Decoded.Refused) decode(job, check)).problem().errors();
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).where()).isEqualTo("/webhookUrl");
    assertThat(faults.get(0).detail()).contains(why == null ? "" : why);
    assertThat(decode(job.replaceFirst("\\w+://[a-z0-9.]+", "https://a.example"), check))
        .isInstanceOf(Decoded.Request.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|",
        "{'data':[]}|/data",
        "{'data':{'a':['\\u0000']}}|/data/a/0",
        "{'data':{'a':'\\ud800'}}|/data/a",
        "{'data':{'a':1e999}}|/data/a",
        "{'webhookUrl':7,'webhookSecret':'s'}|/webhookUrl",
        "{'webhookSecret':7}|/webhookSecret"
      })
  void everyFaultIsReported(String body, String where) {
    assertThat(refused(body).errors())
        .extracting(Fault::where)
        .containsExactly(where == null ? "" : where);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "\u00fc"})
  void aMalformedIdIsOfNoTemplate(String id) {
    Submission submission =
        new Submission("{}".getBytes(StandardCharsets.UTF_8), Map.of("template", id));

    Problem problem = ((Decoded.Refused) dialect.decode(submission, ANYWHERE)).problem();
    assertThat(dialect.problem(problem).status()).isEqualTo(404);
  }

  @Test
  void aRepeatSaysThatItIsOneAndHowTheJobIs() {
    Decoded.Request request = accepted("{\"idempotencyKey\":\"order 7 \u20ac\"}");

    assertThat(request.key()).isPresent();
    assertThat(request.key()).isEqualTo(accepted("{\"idempotencyKey\":\"order 7 \u20ac\"}").key());
    assertThat(request.key()).isNotEqualTo(accepted("{\"idempotencyKey\":\"order 8\"}").key());
    Reply reply = dialect.repeated(completed(), request);
    assertThat(reply.status()).isEqualTo(202);
    assertThat(text(reply.body())).contains("\"status\":\"completed\",\"deduplicated\":true");
  }

  @Test
  void aJobThatHadEndedIsNotCanceledButTheAnswerIsNoError() {
    assertThat(text(dialect.canceled(completed(), false).orElseThrow().body()))
        .isEqualTo("{\"jobId\":\"" + ID + "\",\"status\":\"completed\",\"canceled\":false}");
    assertThat(text(dialect.canceled(job(JobState.CANCELED, null, null), true).get().body()))
        .endsWith("\"status\":\"canceled\",\"canceled\":true}");
  }

  @Test
  void anUnknownTemplateIsNamed() {
    Problem problem = dialect.noTemplate(new TemplateVersion(TEMPLATE, 0), 0, 0);
    assertThat(problem.type().status()).isEqualTo(404);
    assertThat(problem.detail()).contains(TEMPLATE.toString());
  }

  @Test
  void anAcceptedJobIsAnsweredWithItsIdAndWhereToAsk() {
    Reply reply = dialect.accepted(ID, accepted("{}"), AT);
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.headers()).containsExactly(entry("Location", "/api/v1/jobs/" + ID));
    assertThat(text(reply.body())).isEqualTo(Golden.text("pdfgorilla/accepted.json"));
    assertThat(dialect.jobId(dialect.shown(ID))).contains(ID);
  }

  @Test
  void everyFinalStateHasTheSeedsShape() {
    JobReport canceled = job(JobState.CANCELED, null, null);

    assertThat(text(dialect.callback(completed(), TARGET).body()))
        .isEqualTo(Golden.text("pdfgorilla/callback-completed.json"));
    assertThat(text(dialect.callback(failed(), TARGET).body()))
        .isEqualTo(Golden.text("pdfgorilla/callback-failed.json"));
    assertThat(text(dialect.callback(canceled, TARGET).body()))
        .isEqualTo(Golden.text("pdfgorilla/callback-canceled.json"));
    for (String end : List.of("completed", "failed")) {
      JsonNode ours = read("pdfgorilla/callback-" + end + ".json");
      JsonNode seeds = read("pdfgorilla/seed-" + end + ".json");
      assertThat(names(ours)).isEqualTo(names(seeds));
      assertThat(ours.get("error")).isEqualTo(seeds.get("error"));
      assertThat(ours.get("status")).isEqualTo(seeds.get("status"));
      assertThat(ours.get("timestamp")).isEqualTo(seeds.get("timestamp"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LIMIT_PAGES, PDF_PAGE_LIMIT_EXCEEDED",
    "LIMIT_BYTES, PDF_SIZE_EXCEEDED",
    "TEMPLATE_TOO_LARGE, HTML_TEMPLATE_TOO_LARGE",
    "TEMPLATE_TIMEOUT, LIQUID_COMPLEXITY_EXCEEDED"
  })
  void limitsHaveTheServicesOwnCodes(FailureCode ours, String code) {
    JobReport job = job(JobState.FAILED, new DocumentResult.Failed(ours, "Too much."), null);

    assertThat(text(dialect.callback(job, TARGET).body()))
        .contains("\"code\":\"" + code + "\",\"message\":\"Too much.\"");
  }

  @Test
  void otherFailuresHaveTheirOwnMessages() {
    JobReport job =
        job(
            JobState.FAILED,
            new DocumentResult.Failed(
                FailureCode.TEMPLATE_FAILED, "Line 1, column 3: Not a number."),
            null);
    assertThat(text(dialect.callback(job, TARGET).body()))
        .contains("\"code\":\"TEMPLATE_FAILED\",\"message\":\"Line 1, column 3: Not a number.\"");
  }

  @Test
  void theStatusIsWhatTheCallbackSaysWithNullForWhatThereIsNot() {
    assertThat(dialect.status(completed()).body())
        .isEqualTo(dialect.callback(completed(), TARGET).body());
    assertThat(text(dialect.status(failed()).body()))
        .endsWith(",\"downloadUrl\":null,\"expiresAt\":null}");
    assertThat(text(dialect.status(job(JobState.PENDING, null, null)).body()))
        .contains("\"status\":\"queued\"");
    JobReport ended = job(JobState.PROCESSING, null, null);
    JobReport processing =
        new JobReport(
            ID,
            PdfgorillaDialect.NAME,
            JobState.PROCESSING,
            AT.minusSeconds(60),
            Optional.of(AT),
            Optional.empty(),
            "{}",
            ended.documents(),
            Optional.of(AT.plusSeconds(60)));
    assertThat(text(dialect.status(processing).body()))
        .isEqualTo(Golden.text("pdfgorilla/status-processing.json"));
  }

  @Test
  void theSeedsVerifiersAcceptOnlyTheSignatureOfTheRawBody() {
    Callback callback = dialect.callback(completed(), TARGET);
    String signature = callback.headers().get("x-pdfg-signature");

    assertThat(signature).matches("[0-9a-f]{64}");
    assertThat(nodeVerifies(text(callback.body()), signature, SECRET)).isTrue();
    assertThat(pythonVerifies(callback.body(), signature, SECRET)).isTrue();
    assertThat(nodeVerifies(text(callback.body()), signature, "another")).isFalse();
    assertThat(pythonVerifies(callback.body(), signature, "another")).isFalse();
    assertThat(nodeVerifies(text(callback.body()) + " ", signature, SECRET)).isFalse();
    assertThat(pythonVerifies("{}".getBytes(StandardCharsets.UTF_8), signature, SECRET)).isFalse();
  }

  @Test
  void aSecretIsUsedAsUtf8() {
    Target.Webhook target =
        new Target.Webhook(TARGET.url(), Map.of(), Optional.of("pässwörd €"), Optional.empty());
    Callback callback = dialect.callback(failed(), target);

    String signature = callback.headers().get("x-pdfg-signature");
    assertThat(pythonVerifies(callback.body(), signature, "pässwörd €")).isTrue();
  }

  @Test
  void theNotificationHasEventIdAndSignatureButNoSecret() {
    OwedNotification owed =
        Callbacks.owed(completed(), List.of(TARGET), () -> new NotificationId(new UUID(7, 7)))
            .get(0);

    Target.Webhook told = (Target.Webhook) owed.target();
    assertThat(told.headers()).containsOnlyKeys("x-pdfg-event-id", "x-pdfg-signature");
    assertThat(told.headers()).containsEntry("x-pdfg-event-id", ID.toString());
    assertThat(told.secret()).isEmpty();
    assertThat(pythonVerifies(owed.body(), told.headers().get("x-pdfg-signature"), SECRET))
        .isTrue();
  }

  @Test
  void aHandlerHasFiveSecondsToAnswerWith2xx() {
    assertThat(dialect.deadline()).contains(Duration.ofSeconds(5));
    assertThat(dialect.delivered(200, new byte[0])).isTrue();
    assertThat(dialect.delivered(299, new byte[0])).isTrue();
    assertThat(dialect.delivered(302, new byte[0])).isFalse();
    assertThat(dialect.delivered(500, new byte[0])).isFalse();
  }

  private static JsonNode read(String golden) {
    return ((Json.Read.Tree) Json.read(Golden.bytes(golden))).root();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The seed's sample for Node.js: the body is a string, lengths are compared first. */
  private static boolean nodeVerifies(String rawBody, String signature, String secret) {
    String expected = hmac(rawBody.getBytes(StandardCharsets.UTF_8), secret);
    if (expected.length() != signature.length()) {
      return false;
    }
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  /** The seed's sample for Python: the body is bytes, the digests are compared as text. */
  private static boolean pythonVerifies(byte[] rawBody, String signature, String secret) {
    return MessageDigest.isEqual(
        hmac(rawBody, secret).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hmac(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new AssertionError(everyJvmHasIt);
    }
  }
}
