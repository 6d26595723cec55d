package dev.hookpress.dialect.tailpdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Callbacks;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.Part;
import dev.hookpress.signing.Ed25519Key;
import dev.hookpress.signing.SigningSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TailPDF's format: every example of its document, byte for byte but for the white space. */
class TailpdfDialectTest {
  /** Two characters shorter than a ULID, so it is not an id of Hookpress. */
  private static final String SEEDS_ID = "01JFXYZ123456789ABCDEFGH";

  private static final JobId ID = JobId.parse("01JFXYZ123456789ABCDEFGH00").orElseThrow();
  private static final Instant CREATED = Instant.parse("2024-12-15T10:30:00.999Z");
  private static final Instant STARTED = Instant.parse("2024-12-15T10:30:01.001Z");
  private static final Instant COMPLETED = Instant.parse("2024-12-15T10:30:02.500Z");
  private static final Instant FAILED = Instant.parse("2024-12-15T10:30:05.5Z");
  private static final URI WEBHOOK = URI.create("https://api.example.com/webhooks/pdf-ready");
  private static final Target.Webhook TARGET = new Target.Webhook(WEBHOOK, Map.of());
  private static final DocumentResult STORED =
      new DocumentResult.Stored(1, 45678, 850, 120, List.of());
  private static final DocumentResult EXPIRED =
      new DocumentResult.Failed(FailureCode.UPLOAD_FAILED, "Upload failed: 403 Forbidden");

  private final Dialect dialect = Dialects.of(TailpdfDialect.NAME);

  @Test
  void theSeedsRequestIsUnderstood() {
    Decoded.Request request = accepted(Golden.text("tailpdf/request-async.json"));

    assertThat(request.awaits()).isEqualTo(Decoded.Awaited.NOTHING);
    assertThat(request.documents()).hasSize(1);
    Document document = request.documents().get(0);
    assertThat(document.parts())
        .containsExactly(new Part.Html("<div class=\"p-8\"><h1>Invoice #1234</h1></div>"));
    assertThat(document.options().tailwind().orElseThrow().fonts())
        .containsExactly(FontRequest.parse("Inter:wght@400;600").orElseThrow());
    assertThat(document.destination())
        .isEqualTo(
            new Destination.PresignedPut(
                URI.create(
                    "https://my-bucket.s3.amazonaws.com/pdfs/invoice-1234.pdf"
                        + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&..."),
                Map.of("Content-Type", "application/pdf")));
    assertThat(request.targets()).containsExactly(TARGET);
  }

  @Test
  void withoutAsyncThePdfIsTheAnswer() {
    for (String json :
        List.of(Golden.text("tailpdf/request-sync.json"), "{\"content\":\"x\",\"async\":false}")) {
      Decoded.Request request = accepted(json);

      assertThat(request.awaits()).isEqualTo(Decoded.Awaited.PDF);
      assertThat(request.targets()).isEmpty();
      Document document = request.documents().get(0);
      assertThat(document.destination()).isEqualTo(new Destination.Hosted());
      assertThat(document.options().filename()).isEqualTo("document.pdf");
      assertThat(document.options().tailwind()).isPresent();
    }
  }

  @Test
  void thePageHasNoMargins() {
    PageLayout page = accepted("{\"content\":\"x\"}").documents().get(0).options().layout();

    assertThat(page).isEqualTo(new PageLayout(210, 297, false, new PageLayout.Margins(0, 0, 0, 0)));
  }

  @Test
  void theWebhookMayBeLeftOut() {
    assertThat(
            accepted("{\"content\":\"x\",\"async\":true,\"upload_url\":\"https://a.b/c\"}")
                .targets())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                               | /content",
        "{'content':1}                                                    | /content",
        "{'content':''}                                                   | /content",
        "{'content':'x','fonts':'Inter'}                                  | /fonts",
        "{'content':'x','fonts':['Inter','@']}                            | /fonts/1",
        "{'content':'x','async':'true'}                                   | /async",
        "{'content':'x','async':true}                                     | /upload_url",
        "{'content':'x','async':true,'upload_url':'ftp://a.b'}            | /upload_url",
        "{'content':'x','async':true,'upload_url':'https://forbidden.test'} | /upload_url",
        "{'content':'x','upload_url':'https://a.b'}                       | /upload_url",
        "{'content':'x','async':false,'webhook_url':'https://a.b'}        | /webhook_url",
        "{'content':'x','pdfOptions':{'format':'A9'}}                     | /pdfOptions/format",
        "{'content':'x','pdfOptions':{'scale':3}}                         | /pdfOptions/scale",
        "{'content':'x','pdfOptions':{'margin':{'top':'wide'}}}           | /pdfOptions/margin/top",
        "{'content':'x','pdfOptions':{'format':'custom','width':400}}     | /pdfOptions/height",
        "{'content':'x','pdfOptions':{'margin':{'left':900}}}             | /pdfOptions/margin",
        "{'content':'x','config':7}                                       | /config",
        "[]                                                               | ``",
      })
  void aFaultIsNamed(String json, String pointer) {
    assertThat(refused(json.replace('\'', '"')).errors())
        .extracting(Fault::where)
        .containsExactly(pointer);
  }

