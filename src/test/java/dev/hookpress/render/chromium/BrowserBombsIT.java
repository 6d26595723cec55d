package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserOptions;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile pages in a real browser: each fails typed, and the next document renders. */
@Tag("slow")
@Tag("alone")
class BrowserBombsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private static Browsing browsing;

  @BeforeAll
  static void start() {
    BrowserOptions it = Browsing.options(1, DEADLINE);
    browsing =
        Browsing.start(
            new BrowserOptions(
                it.path(),
                it.noSandbox(),
                1,
                512,
                DEADLINE,
                it.longestWait(),
                it.maxDocuments(),
                it.maxWaiting(),
                it.fontsDir()));
  }

  @AfterAll
  static void stop() {
    if (browsing != null) {
      browsing.close();
      eventually(() -> Browsing.processes().isEmpty());
    }
  }

  static Stream<Arguments> bombs() {
    Set<FailureCode> time = EnumSet.of(FailureCode.RENDER_TIMEOUT);
    // Whichever bound it runs into first.
    Set<FailureCode> resources =
        EnumSet.of(
            FailureCode.RENDER_TIMEOUT,
            FailureCode.RENDER_OUT_OF_MEMORY,
            FailureCode.RENDER_CRASHED,
            FailureCode.RENDER_FAILED);
    return Stream.of(
        Arguments.of("endless loop", "<script>while (true) {}</script>", time),
        Arguments.of("endless alert", "<script>while (true) alert(1)</script>", time),
        Arguments.of(
            "endless timers",
            "<script>function f() { setTimeout(f); fetch('/x').catch(() => 0) } f()</script>",
            EnumSet.of(FailureCode.RENDER_FAILED, FailureCode.RENDER_TIMEOUT)),
        Arguments.of(
            "memory",
            "<script>const a = []; setInterval(() =>"
                + " a.push(new Uint8Array(64 << 20).fill(1)), 10)</script>",
            EnumSet.of(FailureCode.RENDER_OUT_OF_MEMORY)),
        Arguments.of(
            "canvases",
            "<script>setInterval(() => { const c = document.createElement('canvas');"
                + " c.width = c.height = 8000; c.getContext('2d').fillRect(0, 0, 8000, 8000);"
                + " document.body.append(c) }, 10)</script>",
            resources),
        Arguments.of(
            "frames in frames",
            "<script>function f(w) { for (let i = 0; i < 10; i++) { const e ="
                + " w.document.createElement('iframe'); w.document.body.append(e);"
                + " setTimeout(() => f(e.contentWindow), 10) } } f(window);"
                + " setInterval(() => fetch('/x').catch(() => 0), 100)</script>",
            resources),
        Arguments.of(
            "workers",
            "<script>const u = URL.createObjectURL(new Blob(['for (;;) {}']));"
                + " setInterval(() => { for (let i = 0; i < 20; i++) new Worker(u);"
                + " fetch('/x').catch(() => 0) }, 50)</script>",
            resources),
        Arguments.of(
            "a heap",
            "<script>const a = []; for (;;) a.push({a: 'x'.repeat(10) + a.length})</script>",
            resources));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombFailsTypedAndTheNextDocumentRenders(String name, String html, Set<FailureCode> codes) {
    Printed printed = browsing.print("<body><p>bomb</p>" + html);
    assertThat(printed)
        .as(name)
        .isInstanceOfSatisfying(
            Printed.Rejected.class, no -> assertThat(codes).contains(no.code()));
    assertThat(Browsing.text(browsing.print("<p>after " + name + "</p>")))
        .contains("after " + name);
  }

  @Test
  void aRendererThatIsKilledFailsItsDocumentOnly() {
    AtomicBoolean runs = new AtomicBoolean();
    Future<Printed> printed =
        browsing.begin(
            "<script>setInterval(() => fetch('https://a.example/').catch(() => 0), 100)</script>",
            Rendering.OPTIONS,
            uri -> {
              runs.set(true);
              return Browsing.NOTHING.apply(uri);
            });
    eventually(runs::get);
    renderers().forEach(ProcessHandle::destroyForcibly);
    assertThat(await(printed))
        .isInstanceOfSatisfying(
            Printed.Rejected.class,
            no -> assertThat(no.code()).isEqualTo(FailureCode.RENDER_CRASHED));
    assertThat(Browsing.text(browsing.print("<p>after</p>"))).contains("after");
  }

  private static List<ProcessHandle> renderers() {
    return Browsing.processes().stream().filter(it -> isRenderer(it.pid())).toList();
  }

  private static boolean isRenderer(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
          .contains("--type=renderer");
    } catch (IOException ended) {
      return false;
    }
  }

  @Test
  void aHungBrowserIsEndedAtTheDeadline() {
    Future<Printed> printed =
        browsing.begin(
            "<script>setInterval(() => fetch('/x').catch(() => 0), 100)</script>",
            Rendering.OPTIONS,
            Browsing.NOTHING);
    eventually(() -> !renderers().isEmpty());
    Browsing.processes().forEach(it -> signal("STOP", it.pid()));
    assertThat(await(printed))
        .isInstanceOfSatisfying(
            Printed.Rejected.class,
            no -> assertThat(no.code()).isEqualTo(FailureCode.RENDER_TIMEOUT));
    assertThat(Browsing.text(browsing.print("<p>after</p>"))).contains("after");
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
