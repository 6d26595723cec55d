package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Browsers leave nothing behind, however their node ends and however many documents they print. */
class BrowserLifeIT {
  private static final int WARM_UP = 12;
  private static final int DOCUMENTS = 100;
  private static final int AT_ONCE = 4;

  @Test
  void noProcessSurvivesANodeThatIsKilled() throws IOException {
    Browsing.program();
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrowserNode.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.equals("renders")) {
        line = said.readLine();
      }
      assertThat(line).isEqualTo("renders");
      List<ProcessHandle> browser = Browsing.processes(node.pid());
      assertThat(browser).hasSizeGreaterThan(2);
      // It detaches itself from the browser, so that it could outlive that.
      if (Files.exists(Path.of("/usr/lib/chromium/chrome_crashpad_handler"))) {
        assertThat(browser).anyMatch(BrowserLifeIT::isCrashHandler);
      }
      node.destroyForcibly();
      eventually(() -> browser.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(Browsing.processes(node.pid())).isEmpty();
    } finally {
      node.destroyForcibly();
    }
  }

  private static boolean isCrashHandler(ProcessHandle process) {
    return process.info().command().filter(it -> it.contains("crashpad")).isPresent();
  }

  @Tag("slow")
  @Test
  void aHundredDocumentsLeaveNoProcessNoFileAndNoMemory() throws IOException {
    try (Browsing browsing = Browsing.start(Browsing.options(2, Duration.ofSeconds(60)))) {
      print(browsing, WARM_UP);
      List<ProcessHandle> before = Browsing.processes();
      assertThat(before).hasSizeGreaterThan(2);
      long filesBefore = files();
      assertThat(filesBefore).isPositive();
      long memoryBefore = memory();
      long heapBefore = heap();
      int openBefore = openFiles();

      print(browsing, DOCUMENTS);

      assertThat(browsing.ends).as("the same browsers").isEmpty();
      eventually(() -> Browsing.processes().size() <= before.size());
      eventually(() -> memory() < memoryBefore * 5 / 4);
      assertThat(files()).isLessThan(filesBefore + 50);
      assertThat(heap() - heapBefore).isLessThan(8 << 20);
      assertThat(openFiles()).isLessThan(openBefore + 20);
    }
    eventually(() -> Browsing.processes().isEmpty());
    assertThat(Browsing.directories()).isEmpty();
  }

  private static void print(Browsing browsing, int documents) {
    for (int i = 0; i < documents; i += AT_ONCE) {
      List<Future<Printed>> printed = new ArrayList<>();
      for (int j = i; j < i + AT_ONCE; j++) {
        printed.add(browsing.begin(numbered(j), atOnce(), Browsing.NOTHING));
      }
      for (int j = 0; j < AT_ONCE; j++) {
        assertThat(Browsing.text(await(printed.get(j)))).contains("No " + (i + j));
      }
    }
  }

  /** Of the browsers' processes: anonymous and shared. */
  private static long memory() {
    return Browsing.processes().stream()
        .mapToLong(process -> BrowserProcess.memory(process.pid()))
        .sum();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static int openFiles() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return (int) all.count();
    }
  }

  private static String numbered(int number) {
    return "<p id=a></p><script>a.textContent = 'No ' + " + number + "</script>";
  }

  private static RenderOptions atOnce() {
    return Rendering.OPTIONS.by(
        EngineOptions.STANDARD.waiting(
            new EngineOptions.Wait(false, Optional.empty(), Optional.empty(), 0, 0)));
  }

  private static long files() throws IOException {
    long files = 0;
    for (Path root : Browsing.directories()) {
      try (Stream<Path> all = Files.walk(root)) {
        files += all.count();
      } catch (UncheckedIOException changing) {
        // The browser deletes some meanwhile.
        files++;
      }
    }
    return files;
  }
}
