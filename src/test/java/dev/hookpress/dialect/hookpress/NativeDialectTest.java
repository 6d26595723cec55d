package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.enconvert.EnconvertDialect;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.Part;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native format, byte for byte. */
class NativeDialectTest {
  private static final Decoded.Request REQUEST = new Decoded.Request(List.of(), List.of(), "{}");
  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://myapp.com/callbacks"), Map.of());
  private static final Instant ENDED = Instant.parse("2023-04-01T12:34:56.999Z");
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final TargetCheck ANYWHERE = url -> Optional.empty();
  private static final Destination S3 =
      new Destination.S3("my-pdf-bucket", "reports/document.pdf", Optional.empty());
  private static final DocumentResult STORED = new DocumentResult.Stored(1, 9, 1, 1, List.of());

  private final Dialect dialect = Dialects.of(NativeDialect.NAME);

  @Test
  void theSeedsExampleIsDecoded() {
    Decoded.Request request = accepted(Golden.text("native/request-callback-headers.json"));

    Document document = request.documents().get(0);
    assertThat(document.parts()).containsExactly(new Part.Url(URI.create("https://example.com")));
    assertThat(document.destination()).isEqualTo(S3);
    assertThat(document.options().layout()).isEqualTo(PageLayout.A4);
    assertThat(document.options().filename()).isEqualTo("document.pdf");
    assertThat(request.metadataJson()).isEqualTo("{}");
    assertThat(request.targets()).hasSize(1);
    Target.Webhook target = (Target.Webhook) request.targets().get(0);
    assertThat(target.url()).isEqualTo(URI.create("https://myapp.com/callbacks/pdf-complete"));
    assertThat(target.headers())
        .containsExactly(
            entry("Authorization", "Bearer your-secret-token"),
            entry("X-Custom-Header", "custom-value"));
  }

