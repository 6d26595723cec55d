package dev.hookpress.dialect.vortex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vortex PDF's format, as its documentation describes it. */
class VortexDialectTest {
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final Instant ENDED = Instant.parse("2023-04-01T12:34:56Z");
  private static final String PARTS = "\"parts\":[\"<p>x</p>\"]";
  private static final DocumentResult STORED =
      new DocumentResult.Stored(2, 12_345, 10, 5, List.of());

  private final Dialect dialect = Dialects.of(VortexDialect.NAME);

  @Test
  void theQuickstartIsAnsweredWithThePdf() {
    Decoded.Request request = sync(Golden.text("vortex/request-quickstart.json"));

    assertThat(request.awaits()).isEqualTo(Awaited.PDF);
    assertThat(request.documents().get(0).parts())
        .containsExactly(new Part.Url(URI.create("https://example.com")));
    assertThat(request.documents().get(0).options().layout())
        .isEqualTo(new PageLayout(215.9, 279.4, false, new PageLayout.Margins(0, 0, 0, 0)));
    assertThat(request.warnings()).isEmpty();
  }

  @Test
  void allKindsOfPartsAndAllOptionsAreUnderstood() {
    Decoded.Request request = sync(Golden.text("vortex/request-everything.json"));

    assertThat(request.documents().get(0).parts())
        .extracting(part -> part.getClass().getSimpleName())
        .containsExactly("Url", "Html", "Url", "Html", "Template");
    RenderOptions options = request.documents().get(0).options();
    assertThat(options.layout())
        .isEqualTo(
            new PageLayout(215.9, 279.4, true, new PageLayout.Margins(25.4, 12.7, 25.4, 12.7)));
    assertThat(options.fit().scale()).isEqualTo(0.85);
    assertThat(options.headerHtml()).contains("<span class=\"title\"></span>");
    assertThat(options.footerHtml()).isPresent();
    assertThat(options.print().backgrounds()).isFalse();
    assertThat(options.print().cssPageSize()).isTrue();
    assertThat(request.warnings()).isEmpty();
  }

  @Test
  void pdfAIsWhatTheServiceMeansByIt() {
    Decoded.Request archival = sync("{" + PARTS + ",\"output_format\":\"pdf/a\"}");

    assertThat(archival.documents().get(0).options().pdf().conformance())
        .contains(Conformance.PDFA_2B);
    assertThat(archival.warnings()).isEmpty();
    for (String plain : List.of("{" + PARTS + "}", "{" + PARTS + ",\"output_format\":\"pdf\"}")) {
      assertThat(sync(plain).documents().get(0).options().pdf().conformance()).isEmpty();
    }
  }

  @Test
  void headerAndFooterArePrintedOnlyIfTheyAreTurnedOn() {
    Decoded.Request request = sync("{" + PARTS + ",\"header_template\":\"<p>h</p>\"}");

    assertThat(request.documents().get(0).options().headerHtml()).isEmpty();
  }

  @Test
  void thePdfMayBeAskedForAsText() {
    assertThat(sync("{" + PARTS + ",\"output_encoding\":\"base64\"}").awaits())
        .isEqualTo(Awaited.BASE64);
  }

