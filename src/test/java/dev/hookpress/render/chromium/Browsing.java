package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Job;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.BrowserSource;
import dev.hookpress.render.process.Restrictions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;

/** The browsers of this machine, for tests; they pass over aloud where there is none. */
final class Browsing implements AutoCloseable {
  static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  static final int MAX_PDF_BYTES = 32 << 20;

  /** Fetches nothing: a page that asks for something is told so. */
  static final Function<URI, Future<BrowserSource>> NOTHING =
      uri ->
          Future.succeededFuture(
              new BrowserSource.Absent(FailureCode.SOURCE_BLOCKED, uri + " is refused"));

  final Vertx vertx = Vertx.vertx();
  final List<BrowserEnd> ends = new CopyOnWriteArrayList<>();
  final Chromium chromium;

  private Browsing(BrowserOptions options, Restrictions restrictions, MachineFonts fonts) {
    chromium =
        Chromium.start(
            vertx,
            options,
            MAX_PDF_BYTES,
            new Chromium.Events() {
              @Override
              public void rendered(Optional<FailureCode> failure, Duration took) {
                // Told by the result.
              }

              @Override
              public void ended(BrowserEnd reason) {
                ends.add(reason);
              }

              @Override
              public void now(int browsers, int waiting) {
                // Counted elsewhere.
              }
            },
            restrictions,
            fonts);
  }

  /** The browser's program; the test is passed over aloud if there is none. */
  static Path program() {
    Optional<Path> found =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println("Chromium is not here: the browser as an engine goes untested");
    }
    Assumptions.assumeTrue(found.isPresent(), "Chromium is not here");
    return found.orElseThrow();
  }

  /** The browser's own sandbox does not work for root. */
  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  static BrowserOptions options(int processes, Duration deadline) {
    return new BrowserOptions(
        program().toString(),
        isRoot(),
        processes,
        1_024,
        deadline,
        Duration.ofSeconds(60),
        100,
        16,
        Optional.empty());
  }

  static Browsing start(BrowserOptions options) {
    return start(options, Restrictions.probeForBrowser());
  }

  static Browsing start(BrowserOptions options, Restrictions restrictions) {
    return new Browsing(options, restrictions, MachineFonts.find());
  }

  static Browsing start(BrowserOptions options, MachineFonts fonts) {
    return new Browsing(options, Restrictions.probeForBrowser(), fonts);
  }

  Printed print(String html, RenderOptions options) {
    return await(begin(html, options, NOTHING));
  }

  Printed print(String html) {
    return print(html, Rendering.OPTIONS);
  }

  Future<Printed> begin(
      String html, RenderOptions options, Function<URI, Future<BrowserSource>> sources) {
    return begin(CLIENT, page(html, ""), options, sources);
  }

  Future<Printed> begin(
      ClientId client,
      BrowserPage page,
      RenderOptions options,
      Function<URI, Future<BrowserSource>> sources) {
    return Future.future(
        promise ->
            vertx.runOnContext(
                now ->
                    chromium
                        .print(new Job(client, options, List.of(page), Map.of(), sources))
                        .onComplete(promise)));
  }

  static BrowserPage page(String html, String base) {
    return new BrowserPage(
        0, html.getBytes(StandardCharsets.UTF_8), Optional.of(StandardCharsets.UTF_8), base);
  }

  /** The text of the only PDF. */
  static String text(Printed printed) {
    if (!(printed instanceof Printed.Pdfs pdfs)) {
      throw new AssertionError("Not printed: " + printed);
    }
    try (PDDocument pdf = Loader.loadPDF(pdfs.files().get(0))) {
      return new PDFTextStripper().getText(pdf);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The processes that this Java, or another one with this id, has started browsers with. */
  static List<ProcessHandle> processes(long java) {
    String mark = "hookpress-browser-" + java + "-";
    // Renderers overwrite their environment with their title.
    return ProcessHandle.allProcesses()
        .filter(it -> environment(it).contains(mark))
        .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
        .distinct()
        .toList();
  }

  static List<ProcessHandle> processes() {
    return processes(ProcessHandle.current().pid());
  }

  private static String environment(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      return Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1)
          + Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  /** Where the browsers of this Java keep their files. */
  static List<Path> directories() throws IOException {
    String prefix = "hookpress-browser-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(it -> it.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  /** The command line of a process; empty if it has ended. */
  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException ended) {
      return "";
    }
  }

  @Override
  public void close() {
    await(chromium.close());
    await(vertx.close());
  }
}
