package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Wait;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.prepared.BrowserSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser prints, and what it waits for. */
class ChromiumIT {
  private static Browsing browsing;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    browsing = Browsing.start(Browsing.options(1, Duration.ofSeconds(30)));
  }

  @AfterAll
  static void stop() {
    if (browsing != null) {
      browsing.close();
    }
  }

  private static RenderOptions waiting(Wait wait) {
    return Rendering.OPTIONS.by(EngineOptions.STANDARD.waiting(wait));
  }

  private static Wait load() {
    return new Wait(false, Optional.empty(), Optional.empty(), 0, 0);
  }

  @Test
  void whatScriptsWriteIsPrinted() {
    Printed printed =
        browsing.print(
            "<title>Invoice 7</title><p id=a>empty</p><script>"
                + "document.getElementById('a').textContent = 'Total ' + 6 * 7</script>");
    assertThat(Browsing.text(printed)).contains("Total 42").doesNotContain("empty");
    assertThat(((Printed.Pdfs) printed).title()).contains("Invoice 7");
    assertThat(((Printed.Pdfs) printed).missing()).isEmpty();
  }

  @Test
  void aCustomElementAndAGridAreLaidOut() {
    String html =
        "<x-total amount=5></x-total><script>customElements.define('x-total',"
            + " class extends HTMLElement { connectedCallback() {"
            + " this.attachShadow({mode: 'open'}).innerHTML = '<b>Sum ' +"
            + " this.getAttribute('amount') + '</b>' } })</script>";
    assertThat(Browsing.text(browsing.print(html))).contains("Sum 5");
  }

  @Test
  void dataIsFetchedThroughTheNodeAndAwaited() {
    Function<URI, Future<BrowserSource>> sources =
        uri ->
            Future.succeededFuture(
                new BrowserSource.Found(
                    ("{\"of\": \"" + uri.getPath() + "\"}").getBytes(StandardCharsets.UTF_8),
                    "application/json",
                    Optional.empty(),
                    uri));
    String html =
        "<p id=a></p><script>fetch('https://data.example/rows').then(it => it.json())"
            + ".then(it => setTimeout(() => a.textContent = 'From ' + it.of, 200))</script>";
    Printed printed = await(browsing.begin(html, Rendering.OPTIONS, sources));
    assertThat(Browsing.text(printed)).contains("From /rows");
  }

  @Test
  void aRedirectedStylesheetResolvesItsReferencesWhereItIs() {
    Function<URI, Future<BrowserSource>> sources =
        uri -> {
          boolean css = uri.getPath().equals("/a.css");
          return Future.succeededFuture(
              css
                  ? new BrowserSource.Found(
                      "@import 'b.css';".getBytes(StandardCharsets.UTF_8),
                      "text/css",
                      Optional.empty(),
                      URI.create("https://cdn.example/deep/a.css"))
                  : new BrowserSource.Found(
                      ("p::after { content: '" + uri + "' }").getBytes(StandardCharsets.UTF_8),
                      "text/css",
                      Optional.empty(),
                      uri));
        };
    String html = "<link rel=stylesheet href='https://site.example/a.css'><p>Sheet </p>";
    Printed printed = await(browsing.begin(html, Rendering.OPTIONS, sources));
    assertThat(Browsing.text(printed)).contains("Sheet https://cdn.example/deep/b.css");
  }

  @Test
  void whatIsNotFetchedIsNamed() {
    Printed printed = browsing.print("<img src='https://images.example/a.png'><p>Text</p>");
    assertThat(((Printed.Pdfs) printed).missing())
        .containsExactly("https://images.example/a.png is refused");
  }

  @Test
  void nothingIsSentButReads() {
    Printed printed =
        browsing.print(
            "<script>fetch('https://a.example/b?c=d', {method: 'POST', body: 'x'})"
                + ".catch(() => 0)</script>");
    assertThat(((Printed.Pdfs) printed).missing())
        .containsExactly(
            "POST https://a.example/b?… was not sent: a page that is printed may only read");
  }

  @Test
  void conditionsAreAwaited() {
    String later =
        "<p>at once</p><script>setTimeout(() => { const b = document.createElement('b');"
            + " b.id = 'done'; b.textContent = 'later'; document.body.append(b);"
            + " window.ready = true }, 700)</script>";
    assertThat(Browsing.text(browsing.print(later, waiting(load()))))
        .contains("at once")
        .doesNotContain("later");
    assertThat(Browsing.text(browsing.print(later, waiting(load().forSelector("#done")))))
        .contains("later");
    assertThat(
            Browsing.text(
                browsing.print(
                    later,
                    waiting(new Wait(false, Optional.empty(), Optional.of("window.ready"), 0, 0)))))
        .contains("later");
    assertThat(
            Browsing.text(
                browsing.print(
                    later, waiting(new Wait(false, Optional.empty(), Optional.empty(), 900, 0)))))
        .contains("later");
  }

  @Test
  void aConditionIsGivenUpAfterItsTime() {
    Printed printed =
        browsing.print("<p>as it is</p>", waiting(load().forSelector("#never").atMost(200)));
    assertThat(Browsing.text(printed)).contains("as it is");
  }

  @Test
  void anExpressionThatThrowsFailsTheDocument() {
    Printed printed =
        browsing.print(
            "<p>x</p>",
            waiting(new Wait(false, Optional.empty(), Optional.of("no.such.name"), 0, 0)));
    assertThat(printed)
        .isInstanceOfSatisfying(
            Printed.Rejected.class,
            no -> {
              assertThat(no.code()).isEqualTo(FailureCode.RENDER_FAILED);
              assertThat(no.message()).isEqualTo("wait.expression throws an exception in the page");
            });
  }

  @Test
  void aScriptAndDataOfTheRequestReachThePage() {
    EngineOptions engine =
        EngineOptions.STANDARD
            .withData("{\"name\": \"Ada\"}")
            .evaluating("new Promise(r => setTimeout(r, 50)).then(() => b.textContent = 'ran')");
    String html = "<p id=a></p><p id=b></p><script>a.textContent = 'Dear ' + json.name</script>";
    assertThat(Browsing.text(browsing.print(html, Rendering.OPTIONS.by(engine))))
        .contains("Dear Ada")
        .contains("ran");
  }

  @Test
  void thePageHasTheSizeTheMarginsAndTheScaleThatAreAskedFor() throws Exception {
    RenderOptions options =
        Rendering.OPTIONS
            .on(new PageLayout(100, 200, true, new PageLayout.Margins(10, 10, 10, 10)))
            .printing(new PrintOptions(true, false))
            .fitted(new ContentFit(0.5, true, false))
            .between(
                Optional.of("<b>Head</b>"),
                Optional.of(
                    "<span class=pageNumber></span> of" + " <span class=totalPages></span>"));
    Printed printed = browsing.print("<p>One</p><p style='break-before: page'>Two</p>", options);
    assertThat(Browsing.text(printed)).contains("Head", "1 of 2", "2 of 2");
    try (PDDocument pdf = Loader.loadPDF(((Printed.Pdfs) printed).files().get(0))) {
      PDRectangle box = pdf.getPage(0).getMediaBox();
      assertThat(box.getWidth() / 72 * 25.4).isBetween(199.0, 201.0);
      assertThat(box.getHeight() / 72 * 25.4).isBetween(99.0, 101.0);
      assertThat(pdf.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
    }
  }

  @Test
  void aSinglePageIsAsHighAsItsContent() throws Exception {
    RenderOptions options = Rendering.OPTIONS.printing(PrintOptions.STANDARD.onOnePage());
    Printed printed = browsing.print("<div style='height: 4000px'>Long</div>", options);
    try (PDDocument pdf = Loader.loadPDF(((Printed.Pdfs) printed).files().get(0))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(pdf.getPage(0).getMediaBox().getHeight()).isBetween(3_000f, 3_400f);
    }
  }

  @Test
  void mediaQueriesMatchTheMedium() {
    String html =
        "<style>@media screen { p::after { content: 'screen' } }"
            + " @media print { p::after { content: 'paper' } }</style><p>On </p>";
    assertThat(Browsing.text(browsing.print(html))).contains("On paper");
    assertThat(
            Browsing.text(
                browsing.print(
                    html, Rendering.OPTIONS.printing(PrintOptions.STANDARD.onScreen(true)))))
        .contains("On screen");
  }

  @Test
  void aDocumentLeavesNothingToTheNext() {
    browsing.print("<script>localStorage.setItem('a', 'kept'); document.cookie='b=kept'</script>");
    Printed next =
        browsing.print(
            "<p id=a></p><script>a.textContent ="
                + " 'found ' + localStorage.getItem('a') + '/' + document.cookie</script>");
    assertThat(Browsing.text(next)).contains("found null/").doesNotContain("kept");
  }

  @Test
  void aWrongPathIsRefusedInWords() throws Exception {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> started(none))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(
            "render.chromium.path: " + none + " is not a program that this user may run");
    Path other = Files.writeString(folder.resolve("other"), "#!/bin/sh\necho not a browser >&2\n");
    assertThat(other.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> started(other))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the browser ended before it was ready: not a browser");
  }

  @Test
  void aSandboxThatCannotBeUsedIsRefusedInWords() {
    Assumptions.assumeTrue(Browsing.isRoot(), "Only root has no sandbox");
    BrowserOptions it = Browsing.options(1, Duration.ofSeconds(5));
    BrowserOptions sandboxed =
        new BrowserOptions(
            it.path(),
            false,
            1,
            it.memoryMb(),
            it.deadline(),
            it.longestWait(),
            it.maxDocuments(),
            it.maxWaiting(),
            it.fontsDir());
    assertThatThrownBy(() -> started(sandboxed))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("set render.chromium.noSandbox=true");
  }

  /** With its sandbox on, as it is wherever the node is not root: here the browser alone is not. */
  @Test
  void aBrowserOfAnotherUserPrintsInItsSandbox() throws Exception {
    Assumptions.assumeTrue(Browsing.isRoot(), "Only root may start programs of others");
    Path own = folder.resolve("as-nobody");
    Files.writeString(
        own,
        """
        #!/bin/sh
        chmod a+x "$HOME/.." && chown -R 65534:65534 "$HOME"
        exec setpriv --reuid=65534 --regid=65534 --clear-groups %s "$@"
        """
            .formatted(Browsing.program()));
    assertThat(own.toFile().setExecutable(true)).isTrue();
    BrowserOptions it = Browsing.options(1, Duration.ofSeconds(30));
    BrowserOptions sandboxed =
        new BrowserOptions(
            own.toString(),
            false,
            1,
            it.memoryMb(),
            it.deadline(),
            it.longestWait(),
            it.maxDocuments(),
            it.maxWaiting(),
            it.fontsDir());
    try (Browsing other = Browsing.start(sandboxed)) {
      assertThat(Browsing.text(other.print("<p id=a></p><script>a.textContent = 6 * 7</script>")))
          .contains("42");
      assertThat(Browsing.processes())
          .filteredOn(process -> process.info().user().filter("nobody"::equals).isPresent())
          .hasSizeGreaterThan(2)
          .noneMatch(process -> Browsing.commandLine(process).contains("--no-sandbox"));
    }
  }

  private static void started(Path path) {
    started(
        new BrowserOptions(
            path.toString(),
            true,
            1,
            512,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            10,
            1,
            Optional.empty()));
  }

  private static void started(BrowserOptions options) {
    Vertx vertx = Vertx.vertx();
    try {
      Chromium.start(
          vertx,
          options,
          Browsing.MAX_PDF_BYTES,
          new Chromium.Events() {
            @Override
            public void rendered(Optional<FailureCode> failure, Duration took) {
              // Told by the result.
            }

            @Override
            public void ended(BrowserEnd reason) {
              // None begins.
            }

            @Override
            public void now(int browsers, int waiting) {
              // None begins.
            }
          });
    } finally {
      await(vertx.close());
    }
  }
}