  @Test
  void everyOptionIsDecoded() {
    Decoded.Request request = accepted(Golden.text("native/request-everything.json"));

    Document document = request.documents().get(0);
    assertThat(document.parts()).hasSize(4);
    assertThat(document.parts().get(0))
        .isEqualTo(new Part.Url(URI.create("https://example.com/page?a=b")));
    assertThat(document.parts().get(1)).isEqualTo(new Part.Html("<h1>Überschrift</h1>"));
    assertThat(((Part.PdfBytes) document.parts().get(2)).bytes()).startsWith('%', 'P', 'D', 'F');
    assertThat(document.parts().get(3)).isInstanceOf(Part.PdfUrl.class);
    PageLayout layout = document.options().layout();
    assertThat(layout.widthMillimetres()).isCloseTo(215.9, within(1e-9));
    assertThat(layout.heightMillimetres()).isEqualTo(300);
    assertThat(layout.landscape()).isTrue();
    assertThat(layout.margins().leftMillimetres()).isEqualTo(20);
    assertThat(layout.margins().rightMillimetres()).isCloseTo(25.4, within(1e-9));
    assertThat(layout.margins().bottomMillimetres()).isCloseTo(25.4, within(1e-9));
    assertThat(document.options().info()).containsEntry("title", "T").hasSize(5);
    assertThat(document.options().filename()).isEqualTo("Bericht März.pdf");
    assertThat(document.options().userPassword()).contains("open");
    assertThat(document.destination())
        .isEqualTo(
            new Destination.PresignedPut(
                URI.create("https://bucket.s3.amazonaws.com/key?X-Amz-Signature=abc"),
                Map.of("Content-Type", "application/pdf")));
    assertThat(request.targets())
        .extracting(Target::origin)
        .containsExactly("https://one.example.com", "http://two.example.com:8080");
    assertThat(request.metadataJson())
        .isEqualTo("{\"order\":7,\"price\":7.10,\"tags\":[\"a\",null,true]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                              | /parts",
        "[]                                                              | ``",
        "{'parts': []}                                                   | /parts",
        "{'parts': null}                                                 | /parts",
        "{'parts': [{}]}                                                 | /parts/0",
        "{'parts': [{'url':'https://a.b','html':'x'}]}                   | /parts/0",
        "{'parts': [{'html':''}]}                                        | /parts/0/html",
        "{'parts': [{'html':'a\\u0000'}]}                                | /parts/0/html",
        "{'parts': [{'html':'\\ud800'}]}                                 | /parts/0/html",
        "{'parts': [{'pdf':'bm90IGEgcGRm'}]}                             | /parts/0/pdf",
        "{'parts': [{'pdf':'***'}]}                                      | /parts/0/pdf",
        "{'parts': '//a.b'}                                              | /parts",
        "{'parts': 'file:///etc/passwd'}                                 | /parts",
        "{'parts': 'https://user:pw@a.b/'}                               | /parts",
        "{'parts': 'https://a.b:99999/'}                                 | /parts",
        "{'parts': 'https://a b/'}                                       | /parts",
        "{'parts': 'https:///x'}                                         | /parts",
        "{'parts': 'https://forbidden.test/'}                            | /parts",
        "{'parts':'https://a.b','options':{'format':'a4'}}               | /options/format",
        "{'parts':'https://a.b','options':{'width':100}}                 | /options/height",
        "{'parts':'https://a.b','options':{'tailwind':true}}             | /options/tailwind",
        "{'parts':'https://a.b','options':{'tailwind':{'font':[]}}}      | /options/tailwind/font",
        "{'parts':'https://a.b','options':{'tailwind':{'fonts':1}}}      | /options/tailwind/fonts",
        "{'parts':'https://a','options':{'tailwind':{'fonts':['@']}}} | /options/tailwind/fonts/0",
        "{'parts':'https://a.b','options':{'width':5,'height':5}}        | /options/width",
        "{'parts':'https://a.b','options':{'margins':'20'}}              | /options/margins",
        "{'parts':'https://a.b','options':{'margins':-1}}                | /options/margins",
        "{'parts':'https://a.b','options':{'margins':105}}               | /options/margins",
        "{'parts':'https://a.b','options':{'margins':{'top':'1em'}}}     | /options/margins/top",
        "{'parts':'https://a.b','options':{'landscape':'yes'}}           | /options/landscape",
        "{'parts':'https://a.b','options':{'filename':'../x'}}           | /options/filename",
        "{'parts':'https://a.b','options':{'metadata':{'titel':'x'}}}    | /options/metadata/titel",
        "{'parts':'https://a.b','destination':{}}                        | /destination/provider",
        "{'parts':'https://a.b','destination':{'provider':'ftp'}}        | /destination/provider",
        "{'parts':'https://a.b','destination':{'provider':'presigned'}}  | /destination/url",
        "{'parts':'https://a.b','callback':'https://a.b'}                | /callback",
        "{'parts':'https://a.b','callback':{}}                           | /callback/url",
        "{'parts':'https://a.b','notifiers':[{'url':'https://a.b'}]}     | /notifiers/0/type",
        "{'parts':'https://a.b','metadata':[]}                           | /metadata",
        "{'parts':'https://a.b','metadata':{'a/b':1e999}}                | /metadata/a~1b",
        "{'parts':'https://a.b','metadata':{'a':'\\u0000'}}              | /metadata/a",
      })
  void aFaultIsNamedByItsPointer(String json, String pointer) {
    assertThat(faults(json.replace('\'', '"'))).contains(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "transfer-encoding",
        "TE",
        "Upgrade",
        "Host",
        "content-length",
        "Webhook-Id",
        "webhook-timestamp",
        "webhook-signature",
        "a b",
        "x\\r\\nevil",
        "",
        "ü"
      })
  void aReservedHeaderIsRejected(String name) {
    String json =
        "{\"parts\":\"https://a.b\",\"callback\":{\"url\":\"https://a.b\",\"headers\":{\""
            + name
            + "\":\"x\"}}}";

    assertThat(faults(json)).hasSize(1).first().asString().startsWith("/callback/headers/");
  }

  @Test
  void headersAreBounded() {
    String many =
        IntStream.range(0, 33)
            .mapToObj(i -> "\"h" + i + "\":\"\"")
            .collect(Collectors.joining(","));

    assertThat(faults(withHeaders(many))).containsExactly("/callback/headers");
    assertThat(faults(withHeaders("\"a\":\"" + "x".repeat(8192) + "\"")))
        .containsExactly("/callback/headers");
    assertThat(faults(withHeaders("\"a\":\"x\\r\\ny: z\""))).containsExactly("/callback/headers/a");
    assertThat(faults(withHeaders("\"a\":\"1\",\"A\":\"2\"")))
        .containsExactly("/callback/headers/A");
    Target target = accepted(withHeaders("\"Content-Type\":\"text/plain\"")).targets().get(0);
    assertThat(((Target.Webhook) target).headers()).containsEntry("Content-Type", "text/plain");
  }

