package dev.hookpress.render.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.render.ImageBytes;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.PreparedPart;
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.source.AssetReader.Read;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceFetcherTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final Part ASSET = new Part.Asset(new AssetId(new UUID(2, 2), 0));
  private static final JobId JOB = new JobId(new UUID(3, 3));
  private static final String SITE = "https://site.example/";
  private static final TemplateId TEMPLATE = new TemplateId(new UUID(2, 2));

  private final Vertx vertx = Vertx.vertx();
  private final MapClient outboundClient = new MapClient(vertx);
  private final Map<TemplateVersion, String> stored = new HashMap<>();
  private final JobSources jobs = new JobSources(10_000, 0);
  private AssetReader assets;

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void aPageComesWithItsImagesAndStylesheets() throws Exception {
    byte[] png = ImageBytes.png(2, 2);
    outboundClient
        .put(
            SITE + "a/page",
            "text/html",
            "<link rel=stylesheet href='../s.css'><img src='i.png?x=1&amp;y=2'>"
                + "<p style='background:url(b.png)'>text</p>")
        .put(SITE + "s.css", "text/css", "@import 'deep/t.css'; p{background:url(c.png)}")
        .put(SITE + "deep/t.css", "text/css; charset=utf-8", "p{background:url(d.png)}")
        .put(SITE + "a/i.png?x=1&y=2", 200, "image/png", png)
        .put(SITE + "a/b.png", 200, "image/png", png)
        .put(SITE + "c.png", 200, "image/png", png)
        .put(SITE + "deep/d.png", 200, "image/png", png);

    Prepared prepared = prepared(new Part.Url(URI.create(SITE + "a/page")));

    assertThat(prepared.warnings()).isEmpty();
    assertThat(prepared.resources()).hasSize(6);
    RenderedPdf rendered = Rendering.renderer(Rendering.LIMITS).render(prepared, Rendering.OPTIONS);
    assertThat(Rendering.text(rendered)).contains("text");
    assertThat(Rendering.pdf(rendered).warnings()).isEmpty();
  }

  @Test
  void fetchedCssIsApplied() throws Exception {
    outboundClient.put(SITE + "s.css", "text/css", "p::after{content:' styled'}");

    Prepared prepared =
        prepared(new Part.Html("<link rel=stylesheet href='" + SITE + "s.css'><p>text</p>"));

    assertThat(text(prepared)).contains("text styled");
  }

  @Test
  void aMissingResourceIsAWarning() throws Exception {
    Prepared prepared =
        prepared(new Part.Html("<img src='" + SITE + "none.png?key=1'><p>text</p>"));

    assertThat(prepared.warnings())
        .containsExactly(
            RenderWarning.content(
                "https://site.example/none.png?… could not be fetched: no such host"));
    assertThat(text(prepared)).contains("text");
  }

  @Test
  void aMissingPartIsARejection() throws Exception {
    outboundClient
        .put(SITE + "404", 404, "text/html", new byte[0])
        .put(
            SITE + "no",
            new ExchangeResult.Refused("private", "10.0.0.1 is private", Duration.ZERO))
        .put(SITE + "image", 200, "image/png", ImageBytes.png(1, 1))
        .put(SITE + "text", "text/plain", "no pdf");

    assertThat(code(new Part.Url(URI.create(SITE + "404"))))
        .isEqualTo(FailureCode.SOURCE_HTTP_STATUS);
    assertThat(code(new Part.Url(URI.create(SITE + "no")))).isEqualTo(FailureCode.SOURCE_BLOCKED);
    assertThat(code(new Part.Url(URI.create(SITE + "gone"))))
        .isEqualTo(FailureCode.SOURCE_FETCH_FAILED);
    assertThat(code(new Part.Url(URI.create(SITE + "image"))))
        .isEqualTo(FailureCode.SOURCE_INVALID);
    assertThat(code(new Part.PdfUrl(URI.create(SITE + "text"))))
        .isEqualTo(FailureCode.SOURCE_INVALID);
    assertThat(code(new Part.PdfBytes("no pdf".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(FailureCode.SOURCE_INVALID);
  }

  @Test
  void aTruncatedAnswerIsTooLarge() throws Exception {
    ExchangeResult.Answered whole = answered("<p>x</p>", "text/html");
    outboundClient.put(
        SITE,
        new ExchangeResult.Answered(
            200, whole.headers(), whole.body(), true, URI.create(SITE), "", Duration.ZERO));

    assertThat(code(new Part.Url(URI.create(SITE)))).isEqualTo(FailureCode.SOURCE_TOO_LARGE);
  }

  @Test
  void aUrlThatAnswersWithAPdfIsAPdf() throws Exception {
    byte[] pdf = Rendering.pdf(Rendering.render("from a pdf")).bytes();
    outboundClient
        .put(SITE + "1", 200, "application/pdf", pdf)
        .put(SITE + "2", 200, "application/octet-stream", pdf);

    Prepared prepared =
        prepared(
            new Part.Url(URI.create(SITE + "1")),
            new Part.Html("between"),
            new Part.PdfUrl(URI.create(SITE + "2")));

    assertThat(prepared.parts().get(0)).isInstanceOf(PreparedPart.Pdf.class);
    assertThat(text(prepared)).containsSubsequence("from a pdf", "between", "from a pdf");
  }

  @Test
  void theCharsetOfTheAnswerIsRespected() throws Exception {
    byte[] cyrillic = "<p>Привет</p>".getBytes(Charset.forName("windows-1251"));
    outboundClient.put(SITE, 200, "text/html; charset=windows-1251", cyrillic);

    assertThat(text(prepared(new Part.Url(URI.create(SITE))))).contains("Привет");
  }

  @Test
  void relativeReferencesFollowTheFinalAddressAndTheBase() throws Exception {
    ExchangeResult.Answered moved =
        answered("<img src=a.png><base href='/sub/'><img src=b.png>", "text/html");
    outboundClient.put(
        SITE,
        new ExchangeResult.Answered(
            200,
            moved.headers(),
            moved.body(),
            false,
            URI.create("https://moved.example/x/"),
            "",
            Duration.ZERO));

    prepared(new Part.Url(URI.create(SITE)));

    assertThat(outboundClient.asked)
        .contains(
            URI.create("https://moved.example/sub/a.png"),
            URI.create("https://moved.example/sub/b.png"));
  }

  @Test
  void onlyHttpIsFetched() throws Exception {
    prepared(
        new Part.Html(
            "<base href='file:///etc/'><img src=passwd><img src='FILE:///etc/passwd'>"
                + "<link rel=stylesheet href='ftp://x.example/s.css'>"
                + "<style>@import 'jar:file:/x!/y.css';p{background:url(gopher://x/1)}</style>"
                + "<svg><image href='https://x.example/i.png'/></svg>"
                + "<img src='data:image/png;base64,AAAA'>"));

    assertThat(outboundClient.asked).isEmpty();
  }

  @Test
  void fetchingIsBoundedInNumberAndAtATime() throws Exception {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      html.append("<img src='").append(SITE).append(i).append(".png'>");
    }

    Prepared prepared = prepared(new Part.Html(html.toString()));

    assertThat(outboundClient.asked).hasSize(Rendering.LIMITS.maxSources());
    assertThat(outboundClient.maxInFlight).isBetween(2, 6);
    assertThat(prepared.warnings()).anyMatch(w -> w.text().contains("more than 200 sources"));
  }

  @Test
  void cyclicImportsOfStylesheetsEnd() throws Exception {
    outboundClient
        .put(SITE + "a.css", "text/css", "@import 'b.css'; p{color:red}")
        .put(SITE + "b.css", "text/css", "@import 'a.css'; p::after{content:'both'}");

    Prepared prepared =
        prepared(new Part.Html("<link rel=stylesheet href='" + SITE + "a.css'><p>x</p>"));

    assertThat(outboundClient.asked).hasSize(2);
    assertThat(text(prepared)).contains("both");
  }

  @Test
  void headerAndFooterAreCleanedAndFetchedToo() throws Exception {
    outboundClient.put(SITE + "logo.png", 200, "image/png", ImageBytes.png(2, 2));
    RenderOptions options =
        Rendering.options(
            "<script>x</script><img src='" + SITE + "logo.png'>Head", null, Map.of(), null, null);

    Preparation prepared =
        await(
            preparation(
                new Document(List.of(new Part.Html("body")), options, new Destination.Hosted())));

    assertThat(((Prepared) prepared).resources()).containsKey(URI.create(SITE + "logo.png"));
    assertThat(((Prepared) prepared).warnings()).isEmpty();
  }

  @Test
  void aTemplateIsFilledAndItsImagesAreFetched() throws Exception {
    outboundClient.put(SITE + "logo.png", 200, "image/png", ImageBytes.png(2, 2));
    TemplateVersion version = new TemplateVersion(TEMPLATE, 2);
    stored.put(version, "<img src='{{logo}}'><p>Order {{orderId}}</p>");

    Prepared prepared =
        prepared(
            new Part.Template(version, "{\"orderId\":\"<7>\",\"logo\":\"" + SITE + "logo.png\"}"),
            new Part.Html("<p>after</p>"));

    assertThat(prepared.resources()).containsKey(URI.create(SITE + "logo.png"));
    assertThat(text(prepared)).contains("Order <7>").contains("after");
  }

  @Test
  void whatATemplatePrintsAndTheDataDoesNotHaveIsWarnedOf() throws Exception {
    TemplateVersion version = new TemplateVersion(TEMPLATE, 2);
    stored.put(version, "<p>{{nmae}}{{name}}");

    assertThat(prepared(new Part.Template(version, "{\"name\":\"Ada\"}")).warnings())
        .contains(RenderWarning.content("The template prints nmae, which the data does not have"));
  }

  @Test
  void aTemplateThatCannotBeFilledFailsTheDocumentWithItsOwnCode() throws Exception {
    TemplateVersion endless = new TemplateVersion(TEMPLATE, 1);
    String loop = "{{#each a}}".repeat(8) + "x" + "{{/each}}".repeat(8);
    stored.put(endless, loop.replace("{{#each a}}", "{{#each @root.a}}"));
    TemplateVersion wordy = new TemplateVersion(TEMPLATE, 2);
    stored.put(wordy, "{{date name}}");
    TemplateVersion missing = new TemplateVersion(TEMPLATE, 3);
    String ten = "{\"name\":\"x\",\"a\":[0,1,2,3,4,5,6,7,8,9]}";

    assertThat(code(new Part.Template(endless, ten))).isEqualTo(FailureCode.TEMPLATE_TIMEOUT);
    assertThat(code(new Part.Template(wordy, ten))).isEqualTo(FailureCode.TEMPLATE_FAILED);
    assertThat(code(new Part.Template(missing, ten))).isEqualTo(FailureCode.TEMPLATE_INVALID);
  }

  @Test
  void theOutputOfADocumentsTemplatesIsBoundedTogether() throws Exception {
    TemplateVersion large = new TemplateVersion(TEMPLATE, 1);
    stored.put(large, "{{text}}");
    String text = "{\"text\":\"" + "x".repeat(Rendering.LIMITS.maxHtmlBytes() - 10) + "\"}";
    int max = Rendering.LIMITS.maxSourceBytes() / (Rendering.LIMITS.maxHtmlBytes() - 10) + 1;
    Part[] parts = new Part[max];
    Arrays.fill(parts, new Part.Template(large, text));

    assertThat(((Preparation.Rejected) prepare(parts)).code())
        .isEqualTo(FailureCode.TEMPLATE_TOO_LARGE);
  }

  private void asset(AssetType type, byte[] bytes) {
    assets = (client, id, maxBytes) -> Future.succeededFuture(new Read.Bytes(bytes, type));
  }

  private void zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    asset(AssetType.ZIP, bytes.toByteArray());
  }

  @Test
  void referencesInAZipAreResolvedInsideIt() throws Exception {
    zip(
        "index.html",
        "<link rel=stylesheet href='css/a.css'>"
            + "<link rel=stylesheet href='../../etc/b.css'><p>x</p>",
        "css/a.css",
        "@import 'c.css';",
        "css/c.css",
        "p::after{content:'inside'}",
        "../etc/b.css",
        "p::after{content:'outside'}");

    Prepared prepared = prepared(ASSET);

    assertThat(outboundClient.asked).isEmpty();
    assertThat(text(prepared)).contains("inside").doesNotContain("outside");
    assertThat(prepared.warnings()).singleElement().asString().contains("is not in the ZIP");
  }

  @Test
  void aZipWithoutAPageOrWithTooMuchInItIsRejected() throws Exception {
    zip("page.html", "x");
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_INVALID);
    asset(AssetType.ZIP, "no ZIP".getBytes(StandardCharsets.UTF_8));
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_INVALID);
    zip("index.html", " ".repeat(8 * 1024 * 1024));
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_TOO_LARGE);
    String[] many = new String[2_002];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = i + ".txt";
      many[i + 1] = "";
    }
    zip(many);
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_TOO_LARGE);
  }

  @Test
  void anAssetIsAPageOrAPdfByItsType() throws Exception {
    asset(AssetType.HTML, "<p>Of an asset".getBytes(StandardCharsets.UTF_8));
    assertThat(text(prepared(ASSET))).contains("Of an asset");
    asset(AssetType.PDF, "no PDF".getBytes(StandardCharsets.UTF_8));
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_INVALID);
    assets = (client, id, maxBytes) -> Future.succeededFuture(new Read.Missing());
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_FETCH_FAILED);
    assets = (client, id, maxBytes) -> Future.succeededFuture(new Read.TooLarge());
    assertThat(code(ASSET)).isEqualTo(FailureCode.SOURCE_TOO_LARGE);
  }

  private ExchangeResult.Answered answered(String body, String type) {
    MapClient scratch = new MapClient(vertx).put("https://scratch.example/", type, body);
    return (ExchangeResult.Answered) scratch.answer("https://scratch.example/");
  }

  private FailureCode code(Part part) throws Exception {
    return ((Preparation.Rejected) prepare(part)).code();
  }

  private Prepared prepared(Part... parts) throws Exception {
    Preparation preparation = prepare(parts);
    assertThat(preparation).isInstanceOf(Prepared.class);
    return (Prepared) preparation;
  }

  private Preparation prepare(Part... parts) throws Exception {
    Document document =
        new Document(
            new ArrayList<>(Arrays.asList(parts)), Rendering.OPTIONS, new Destination.Hosted());
    return await(
        Future.future(
            promise -> vertx.runOnContext(now -> preparation(document).onComplete(promise))));
  }

  /** Fetches and prepares in turn, as a document runs. */
  private Future<Preparation> preparation(Document document) {
    return Preparing.inTurn(
        new SourceFetcher(
                outboundClient,
                (client, version) ->
                    Future.succeededFuture(Preparing.handlebars(stored.get(version))),
                assets,
                Rendering.LIMITS,
                jobs)
            .open(CLIENT, JOB, document));
  }

  private static String text(Prepared prepared) throws IOException {
    return Rendering.text(Rendering.renderer(Rendering.LIMITS).render(prepared, Rendering.OPTIONS));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
