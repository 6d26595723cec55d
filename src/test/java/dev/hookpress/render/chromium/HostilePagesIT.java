package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Wait;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page tries beside its document has no effect, and none on the next document. */
class HostilePagesIT {
  private static Browsing browsing;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    browsing = Browsing.start(Browsing.options(1, Duration.ofSeconds(20)));
  }

  @AfterAll
  static void stop() {
    if (browsing != null) {
      browsing.close();
    }
  }

  private static RenderOptions until(String expression) {
    return Rendering.OPTIONS.by(
        EngineOptions.STANDARD.waiting(
            new Wait(false, Optional.empty(), Optional.of(expression), 0, 10_000)));
  }

  private static RenderOptions atOnce() {
    return Rendering.OPTIONS.by(
        EngineOptions.STANDARD.waiting(new Wait(false, Optional.empty(), Optional.empty(), 0, 0)));
  }

  @Test
  void thePreparedPageChoosesNoOtherScheme() {
    Printed printed =
        await(
            browsing.begin(
                Browsing.CLIENT,
                Browsing.page(
                    "<p id=a></p><script>a.textContent = 'At ' + location</script>",
                    "file:///etc/passwd"),
                Rendering.OPTIONS,
                Browsing.NOTHING));

    assertThat(Browsing.text(printed))
        .contains("At " + RequestDoor.NO_ADDRESS)
        .doesNotContain("root:");
  }

  @Test
  void aPageThatPrintsItselfIsPrintedOnce() {
    Printed printed =
        browsing.print(
            "<p>Printed</p><iframe srcdoc='<script>print()</script>'></iframe>"
                + "<script>print(); onload = () => print(); setTimeout(print, 100)</script>");

    assertThat(Browsing.text(printed)).contains("Printed");
  }

  @Test
  void windowsThatAPageOpensAreClosed() {
    Printed printed =
        browsing.print(
            "<p id=a></p><script>const all = [];"
                + " for (let i = 0; i < 20; i++) all.push(window.open('about:blank'));"
                + " setTimeout(() => { a.textContent = 'open: '"
                + " + all.filter(it => it && !it.closed).length; window.done = true }, 500)"
                + "</script>",
            until("window.done"));

    assertThat(Browsing.text(printed)).contains("open: 0");
  }

  @Test
  void aWorkerThatNeverEndsEndsWithItsDocument() {
    Printed printed =
        browsing.print(
            "<p>Worked</p><script>"
                + "const u = URL.createObjectURL(new Blob(['postMessage(1); for (;;) {}']));"
                + " new Worker(u).onmessage = () => { window.done = true }</script>",
            until("window.done"));
    assertThat(Browsing.text(printed)).contains("Worked");
    List<ProcessHandle> busy = renderers();

    assertThat(Browsing.text(browsing.print("<p>Next</p>", atOnce()))).contains("Next");

    eventually(() -> renderers().stream().noneMatch(busy::contains));
  }

  private static List<ProcessHandle> renderers() {
    return Browsing.processes().stream()
        .filter(it -> Browsing.commandLine(it).contains("--type=renderer"))
        .toList();
  }

  /** A page's storage is in memory, which is watched, and ends with its context. */
  @Test
  void whatAPageStoresIsNotOnTheDisk() throws IOException {
    long before = bytes();

    Printed printed =
        browsing.print(
            "<p id=a></p><script type=module>const data = new Uint8Array(64 << 20).fill(1);"
                + " const said = [];"
                + " try { const root = await navigator.storage.getDirectory();"
                + " const f = await root.getFileHandle('big', {create: true});"
                + " const w = await f.createWritable(); await w.write(data); await w.close();"
                + " said.push('file') } catch (e) { said.push(e.name) }"
                + " try { const c = await caches.open('c');"
                + " await c.put('/big', new Response(data)); said.push('cache') }"
                + " catch (e) { said.push(e.name) }"
                + " a.textContent = 'stored ' + said; window.done = true</script>",
            until("window.done"));

    assertThat(Browsing.text(printed)).contains("stored ");
    assertThat(bytes() - before).isLessThan(16 << 20);
  }

  private static long bytes() throws IOException {
    long[] bytes = new long[1];
    for (Path root : Browsing.directories()) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException deletedMeanwhile) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException changing) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return bytes[0];
  }

  @Test
  void whatStartsTooManyProcessesIsEnded() throws IOException {
    Path program = folder.resolve("many");
    Files.writeString(
        program,
        """
        #!/bin/sh
        for i in $(seq 40); do sleep 600 & done
        exec %s "$@"
        """
            .formatted(Browsing.program()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    BrowserOptions it = Browsing.options(1, Duration.ofSeconds(20));
    try (Browsing many =
        Browsing.start(
            new BrowserOptions(
                program.toString(),
                it.noSandbox(),
                1,
                it.memoryMb(),
                it.deadline(),
                it.longestWait(),
                it.maxDocuments(),
                it.maxWaiting(),
                it.fontsDir()))) {
      assertThat(many.print("<script>setInterval(() => fetch('/x').catch(() => 0), 100)</script>"))
          .isInstanceOfSatisfying(
              Printed.Rejected.class,
              no -> {
                assertThat(no.code()).isEqualTo(FailureCode.RENDER_FAILED);
                assertThat(no.message()).contains("more than the 32 processes");
              });
      assertThat(many.ends).contains(BrowserEnd.TOO_MANY_PROCESSES);
    }
    eventually(
        () ->
            Browsing.processes().stream().noneMatch(p -> Browsing.commandLine(p).contains("600")));
  }
}
