package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The browser as the second engine of a real node. */
class BrowserEngineIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String SCRIPTED =
      "<title>Client's invoice</title><p id=a>nothing</p>"
          + "<script>document.getElementById('a').textContent = 'Sum ' + (40 + 2)</script>";

  @RegisterExtension static final Installation HOOKPRESS = new Installation();

  private static SystemNode node;
  private static LocalReceiver site;

  @BeforeAll
  static void start() {
    if (!Files.isExecutable(CHROMIUM)) {
      System.err.println("Chromium is not here: the browser as an engine goes untested");
    }
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not here");
    site = LocalReceiver.start();
    node =
        HOOKPRESS.start(
            Map.of(
                "HOOKPRESS_RENDER_CHROMIUM_PATH",
                CHROMIUM.toString(),
                // Tests run as root, for whom the sandbox does not work.
                "HOOKPRESS_RENDER_CHROMIUM_NO_SANDBOX",
                Boolean.toString("root".equals(System.getProperty("user.name")))));
  }

  private static JsonObject done(JsonObject request) {
    String id = node.submit(request.encode());
    node.ended(id);
    return node.job(id);
  }

  private static JsonObject html(String html) {
    return new JsonObject().put("parts", new JsonArray().add(new JsonObject().put("html", html)));
  }

  private static PDDocument pdf(JsonObject job) throws IOException {
    String url = job.getJsonObject("destination").getString("url");
    HttpResponse<byte[]> answer;
    try {
      answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(node.uri(url.substring(url.indexOf("/v1/")))).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Loader.loadPDF(answer.body());
  }

  private static String text(JsonObject job) throws IOException {
    try (PDDocument pdf = pdf(job)) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  @Test
  void aPageWithScriptsIsRenderedByTheBrowserAndTheJobSaysWhy() throws IOException {
    JsonObject job = done(html(SCRIPTED));
    assertThat(job.getString("status")).isEqualTo("completed");
    assertThat(job.getString("engine")).isEqualTo("chromium");
    assertThat(job.getString("engine_reason")).startsWith("Its script is not run");
    assertThat(job.getJsonArray("warnings")).isEmpty();
    assertThat(text(job)).contains("Sum 42");
    try (PDDocument pdf = pdf(job)) {
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Client's invoice");
      assertThat(pdf.getDocumentInformation().getProducer()).isEqualTo("Hookpress");
    }
    assertThat(node.meter("hookpress_browser_render_duration_seconds_count{outcome=\"rendered\"}"))
        .isPositive();
  }

  @Test
  void aPageThatTheFastEngineUnderstandsIsRenderedByIt() {
    JsonObject job = done(html("<p>Plain</p>"));
    assertThat(job.getString("engine")).isEqualTo("pdfbox");
    assertThat(job.containsKey("engine_reason")).isFalse();
  }

  @Test
  void theClientChooses() throws IOException {
    JsonObject fast = done(html(SCRIPTED).put("options", new JsonObject().put("engine", "pdfbox")));
    assertThat(fast.getString("engine")).isEqualTo("pdfbox");
    assertThat(fast.getJsonArray("warnings").getString(0)).startsWith("Its script is not run");
    assertThat(text(fast)).contains("nothing");
    JsonObject browser =
        done(html("<p>Plain</p>").put("options", new JsonObject().put("engine", "chromium")));
    assertThat(browser.getString("engine")).isEqualTo("chromium");
    assertThat(browser.getString("engine_reason")).isEqualTo("The request asks for it");
    assertThat(text(browser)).contains("Plain");
  }

  @Test
  void partsOfBothKindsBecomeOnePdfWithItsPagesAndPasswords() throws IOException {
    JsonObject inner = done(html("<p>A finished page</p>"));
    byte[] finished;
    try (PDDocument pdf = pdf(inner)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      finished = out.toByteArray();
    }
    JsonObject request =
        new JsonObject()
            .put(
                "parts",
                new JsonArray()
                    .add(new JsonObject().put("html", SCRIPTED))
                    .add(new JsonObject().put("pdf", Base64.getEncoder().encodeToString(finished))))
            .put(
                "options",
                new JsonObject()
                    .put("metadata", new JsonObject().put("author", "Ada"))
                    .put("footer", "<p><span class=pageNumber></span></p>"));
    JsonObject job = done(request);
    assertThat(job.getString("engine")).isEqualTo("chromium");
    assertThat(job.getInteger("pages")).isEqualTo(2);
    assertThat(text(job)).contains("Sum 42", "A finished page");
    try (PDDocument pdf = pdf(job)) {
      assertThat(pdf.getDocumentInformation().getAuthor()).isEqualTo("Ada");
    }
  }

  @Test
  void whatTheBrowserPrintsGoesThroughTheStepsAsEveryPdfDoes() throws IOException {
    String html =
        "<html lang=en><title>Three</title><h1>One</h1><h1 style='break-before: page'>Two</h1>"
            + "<h1 style='break-before: page'>Three</h1><script>0</script>";
    JsonObject options =
        new JsonObject()
            .put("engine", "chromium")
            .put(
                "steps",
                new JsonArray()
                    .add(JsonObject.of("select", JsonObject.of("pages", "3, 1")))
                    .add(
                        JsonObject.of("page_numbers", JsonObject.of("format", "{page} of {pages}")))
                    .add(JsonObject.of("metadata", JsonObject.of("author", "Ada"))));
    JsonObject job = done(html(html).put("options", options));
    assertThat(job.getString("status")).as(job.encode()).isEqualTo("completed");
    assertThat(job.getString("engine")).isEqualTo("chromium");
    assertThat(text(job)).containsSubsequence("Three", "1 of 2", "One", "2 of 2").contains("One");
    assertThat(text(job)).doesNotContain("Two");
    try (PDDocument pdf = pdf(job)) {
      assertThat(pdf.getDocumentInformation().getAuthor()).isEqualTo("Ada");
    }
    JsonObject chosen =
        done(
            html(html)
                .put("options", new JsonObject().put("engine", "chromium").put("pages", "2-3")));
    assertThat(text(chosen)).contains("Two", "Three").doesNotContain("One");
    JsonObject whole = done(html(html).put("options", new JsonObject().put("engine", "chromium")));
    try (PDDocument pdf = pdf(whole)) {
      assertThat(pdf.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
      assertThat(pdf.getDocumentCatalog().getDocumentOutline().children()).hasSize(3);
    }
  }

  @Test
  void whatABrowserCannotMakeIsRefusedByName() {
    for (JsonObject option :
        List.of(JsonObject.of("conformance", "pdfa-2b"), JsonObject.of("reproducible", true))) {
      String answer =
          node.send(
                  "POST",
                  "/v1/jobs",
                  html(SCRIPTED).put("options", option.copy().put("engine", "chromium")).encode())
              .body();
      assertThat(new JsonObject(answer).getInteger("status")).isEqualTo(422);
      assertThat(answer).contains("/options/engine");
    }
    JsonObject archived =
        done(html(SCRIPTED).put("options", JsonObject.of("conformance", "pdfa-2b")));
    assertThat(archived.getString("engine")).isEqualTo("pdfbox");
    assertThat(archived.getJsonArray("warnings").getString(0)).startsWith("Its script is not run");
  }

  @Test
  void aTemplateIsFilledBeforeTheBrowserLoadsIt() throws IOException {
    String template =
        new JsonObject(
                node.send(
                        "POST",
                        "/v1/templates",
                        new JsonObject()
                            .put("name", "Scripted")
                            .put(
                                "html",
                                "<p id=a></p><script>a.textContent = 'Hi {{name}}'</script>")
                            .encode())
                    .body())
            .getString("id");
    JsonObject job =
        done(
            new JsonObject()
                .put(
                    "parts",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("template", template)
                                .put("data", new JsonObject().put("name", "Ada")))));
    assertThat(text(job)).contains("Hi Ada");
    assertThat(job.getString("engine")).isEqualTo("chromium");
  }

  @Test
  void aPageOfASiteLoadsItsScriptsThroughTheNode() throws IOException {
    site.answer(
        request ->
            request.target().endsWith(".js")
                ? LocalReceiver.Answer.with(
                    200,
                    Map.of("content-type", "text/javascript"),
                    "fetch('rows.json').then(it => it.json()).then(it => a.textContent = it.of)")
                : request.target().endsWith(".json")
                    ? LocalReceiver.Answer.json(200, "{\"of\": \"Rows of the site\"}")
                    : LocalReceiver.Answer.with(
                        200,
                        Map.of("content-type", "text/html"),
                        "<p id=a></p><script src='app.js'></script>"));
    JsonObject job =
        done(
            new JsonObject()
                .put(
                    "parts",
                    new JsonArray()
                        .add(new JsonObject().put("url", site.uri("/app/").toString()))));
    assertThat(job.getString("status")).as(job.encode()).isEqualTo("completed");
    assertThat(text(job)).contains("Rows of the site");
  }

  @Test
  void fastDocumentsDoNotWaitForPagesThatHang() {
    String slow =
        html("<p>slow</p><script>0</script>")
            .put(
                "options",
                new JsonObject()
                    .put("engine", "chromium")
                    .put("wait", new JsonObject().put("milliseconds", 2_000)))
            .encode();
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      jobs.add(node.submit(slow));
    }
    JsonObject fast = done(html("<p>fast</p>"));
    assertThat(fast.getString("engine")).isEqualTo("pdfbox");
    assertThat(jobs.stream().map(node::job).map(it -> it.getString("status")))
        .contains("processing");
    jobs.forEach(node::ended);
    eventually(() -> node.meter("hookpress_browser_waiting") == 0);
  }
}