  @Test
  void theWebhookIsHeldToTheSameRulesAsTheUpload() {
    String json =
        "{'content':'x','async':true,'upload_url':'https://a.b',"
            + "'webhook_url':'https://forbidden.test'}";

    assertThat(refused(json.replace('\'', '"')).errors())
        .extracting(Fault::where)
        .containsExactly("/webhook_url");
  }

  @Test
  void theAnswerEqualsTheSeeds() {
    Decoded.Request request = accepted(Golden.text("tailpdf/request-async.json"));

    Reply reply = dialect.accepted(ID, request, CREATED);

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertBody(reply.body(), "accepted");
    assertThat(dialect.jobId(ID.toString())).contains(ID);
    assertThat(dialect.jobId("job_" + ID)).isEmpty();
  }

  @Test
  void everyStatusEqualsTheSeeds() {
    assertBody(status(JobState.PENDING, null, null, null), "status-pending");
    assertBody(status(JobState.PROCESSING, STARTED, null, null), "status-processing");
    assertBody(status(JobState.COMPLETED, STARTED, COMPLETED, STORED), "status-completed");
    assertBody(status(JobState.FAILED, STARTED, FAILED, EXPIRED), "status-failed");
  }

  @Test
  void aJobInTheQueueAgainHasNotStarted() {
    // The node has died.
    assertBody(status(JobState.PENDING, STARTED, null, null), "status-pending");
  }

  @Test
  void warningsAreShown() {
    DocumentResult warned =
        new DocumentResult.Stored(1, 45678, 850, 120, List.of("Not known as classes: x"));

    assertThat(text(status(JobState.COMPLETED, STARTED, COMPLETED, warned)))
        .contains("\"upload_duration_ms\":120,\"warnings\":[\"Not known as classes: x\"]}");
    assertThat(text(callback(JobState.COMPLETED, COMPLETED, warned).body()))
        .doesNotContain("warnings");
  }

  @Test
  void aCanceledJobHasFailed() {
    assertThat(text(status(JobState.CANCELED, null, FAILED, null)))
        .contains("\"status\":\"failed\"", "\"error_message\":\"The job was canceled\"")
        .doesNotContain("started_at");
    Callback callback = callback(JobState.CANCELED, FAILED, null);
    assertThat(callback.headers()).containsEntry("X-TailPDF-Event", "render.failed");
    assertThat(text(callback.body())).contains("\"error_message\":\"The job was canceled\"");
  }

  @Test
  void theCallbacksEqualTheSeeds() {
    Callback completed = callback(JobState.COMPLETED, COMPLETED, STORED);
    Callback failed = callback(JobState.FAILED, FAILED, EXPIRED);

    assertBody(completed.body(), "callback-completed");
    assertThat(completed.headers())
        .containsOnly(
            Map.entry("Content-Type", "application/json"),
            Map.entry("User-Agent", "TailPDF-Webhook/1.0"),
            Map.entry("X-TailPDF-Event", "render.completed"));
    assertBody(failed.body(), "callback-failed");
    assertThat(failed.headers()).containsEntry("X-TailPDF-Event", "render.failed");
  }

  @Test
  void theNotificationCarriesTheHeaders() {
    OwedNotification owed =
        Callbacks.owed(
                job(JobState.FAILED, STARTED, FAILED, EXPIRED),
                List.of(TARGET),
                () -> new NotificationId(new UUID(1, 1)))
            .get(0);

    assertThat(owed.format()).isEqualTo(TailpdfDialect.NAME);
    assertThat(((Target.Webhook) owed.target()).headers())
        .containsEntry("X-TailPDF-Event", "render.failed");
  }

  @Test
  void theSeedsVerifierAcceptsTheSignature() {
    SigningSecret newest = SigningSecret.of("0123456789abcdef0123456789abcdef".getBytes());
    SigningSecret outgoing = SigningSecret.of("fedcba9876543210fedcba9876543210".getBytes());
    byte[] body = callback(JobState.COMPLETED, COMPLETED, STORED).body();

    Map<String, String> headers = dialect.signed(body, List.of(newest, outgoing));

    assertThat(headers).containsOnlyKeys("X-TailPDF-Signature");
    String signature = headers.get("X-TailPDF-Signature");
    assertThat(verifyWebhook(body, signature, newest.reveal())).isTrue();
    assertThat(verifyWebhook(body, signature, outgoing.reveal())).isFalse();
    byte[] forged = body.clone();
    forged[10]++;
    assertThat(verifyWebhook(forged, signature, newest.reveal())).isFalse();
  }