  @Test
  void anAsynchronousRequestIsAnsweredAtOnceWithTheServicesOwnWord() {
    Decoded.Request request = async("{" + PARTS + ",\"callback\":{\"url\":\"https://a.b/c\"}}");

    assertThat(request.awaits()).isEqualTo(Awaited.NOTHING);
    assertThat(request.targets()).hasSize(1);
    assertThat(request.documents().get(0).destination()).isEqualTo(new Destination.Hosted());
    Reply reply = dialect.accepted(ID, request, ENDED);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply).get("status").textValue()).isEqualTo("accepted");
    assertThat(json(reply).get("message").textValue()).isNotEmpty();
  }

  @Test
  void webhookIsAnotherNameOfCallback() {
    assertThat(async("{" + PARTS + ",\"webhook\":{\"url\":\"https://a.b/c\"}}").targets())
        .isEqualTo(async("{" + PARTS + ",\"callback\":{\"url\":\"https://a.b/c\"}}").targets());
    Decoded both =
        decode(
            "{"
                + PARTS
                + ",\"callback\":{\"url\":\"https://a.b\"},\"webhook\":{\"url\":\"https://c.d\"}}",
            Map.of("mode", "async"));
    assertThat(((Decoded.Refused) both).problem().errors())
        .extracting(Fault::where)
        .containsExactly("/webhook");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                      | /parts",
        "{'parts':[]}                                            | /parts",
        "{'parts':7}                                             | /parts",
        "{'parts':['ftp://a.b']}                                 | /parts/0",
        "{'parts':[{'type':'pdf','content':'x'}]}                | /parts/0/type",
        "{'parts':[{'type':'html'}]}                             | /parts/0/content",
        "{'parts':'<p>','size':'a11'}                            | /size",
        "{'parts':'<p>','size':{'preset':'b4'}}                  | /size/preset",
        "{'parts':'<p>','size':{'width':100}}                    | /size/height",
        "{'parts':'<p>','orientation':'across'}                  | /orientation",
        "{'parts':'<p>','margin':{'top':-1}}                     | /margin/top",
        "{'parts':'<p>','margin':{'left':300}}                   | /margin",
        "{'parts':'<p>','scale':3}                               | /scale",
        "{'parts':'<p>','output_format':'pdf/b'}                 | /output_format",
        "{'parts':'<p>','output_format':'pdf/a','pages':'1'}     | /output_format",
        "{'parts':'<p>','set_cookie':{'name':'a','value':'b'}}   | /set_cookie/domain",
        "{'parts':'<p>','pages':'0-2'}                           | /pages",
        "{'parts':'<p>','callback':{'url':'https://a.b'}}        | /callback",
        "{'parts':'<p>','password':'secret'}                     | /password",
      })
  void aFaultIsNamed(String body, String pointer) {
    Decoded decoded = decode(body.replace('\'', '"'), Map.of());

    assertThat(((Decoded.Refused) decoded).problem().errors())
        .extracting(Fault::where)
        .containsExactly(pointer);
  }

  @Test
  void aDestinationOfGoogleIsRefusedWithTheWayAround() {
    Decoded decoded =
        decode(
            "{"
                + PARTS
                + ",\"destination\":{\"provider\":\"google_cloud_storage\",\"bucket\":\"bucket\","
                + "\"path\":\"a.pdf\"}}",
            Map.of("mode", "async"));

    assertThat(((Decoded.Refused) decoded).problem().errors())
        .extracting(Fault::where)
        .containsExactly("/destination/provider");
  }

  @Test
  void whatOnlyABrowserCanDoIsPassedOverWithAWarning() {
    Decoded.Request request =
        sync(
            "{"
                + PARTS
                + ",\"wait_for\":{\"selector\":\"#a\",\"attribute\":\"b\"},"
                + "\"evaluate_js\":{\"expression\":\"1\"},"
                + "\"speed\":\"fast\",\"callback\":null}");

    assertThat(request.warnings())
        .containsExactlyInAnyOrder(
            "/wait_for: Has an effect only where a browser renders the page.",
            "/evaluate_js: Has an effect only where a browser renders the page.",
            request.warnings().get(request.warnings().size() - 1));
    assertThat(request.warnings()).anyMatch(it -> it.startsWith("/speed: Is not a known field."));
    EngineOptions engine = request.documents().get(0).options().engine();
    assertThat(engine.script()).contains("1");
    // Whatever the selector is, it stays a text.
    assertThat(engine.waits().expression())
        .contains("[...document.querySelectorAll('\\u0023a')].some(it => it.hasAttribute('b'))");
  }

  @Test
  void pagesMediumAndCookieAreHonoured() {
    Decoded.Request request =
        sync(
            "{\"parts\":\"https://app.example.com/report\",\"pages\":\"1-5, 8, 11-13\","
                + "\"emulate_media_type\":\"screen\",\"set_cookie\":{\"name\":\"session\","
                + "\"value\":\"abc\",\"domain\":\".example.com\"}}");

    PrintOptions print = request.documents().get(0).options().print();
    assertThat(print.screen()).isTrue();
    assertThat(print.pages()).hasToString("[1-5, 8, 11-13]");
    Part.Url page = (Part.Url) request.documents().get(0).parts().get(0);
    assertThat(page.access().headersFor(page.url(), page.url()))
        .containsExactly(Map.entry("Cookie", "session=abc"));
    assertThat(request.warnings()).isEmpty();
  }

  @Test
  void theCallbackIsThePageThatBecameTheSeed() {
    Decoded.Request request =
        async(
            "{"
                + PARTS
                + ",\"destination\":{\"provider\":\"aws_s3\",\"bucket\":\"my-pdf-bucket\","
                + "\"path\":\"reports/document.pdf\"},\"callback\":{\"url\":\"https://a.b/c\"}}");

    assertThat(callback(request, JobState.COMPLETED, STORED))
        .isEqualTo(
            "{\"status\":\"completed\",\"destination\":{\"provider\":\"aws_s3\","
                + "\"bucket\":\"my-pdf-bucket\",\"path\":\"reports/document.pdf\"},"
                + "\"job_id\":\"01GWYD0K4N0000000000000000\","
                + "\"completed_at\":\"2023-04-01T12:34:56Z\"}");
  }

  @Test
  void theLaterPayloadIsSentIfItIsAskedFor() {
    Decoded.Request request =
        async("{" + PARTS + ",\"callback\":{\"url\":\"https://a.b/c\",\"payload\":\"result\"}}");

    JsonNode stored = json(callback(request, JobState.COMPLETED, STORED));
    assertThat(stored.get("status").textValue()).isEqualTo("success");
    assertThat(stored.at("/result/mediaLink").textValue()).isEqualTo("https://files.test/1");
    assertThat(stored.at("/result/size").textValue()).isEqualTo("12345");
    assertThat(stored.at("/result/timeCreated").textValue())
        .isEqualTo(stored.get("timestamp").textValue());
    assertThat(stored.get("result").has("bucket")).isTrue();
    assertThat(stored.at("/result/bucket").isNull()).isTrue();
    DocumentResult failed = new DocumentResult.Failed(FailureCode.UPLOAD_FAILED, "No such bucket.");
    JsonNode failure = json(callback(request, JobState.FAILED, failed));
    assertThat(failure.get("status").textValue()).isEqualTo("failure");
    assertThat(failure.at("/result/code").textValue()).isEqualTo("UPLOAD_FAILED");
    assertThat(failure.at("/result/message").textValue()).isEqualTo("No such bucket.");
    assertThat(failure.at("/result/error").textValue()).isEqualTo("render_error");
  }

  @Test
  void theLaterPayloadSaysThatTheBucketDidNotTakeThePdf() {
    Decoded.Request request =
        async(
            "{"
                + PARTS
                + ",\"destination\":{\"provider\":\"aws_s3\",\"bucket\":\"my-bucket\","
                + "\"path\":\"a.pdf\"}"
                + ",\"callback\":{\"url\":\"https://a.b/c\",\"payload\":\"result\"}}");

    DocumentResult failed = new DocumentResult.Failed(FailureCode.UPLOAD_FAILED, "No such bucket.");
    JsonNode failure = json(callback(request, JobState.FAILED, failed));
    JsonNode stored = json(callback(request, JobState.COMPLETED, STORED));

    assertThat(failure.at("/result/error").textValue()).isEqualTo("s3_error");
    assertThat(stored.get("result").toString())
        .isEqualTo("{\"bucket\":\"my-bucket\",\"key\":\"a.pdf\"}");
  }

  private String callback(Decoded.Request request, JobState state, DocumentResult result) {
    Optional<HostedLink> link =
        result instanceof DocumentResult.Stored
            ? Optional.of(new HostedLink("https://files.test/1", ENDED.plusSeconds(60)))
            : Optional.empty();
    JobReport job =
        Reports.ended(
            ID,
            VortexDialect.NAME,
            state,
            ENDED,
            request.metadataJson(),
            new DocumentReport(request.documents().get(0), Optional.of(result), link));
    Target.Webhook target = (Target.Webhook) request.targets().get(0);
    return new String(dialect.callback(job, target).body(), StandardCharsets.UTF_8);
  }

  private Decoded.Request sync(String json) {
    return (Decoded.Request) decode(json, Map.of());
  }

  private Decoded.Request async(String json) {
    return (Decoded.Request) decode(json, Map.of("mode", "async"));
  }

  private Decoded decode(String json, Map<String, String> path) {
    return dialect.decode(
        new Submission(json.getBytes(StandardCharsets.UTF_8), path), url -> Optional.empty());
  }

  private static JsonNode json(Reply reply) {
    return json(new String(reply.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return ((Json.Read.Tree) Json.read(text.getBytes(StandardCharsets.UTF_8))).root();
  }
}
