package dev.hookpress.dialect.adobe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Permission;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.SplitDivision;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of Adobe's PDF Services, byte for byte. */
class AdobeDialectTest {
  private static final Instant ENDED = Instant.parse("2023-03-30T12:34:56Z");
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final String A = "urn:aaid:AS:UE1:018732c1-9895-0000-0000-000000000000";
  private static final String B = "urn:aaid:AS:UE1:018732c1-9895-0000-0000-000000000001-2";
  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://dummy.callback.org/"), Map.of());

  private final Dialect dialect = Dialects.of(AdobeDialect.NAME);

  private Decoded decoded(String operation, byte[] body) {
    return dialect.decode(
        new Submission(body, Map.of("operation", operation)), url -> Optional.empty());
  }

  private Decoded.Request accepted(String operation, String body) {
    Decoded decoded = decoded(operation, body.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).as(body).isInstanceOf(Decoded.Request.class);
    return (Decoded.Request) decoded;
  }

  private PdfOperation operation(String operation, String body) {
    Document document = accepted(operation, body.replace('\'', '"')).documents().get(0);
    return document.operation().orElseThrow();
  }

  private String refused(String operation, String body) {
    Decoded decoded = decoded(operation, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).as(body).isInstanceOf(Decoded.Refused.class);
    Reply reply = dialect.problem(((Decoded.Refused) decoded).problem());
    assertThat(reply.status()).isBetween(400, 499);
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static DocumentResult stored(Long... files) {
    return new DocumentResult.Stored(1, 1, 0, 1, 1, List.of(), List.of(files), Optional.empty());
  }

  private static JobReport ended(JobState state, JobReport.DocumentReport document) {
    return Reports.ended(ID, AdobeDialect.NAME, state, ENDED, document);
  }

  private static Document document(PdfOperation operation) {
    return new Document(
        List.of(),
        RenderOptions.standard("document.pdf"),
        new Destination.Hosted(),
        Optional.ofNullable(operation));
  }

  private static HostedLink link(String url) {
    return new HostedLink(url, ENDED);
  }

  @Test
  void theSampleRequestIsAcceptedWithItsNotifier() {
    Decoded.Request request = accepted("htmltopdf", Golden.text("adobe/request-notifier.json"));

    assertThat(request.documents()).hasSize(1);
    assertThat(request.documents().get(0).parts())
        .containsExactly(
            new Part.Asset(
                AssetId.parse("urn:aaid:AS:UE1:23c30ee0-2e4d-46d6-87f2-087832fca718")
                    .orElseThrow()));
    Target.Webhook target = (Target.Webhook) request.targets().get(0);
    assertThat(target.url()).isEqualTo(URI.create("https://dummy.callback.org/"));
    assertThat(target.headers())
        .containsExactly(
            Map.entry("x-api-key", "dummykey"), Map.entry("access-token", "dummytoken"));
  }

  @Test
  void anAddressALayoutInInchesAndSeveralNotifiersAreAccepted() {
    Decoded.Request request =
        accepted("htmltopdf", Golden.text("adobe/request-url-everything.json"));

    assertThat(request.targets()).hasSize(2);
    Document document = request.documents().get(0);
    assertThat(document.parts()).containsExactly(new Part.Url(URI.create("https://example.com/a")));
    assertThat(document.options().layout().widthMillimetres()).isEqualTo(8 * 25.4);
    assertThat(document.options().layout().heightMillimetres()).isEqualTo(11.5 * 25.4);
    assertThat(document.options().footerHtml().orElseThrow()).contains("pageNumber", "totalPages");
  }

  @Test
  void theDefaultPageIsLandscapeLetter() {
    RenderOptions options =
        accepted("htmltopdf", "{\"assetID\":\"" + A + "\"}").documents().get(0).options();
    assertThat(options.layout().widthMillimetres()).isEqualTo(11 * 25.4);
    assertThat(options.layout().heightMillimetres()).isEqualTo(8.5 * 25.4);
    assertThat(options.footerHtml()).isEmpty();
  }

  @Test
  void anAcceptedJobIsAnsweredWith201AndWhereToLook() {
    Decoded.Request request =
        accepted("splitpdf", "{\"assetID\":\"" + A + "\",\"splitoption\":{\"pageCount\":2}}");
    Reply reply = dialect.accepted(ID, request, ENDED);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers())
        .containsEntry("location", "/operation/splitpdf/" + ID + "/status")
        .containsEntry("retry-after", "1");
    assertThat(dialect.jobId(ID.toString())).contains(ID);
  }