  @Test
  void publicKeysSignOnlyByTheirOwnScheme() {
    // RFC 8032 §7.1, test 1.
    Ed25519Key publicKey =
        Ed25519Key.of(
            HexFormat.of()
                .parseHex(
                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
                        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    SigningSecret secret = SigningSecret.of(new byte[32]);

    assertThat(dialect.signed(new byte[0], List.of(publicKey))).isEmpty();
    assertThat(dialect.signed(new byte[0], List.of(publicKey, secret)))
        .isEqualTo(dialect.signed(new byte[0], List.of(secret)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-TailPDF-Event", "x-tailpdf-signature", "X-Tailpdf-Anything"})
  void reservedHeadersAreRejected(String name) {
    String json =
        "{\"parts\":\"https://a.b\",\"callback\":{\"url\":\"https://a.b\",\"headers\":{\""
            + name
            + "\":\"x\"}}}";
    Decoded decoded =
        Dialects.of(NativeDialect.NAME)
            .decode(new Submission(json.getBytes(StandardCharsets.UTF_8)), url -> Optional.empty());

    assertThat(((Decoded.Refused) decoded).problem().errors())
        .containsExactly(
            Fault.at("/callback/headers/" + name, "Is a signature header; Hookpress sets it."));
  }

  @Test
  void rejectionsHaveTailpdfsShape() {
    Reply reply = dialect.problem(refused("{\"async\":true}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertBody(reply.body(), "problem");
    assertThat(text(dialect.problem(refused("{")).body()))
        .startsWith("{\"error\":\"malformed_json\",\"message\":")
        .doesNotContain("details");
    assertThat(text(dialect.problem(refused("{\"content\":\"x\",\"fonts\":[1]}")).body()))
        .contains("\"field\":\"fonts.0\"");
  }

  @Test
  void aFailedWaitIsAnsweredWithTheReason() {
    DocumentResult late =
        new DocumentResult.Failed(FailureCode.RENDER_TIMEOUT, "It took longer than 30 s.");

    assertBody(
        dialect.withoutPdf(job(JobState.FAILED, STARTED, FAILED, late)).body(), "failed-sync");
    assertThat(dialect.withoutPdf(job(JobState.CANCELED, null, FAILED, null)).status())
        .isEqualTo(409);
    Reply waiting = dialect.withoutPdf(job(JobState.PROCESSING, STARTED, null, null));
    assertThat(waiting.status()).isEqualTo(503);
    assertThat(waiting.headers()).containsEntry("Retry-After", "30");
    assertThat(text(waiting.body()))
        .contains("\"error\":\"timeout\"", "\"status\":\"processing\"", "/jobs/" + ID);
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void anyFailureIsAFailedRendering(FailureCode code) {
    DocumentResult failed = new DocumentResult.Failed(code, "Why.");

    assertThat(dialect.withoutPdf(job(JobState.FAILED, STARTED, FAILED, failed)).status())
        .isEqualTo(500);
  }

  /** The document's own {@code verifyWebhook}, in this language. */
  private static boolean verifyWebhook(byte[] payload, String signature, String secret) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String expected = "sha256=" + HexFormat.of().formatHex(hmac.doFinal(payload));
      return MessageDigest.isEqual(signature.getBytes(), expected.getBytes());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] status(JobState state, Instant started, Instant ended, DocumentResult result) {
    Reply reply = dialect.status(job(state, started, ended, result));
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  private Callback callback(JobState state, Instant ended, DocumentResult result) {
    return dialect.callback(job(state, STARTED, ended, result), TARGET);
  }

  private static JobReport job(
      JobState state, Instant started, Instant ended, DocumentResult result) {
    return new JobReport(
        ID,
        TailpdfDialect.NAME,
        state,
        CREATED,
        Optional.ofNullable(started),
        Optional.ofNullable(ended),
        "{}",
        List.of(
            Reports.document(
                new Destination.Hosted(), Optional.ofNullable(result), Optional.empty())),
        Optional.empty());
  }

  private static void assertBody(byte[] body, String golden) {
    String seed = Golden.text("tailpdf/" + golden + ".json").replace(SEEDS_ID, ID.toString());
    Json.Read read = Json.read(seed.getBytes(StandardCharsets.UTF_8));
    assertThat(text(body)).isEqualTo(text(Json.write(((Json.Read.Tree) read).root())));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
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
