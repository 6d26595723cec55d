package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.document.LocalRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.template.CheckedTemplate;
import dev.hookpress.template.TemplateCheck;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, with a small heap and a short deadline. */
class ProcessRendererTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final RenderLimits LIMITS = Rendering.limits(DEADLINE, 2_000);
  private static final String ENDLESS =
      "<style>" + "* ".repeat(30) + "i{color:red}</style>" + "<div>".repeat(30) + "<b>x</b>";
  private static final String HUGE =
      "<svg xmlns='http://www.w3.org/2000/svg' width='500' height='500'>"
          + "<path d='M0 0 L1000000 0' stroke='black' stroke-dasharray='0.0001'/></svg>";

  @TempDir private static Path data;
  private static final Ends ENDS = new Ends();
  private static ProcessRenderer renderer;

  private static final class Ends implements ProcessEvents {
    final BlockingQueue<ProcessEnd> reasons = new LinkedBlockingQueue<>();
    final AtomicInteger alive = new AtomicInteger();

    @Override
    public void ended(ProcessEnd reason) {
      reasons.add(reason);
    }

    @Override
    public void alive(int processes) {
      alive.set(processes);
    }

    ProcessEnd next() throws InterruptedException {
      return reasons.poll(20, TimeUnit.SECONDS);
    }
  }

  @BeforeAll
  static void start() {
    renderer =
        ProcessRenderer.start(
            new ProcessRenderer.Options(1, 128, Optional.empty(), data),
            LIMITS,
            ENDS,
            Rendering.NOW);
  }

  @AfterAll
  static void close() throws IOException {
    renderer.close();
    assertThat(children()).isEmpty();
    assertThat(directories()).isEmpty();
  }

  @Test
  void closingEndsProcessesThatAreStillStarting() {
    // By their heap, they are known from those of the other tests.
    int heapMebis = 144;
    for (int round = 0; round < 3; round++) {
      ProcessRenderer.start(
              new ProcessRenderer.Options(2, heapMebis, Optional.empty(), data),
              LIMITS,
              new Ends(),
              Rendering.NOW)
          .close();

      assertThat(children())
          .filteredOn(it -> it.info().commandLine().orElse("").contains("-Xmx" + heapMebis + "m"))
          .isEmpty();
    }
  }

  @Test
  void aPdfIsTheSameAsThatOfAThread() throws IOException {
    RenderRequest request = Requests.html("<h1>Invoice</h1><p lang=he dir=rtl>שלום</p>");
    RenderedPdf own =
        Requests.finished(new LocalRenderer(Rendering.FONTS, LIMITS).render(request, fault -> {}));

    RenderedPdf other = Requests.finished(renderer.render(request, fault -> {}));

    assertThat(Rendering.text(other)).isEqualTo(Rendering.text(own)).contains("Invoice");
    assertThat(Rendering.pdf(other).pages()).isEqualTo(1);
    assertThat(Rendering.pdf(other).warnings()).isEqualTo(Rendering.pdf(own).warnings());
  }

  @Test
  void theSourcesOfADocumentAreAskedForAndThenUsed() throws IOException {
    URI css = URI.create("https://site.example/s.css");
    RenderRequest first = Requests.html("<link rel=stylesheet href='" + css + "'><p>text</p>");

    assertThat(renderer.render(first, fault -> {})).isEqualTo(new RenderAnswer.Wanted(Set.of(css)));

    byte[] bytes = "p::after{content:' styled'}".getBytes(StandardCharsets.UTF_8);
    RenderRequest second =
        new RenderRequest(
            first.options(),
            Optional.empty(),
            first.parts(),
            Map.of(css, new FetchedResource(bytes, true, Optional.of(StandardCharsets.US_ASCII))),
            Map.of(),
            false,
            Rendering.NOW,
            DEADLINE);
    assertThat(Rendering.text(Requests.finished(renderer.render(second, fault -> {}))))
        .contains("text styled");
  }

  @Test
  void templatesAreFilledAndOperationsRun() throws IOException {
    RenderAnswer filled =
        renderer.render(
            Requests.part(new SourcePart.Template("<p>Order {{id}}</p>", "{\"id\":7}")),
            fault -> {});
    byte[] pdf = Rendering.pdf(Requests.finished(filled)).bytes();
    assertThat(Rendering.text(Requests.finished(filled))).contains("Order 7");

    RenderAnswer split =
        renderer.render(
            Requests.operation(new PdfOperation.Split(new SplitDivision.PagesPerFile(1)), pdf),
            fault -> {});
    assertThat(((RenderedPdf.Files) Requests.finished(split)).files()).hasSize(1);
    RenderAnswer found =
        renderer.render(Requests.operation(new PdfOperation.Properties(true), pdf), fault -> {});
    assertThat(((RenderedPdf.Properties) Requests.finished(found)).properties().pages())
        .isEqualTo(1);
  }

  @Test
  void templatesAreCheckedInAProcessBesideTheDocuments() throws Exception {
    CompletableFuture<RenderAnswer> document =
        CompletableFuture.supplyAsync(
            () ->
                renderer.render(
                    Requests.html(ENDLESS).within(Rendering.NOW, Duration.ofSeconds(-17)),
                    fault -> {}));

    assertThat(renderer.check("<p>{{name}}"))
        .isInstanceOfSatisfying(
            CheckedTemplate.class, it -> assertThat(it.html()).isEqualTo("<p>{{name}}"));
    assertThat(renderer.check("<p>\n{{#if}"))
        .isInstanceOfSatisfying(
            TemplateCheck.Refused.class,
            it -> {
              assertThat(it.fault().code()).isEqualTo(FailureCode.TEMPLATE_INVALID);
              assertThat(it.fault().message()).startsWith("Line 2");
            });
    assertThat(document).isNotDone();
    document.get(60, TimeUnit.SECONDS);
  }

  @Test
  void aPageIsDrawnAndADrawingThatDoesNotEndIsStopped() throws Exception {
    byte[] pdf =
        Rendering.pdf(Requests.finished(renderer.render(Requests.html("<h1>Drawn"), fault -> {})))
            .bytes();
    PdfOperation onePage =
        new PdfToImages(AssetType.PNG, false, Optional.of(new PdfToImages.OnePage(1, 120)));
    RenderedPdf drawn = Requests.finished(renderer.draw(Requests.operation(onePage, pdf)));

    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(((RenderedPdf.Files) drawn).files().get(0).bytes()));
    assertThat(picture.getWidth()).isEqualTo(120);

    RenderRequest endless = Requests.html(ENDLESS).within(Rendering.NOW, Duration.ofSeconds(-17));
    RenderedPdf stopped = Requests.finished(renderer.draw(endless));
    assertThat(((RenderedPdf.Rejected) stopped).code())
        .isIn(FailureCode.RENDER_TIMEOUT, FailureCode.RENDER_OUT_OF_MEMORY);
    assertThat(renderer.draw(Requests.operation(onePage, pdf)))
        .isInstanceOf(RenderAnswer.Finished.class);
  }

  @Test
  void aDocumentThatUsesUpTheMemoryFailsAloneAndTyped() throws Exception {
    ENDS.reasons.clear();

    assertThat(code(HUGE)).isEqualTo(FailureCode.RENDER_OUT_OF_MEMORY);

    assertThat(ENDS.next()).isEqualTo(ProcessEnd.OUT_OF_MEMORY);
    assertThat(Rendering.text(Requests.finished(renderer.render(Requests.html("next"), f -> {}))))
        .contains("next");
  }

  @Test
  void aDocumentThatDoesNotEndIsStoppedSoonAfterItsDeadline() throws Exception {
    ENDS.reasons.clear();
    RenderRequest request = Requests.html(ENDLESS).within(Rendering.NOW, Duration.ofSeconds(-17));
    long from = System.nanoTime();

    RenderedPdf.Rejected rejected =
        (RenderedPdf.Rejected) Requests.finished(renderer.render(request, fault -> {}));

    assertThat(rejected.code()).isIn(FailureCode.RENDER_TIMEOUT, FailureCode.RENDER_OUT_OF_MEMORY);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(DEADLINE.multipliedBy(2));
  }

  @Test
  void aProcessThatIsKilledCostsNoDocument() throws Exception {
    ENDS.reasons.clear();
    CompletableFuture<RenderAnswer> slow =
        CompletableFuture.supplyAsync(
            () -> renderer.render(Requests.html("<p>text</p>".repeat(300)), fault -> {}));
    List<ProcessHandle> killed = children();
    assertThat(killed).isNotEmpty();
    killed.forEach(ProcessHandle::destroyForcibly);

    assertThat(Requests.finished(slow.get(60, TimeUnit.SECONDS)))
        .isInstanceOf(RenderedPdf.Pdf.class);
    assertThat(ENDS.next()).isEqualTo(ProcessEnd.KILLED);
  }

  @Test
  void aProcessHasNoneOfTheNodesEnvironment() throws IOException {
    renderer.render(Requests.html("x"), fault -> {});
    for (ProcessHandle child : children()) {
      Path environment = Path.of("/proc", Long.toString(child.pid()), "environ");
      if (Files.isReadable(environment)) {
        assertThat(Files.readString(environment).split("\0"))
            .allMatch(it -> it.isEmpty() || it.matches("(HOME|LC_ALL|MALLOC_ARENA_MAX)=.*"));
      }
    }
  }

  private static FailureCode code(String html) {
    return ((RenderedPdf.Rejected)
            Requests.finished(renderer.render(Requests.html(html), fault -> {})))
        .code();
  }

  static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(it -> it.info().command().orElse("").endsWith("java"))
        .toList();
  }

  static List<Path> directories() throws IOException {
    try (var found =
        Files.newDirectoryStream(
            Path.of(System.getProperty("java.io.tmpdir")),
            "hookpress-render-" + ProcessHandle.current().pid() + "-*")) {
      List<Path> all = new ArrayList<>();
      found.forEach(all::add);
      return all;
    }
  }
}