  @Test
  void aRunningJobIsAnsweredWithRetryAfter() {
    for (JobState state : List.of(JobState.PENDING, JobState.PROCESSING)) {
      Reply reply =
          dialect.status(
              ended(
                  state,
                  new JobReport.DocumentReport(
                      document(null), Optional.empty(), Optional.empty())));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).containsEntry("retry-after", "1");
      assertThat(reply.body()).isEqualTo(Golden.bytes("adobe/status-in-progress.json"));
    }
  }

  @Test
  void theCallbackOfSuccessIsTheStatusAndTheJobsId() {
    JobReport job =
        ended(
            JobState.COMPLETED,
            JobReport.DocumentReport.of(
                document(null),
                Optional.of(stored(318_974L)),
                List.of(link("https://files.test/v1/files/a?b=c"))));

    String callback = new String(dialect.callback(job, TARGET).body(), StandardCharsets.UTF_8);
    assertThat(callback).isEqualTo(Golden.text("adobe/callback-done.json"));
    assertThat(callback).contains(new String(dialect.status(job).body(), StandardCharsets.UTF_8));
  }

  @Test
  void theCallbackOfFailureHasAdobesCodeAndStatus() {
    JobReport job =
        ended(
            JobState.FAILED,
            JobReport.DocumentReport.of(
                document(null),
                Optional.of(
                    new DocumentResult.Failed(
                        FailureCode.SOURCE_INVALID, "A source PDF cannot be read")),
                List.of()));

    assertThat(dialect.callback(job, TARGET).body())
        .isEqualTo(Golden.bytes("adobe/callback-failed.json"));
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyFailureHasACodeAndAnHttpStatus(FailureCode code) {
    var error = AdobeErrors.failure(new DocumentResult.Failed(code, "m"));
    assertThat(error.get("code").textValue()).isNotBlank();
    assertThat(error.get("status").intValue()).isIn(400, 500);
  }

  @Test
  void aCanceledJobHasFailed() {
    JobReport job =
        ended(
            JobState.CANCELED,
            JobReport.DocumentReport.of(document(null), Optional.empty(), List.of()));
    assertThat(new String(dialect.status(job).body(), StandardCharsets.UTF_8))
        .startsWith("{\"status\":\"failed\",\"error\":{\"code\":\"CANCELED\"");
  }

  @Test
  void theFilesOfASplitAreAListEvenIfItIsOne() {
    PdfOperation split = new PdfOperation.Split(new SplitDivision.Files(2));
    JobReport two =
        ended(
            JobState.COMPLETED,
            JobReport.DocumentReport.of(
                document(split),
                Optional.of(stored(10L, 20L)),
                List.of(link("https://files.test/0"), link("https://files.test/1"))));
    assertThat(dialect.status(two).body()).isEqualTo(Golden.bytes("adobe/status-split.json"));
    JobReport one =
        ended(
            JobState.COMPLETED,
            JobReport.DocumentReport.of(
                document(split), Optional.of(stored(10L)), List.of(link("https://a"))));
    assertThat(new String(dialect.status(one).body(), StandardCharsets.UTF_8))
        .contains("\"assetList\":[{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"ack\":\"done\"} | true",
        "200 | {\"ack\": \"done\", \"more\": [1]} | true",
        "200 | {\"ack\":\"Done\"} | false",
        "200 | {\"ack\":true} | false",
        "200 | {} | false",
        "200 | ok | false",
        "201 | {\"ack\":\"done\"} | false",
        "204 | {\"ack\":\"done\"} | false",
        "500 | {\"ack\":\"done\"} | false"
      })
  void onlyAnAcknowledgementWithStatus200Counts(int status, String answer, boolean delivered) {
    assertThat(dialect.delivered(status, answer.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(delivered);
  }

  @Test
  void combiningKeepsInputsAndRangesInTheirOrder() {
    Document document =
        accepted(
                "combinepdf",
                """
                {"assets":[{"assetID":"%s","pageRanges":[{"start":3,"end":3},{"start":1}]},
                           {"assetID":"%s"},{"assetID":"%s","pageRanges":[{"start":2}]}]}
                """
                    .formatted(A, B, A))
            .documents()
            .get(0);
    assertThat(document.parts())
        .extracting(part -> ((Part.Asset) part).asset().toString())
        .containsExactly(A, B, A);
    assertThat(document.operation())
        .contains(
            new PdfOperation.Combine(
                List.of(
                    List.of(PageRange.page(3), PageRange.from(1)),
                    List.of(),
                    List.of(PageRange.from(2)))));
  }

  @Test
  void splittingHasThreeWays() {
    String body = "{'assetID':'" + A + "','splitoption':{%s}}";
    assertThat(operation("splitpdf", body.formatted("'pageCount':3")))
        .isEqualTo(new PdfOperation.Split(new SplitDivision.PagesPerFile(3)));
    assertThat(operation("splitpdf", body.formatted("'fileCount':2")))
        .isEqualTo(new PdfOperation.Split(new SplitDivision.Files(2)));
    assertThat(
            operation("splitpdf", body.formatted("'pageRanges':[{'start':1,'end':2},{'start':3}]")))
        .isEqualTo(
            new PdfOperation.Split(
                new SplitDivision.Ranges(List.of(PageRange.of(1, 2), PageRange.from(3)))));
    assertThat(refused("splitpdf", body.formatted("'pageCount':1,'fileCount':2")))
        .contains("exactly one");
  }

  @Test
  void pagesAreDeletedAfterRotationsSoNumbersAreOfTheInput() {
    String body =
        "{'pageActions':[{'delete':{'pageRanges':[{'start':1,'end':1}]}},"
            + "{'rotate':{'angle':90,'pageRanges':[{'start':2,'end':2}]}},"
            + "{'delete':{'pageRanges':[{'start':3}]}}],'assetID':'"
            + A
            + "'}";
    assertThat(operation("pagemanipulation", body))
        .isEqualTo(
            new PdfOperation.Arrange(
                List.of(
                    new Step.Rotate(90, List.of(PageRange.page(2))),
                    new Step.Delete(List.of(PageRange.page(1), PageRange.from(3))))));
  }

  @Test
  void permissionsThatIncludeOthersAreExpanded() {
    String body =
        "{'passwordProtection':{'userPassword':'u'%s},'encryptionAlgorithm':'AES_256',"
            + "'contentToEncrypt':'ALL_CONTENT','permissions':['EDIT_CONTENT'],'assetID':'"
            + A
            + "'}";
    PdfOperation.Protect protect =
        (PdfOperation.Protect) operation("protectpdf", body.formatted(",'ownerPassword':'o'"));
    assertThat(protect.allowed())
        .containsExactlyInAnyOrder(
            Permission.EDIT_CONTENT, Permission.ASSEMBLE, Permission.FILL_IN_FORMS);
    PdfOperation.Protect unowned =
        (PdfOperation.Protect) operation("protectpdf", body.formatted(""));
    assertThat(unowned.allowed()).isEmpty();
    for (String other : List.of("ONLY_EMBEDDED_FILES", "ALL_CONTENT_EXCEPT_METADATA")) {
      assertThat(refused("protectpdf", body.formatted("").replace("ALL_CONTENT", other)))
          .contains("/contentToEncrypt: Only ALL_CONTENT is offered.");
    }
  }

  @Test
  void otherOperationsAreDecodedWithDefaults() {
    String asset = "'assetID':'" + A + "'}";
    assertThat(operation("removeprotection", "{'password':'pw'," + asset))
        .isEqualTo(new PdfOperation.Unprotect("pw"));
    assertThat(operation("compresspdf", "{" + asset))
        .isEqualTo(new PdfOperation.Compress(PdfOperation.Strength.MEDIUM));
    assertThat(operation("pdfproperties", "{'pageLevel':true," + asset))
        .isEqualTo(new PdfOperation.Properties(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ocr", "linearizepdf", "electronicseal"})
  void unsupportedOptionsAreNamed(String operation) {
    assertThat(refused(operation, "{}")).contains("\"code\":\"NOT_FOUND\"").contains(operation);
  }

  /** Adobe's page of assets has flat errors, and its clients read nested ones. */
  @Test
  void tooManyRequestsAreToldInBothShapes() {
    assertThat(text(Problem.Type.RATE_LIMITED))
        .isEqualTo(
            "{\"error\":{\"code\":\"TOO_MANY_REQUESTS\",\"message\":\"Wait.\"},"
                + "\"error_code\":\"429050\",\"message\":\"Wait.\"}");
    assertThat(text(Problem.Type.STORAGE_FULL))
        .contains("\"code\":\"INSUFFICIENT_QUOTA\"", "\"error_code\":\"429002\"");
  }

  private String text(Problem.Type type) {
    return new String(dialect.problem(Problem.of(type, "Wait.")).body(), StandardCharsets.UTF_8);
  }

  @Test
  void aJobsIdThatIsNoneIsABadRequest() {
    Problem unknown = Problem.of(Problem.Type.NOT_FOUND, "This client has no such job.");

    assertThat(dialect.noJob("none", unknown).status()).isEqualTo(400);
    assertThat(new String(dialect.noJob("none", unknown).body(), StandardCharsets.UTF_8))
        .contains("\"code\":\"INVALID_JOB_ID\"");
    assertThat(dialect.noJob("01HM0NTAGHJ97Z6G1KMXS2PQRV", unknown).status()).isEqualTo(404);
  }

  @Test
  void faultsAreNamedInAdobesShape() {
    assertThat(refused("compresspdf", "{'assetID':'" + A + "','assetId':1}"))
        .isEqualTo(Golden.text("adobe/error.json"));
    assertThat(refused("htmltopdf", "{")).contains("BAD_REQUEST");
    assertThat(refused("htmltopdf", "{}")).contains("exactly one of assetID and inputUrl");
    assertThat(refused("htmltopdf", "{'assetID':'../x'}")).contains("not the id of an asset");
    assertThat(refused("combinepdf", "{'output':{'uri':'https://b/'},'inputs':[]}"))
        .contains("/inputs: Must be a list");
    assertThat(refused("compresspdf", "{'notifiers':[{'type':'MAIL','data':{}}]}"))
        .contains("/notifiers/0/type", "/notifiers/0/data/url");
  }
}