  @Test
  void aJobMayHaveSeveralDocumentsEmailsAndOtherFormats() {
    Decoded.Request request = accepted(Golden.text("native/request-documents.json"));

    assertThat(request.documents()).hasSize(2);
    assertThat(request.documents().get(0).parts())
        .containsExactly(new Part.Url(URI.create("https://example.com/1")));
    assertThat(request.documents().get(1).options().filename()).isEqualTo("second.pdf");
    assertThat(request.documents().get(1).destination()).isEqualTo(S3);
    assertThat(request.targets().get(0)).isEqualTo(new Target.Email("Team@example.com"));
    assertThat(((Target.Webhook) request.targets().get(1)).format())
        .contains(EnconvertDialect.NAME);
    assertThat(((Target.Webhook) request.targets().get(2)).format()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'documents':[]}                                                | /parts",
        "{'documents':{}}                                                | /documents",
        "{'documents':[{}]}                                              | /documents/0/parts",
        "{'documents':[1]}                                               | /documents/0",
        "{'documents':[{'parts':'https://a.b','x':1}]}                   | /documents/0/x",
        "{'parts':'https://a.b','documents':[{'parts':'https://a.b'}]}   | /parts",
        "{'options':{},'documents':[{'parts':'https://a.b'}]}            | /options",
        "{'parts':'https://a.b','callback':{'url':'https://a.b','format':'x'}} | /callback/format",
        "{'parts':'https://a.b','notifiers':[{'type':'email'}]}     | /notifiers/0/address",
        "{'parts':'https://a.b','notifiers':[{'type':'email','address':'a'}]}|/notifiers/0/address"
      })
  void faultsOfDocumentsAndTargetsAreNamed(String body, String pointer) {
    assertThat(faults(body.replace('\'', '"'))).containsExactly(pointer);
  }

  @Test
  void noMoreThanAHundredDocuments() {
    String one = "{\"parts\":\"https://a.b\"}";
    assertThat(accepted("{\"documents\":[" + (one + ",").repeat(99) + one + "]}").documents())
        .hasSize(100);
    assertThat(faults("{\"documents\":[" + (one + ",").repeat(100) + one + "]}"))
        .containsExactly("/documents");
  }

  @Test
  void callbackAndNotifiersExcludeEachOther() {
    assertThat(
            faults(
                "{\"parts\":\"https://a.b\",\"callback\":{\"url\":\"https://a.b\"},"
                    + "\"notifiers\":[{\"type\":\"webhook\",\"url\":\"https://a.b\"}]}"))
        .containsExactly("/notifiers");
  }

  @Test
  void theBodyIsBounded() {
    String url = "\"https://a.b/" + "x".repeat(8181) + "\"";
    String parts =
        IntStream.range(0, 101).mapToObj(i -> "{\"html\":\"x\"}").collect(Collectors.joining(","));
    String deep = "{\"parts\":\"https://a.b\",\"metadata\":" + "{\"a\":".repeat(11) + "{}";

    assertThat(faults("{\"parts\":" + url + "}")).containsExactly("/parts");
    assertThat(faults("{\"parts\":[" + parts + "]}")).containsExactly("/parts");
    assertThat(faults(deep + "}".repeat(12))).hasSize(1);
    assertThat(
            faults(
                "{\"parts\":\"https://a.b\",\"metadata\":{\"a\":\"" + "x".repeat(16_384) + "\"}}"))
        .containsExactly("/metadata");
    assertThat(refused("[".repeat(100_000)).type()).isEqualTo(Problem.Type.MALFORMED_JSON);
    assertThat(refused("{\"a\":" + "9".repeat(100_000) + "}").type())
        .isEqualTo(Problem.Type.MALFORMED_JSON);
    assertThat(refused("{" + manyUnknown() + "}").errors()).hasSize(Faults.MAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{'a':1}", "{\"a\":1,\"a\":2}", "nul", "{\"a\":NaN}"})
  void anythingButJsonIsOneProblem(String body) {
    assertThat(refused(body).type()).isEqualTo(Problem.Type.MALFORMED_JSON);
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] utf16 = "{\"parts\":\"https://a.b\"}".getBytes(StandardCharsets.UTF_16);

    assertThat(dialect.decode(new Submission(utf16), ANYWHERE)).isInstanceOf(Decoded.Refused.class);
  }

  @Test
  void answersAreTheGoldenBytes() {
    assertThat(dialect.accepted(ID, REQUEST, Instant.parse("2023-04-01T12:34:56Z")).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Golden.text("native/accepted.json"));
    assertThat(dialect.problem(refused("{}")).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Golden.text("native/problem.json"));
  }

  @Test
  void callbacksAreTheGoldenBytes() {
    HostedLink link =
        new HostedLink("https://hookpress.test/v1/files/x", Instant.parse("2023-04-02T12:34:56Z"));
    Destination hosted = new Destination.Hosted();
    Destination presigned = new Destination.PresignedPut(URI.create("https://s/?sig"), Map.of());
    DocumentResult failed =
        new DocumentResult.Failed(FailureCode.RENDER_TIMEOUT, "It took longer than 30 s.");

    assertCallback("s3", JobState.COMPLETED, S3, STORED, null, "{}");
    assertCallback("hosted", JobState.COMPLETED, hosted, STORED, link, "{\"price\":7.10}");
    assertCallback("presigned", JobState.COMPLETED, presigned, STORED, null, "{}");
    assertCallback("failed", JobState.FAILED, hosted, failed, null, "{}");
    assertCallback("canceled", JobState.CANCELED, hosted, null, null, "{}");
  }

  @Test
  void theCallbackEqualsTheSeedsExceptForTheId() {
    ObjectNode seed =
        (ObjectNode) ((Json.Read.Tree) Json.read(Golden.bytes("native/callback-seed.json"))).root();

    seed.put("job_id", "job_" + ID);

    assertThat(new String(Json.write(seed), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text("native/callback-s3.json"));
  }

  @ParameterizedTest
  @CsvSource({"199,false", "200,true", "204,true", "299,true", "300,false", "410,false"})
  void any2xxAcknowledges(int status, boolean delivered) {
    assertThat(dialect.delivered(status, new byte[0])).isEqualTo(delivered);
  }

  private void assertCallback(
      String golden,
      JobState state,
      Destination destination,
      DocumentResult result,
      HostedLink link,
      String metadataJson) {
    JobReport job =
        Reports.ended(
            ID,
            NativeDialect.NAME,
            state,
            ENDED,
            metadataJson,
            Reports.document(destination, Optional.ofNullable(result), Optional.ofNullable(link)));
    assertThat(dialect.callback(job, TARGET).body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Golden.text("native/callback-" + golden + ".json"));
  }

  private static String withHeaders(String headers) {
    return "{\"parts\":\"https://a.b\",\"callback\":{\"url\":\"https://a.b\",\"headers\":{"
        + headers
        + "}}}";
  }

  private static String manyUnknown() {
    return IntStream.range(0, 1000)
        .mapToObj(i -> "\"x" + i + "\":1")
        .collect(Collectors.joining(","));
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

  private List<String> faults(String json) {
    return refused(json).errors().stream().map(Fault::where).toList();
  }

  @Test
  void nullIsAbsentAndAnUnknownFieldIsAFaultEvenSo() {
    assertThat(
            decode("{\"parts\":\"https://a.b\",\"callback\":null,\"options\":{\"header\":null}}"))
        .isInstanceOf(Decoded.Request.class);
    assertThat(decode("{\"parts\":\"https://a.b\",\"colour\":null}"))
        .isInstanceOf(Decoded.Refused.class);
    assertThat(decode("{\"parts\":null}")).isInstanceOf(Decoded.Refused.class);
  }

  private Decoded decode(String json) {
    return dialect.decode(
        new Submission(json.getBytes(StandardCharsets.UTF_8)),
        url ->
            url.getHost().equals("forbidden.test") ? Optional.of("Forbidden.") : Optional.empty());
  }
}
