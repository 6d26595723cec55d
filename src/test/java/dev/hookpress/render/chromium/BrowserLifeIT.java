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
  private static final int WARM_UP = 5;
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
  void aHundredDocumentsLeaveNoProcessAndNoFile() throws IOException {
    try (Browsing browsing = Browsing.start(Browsing.options(2, Duration.ofSeconds(60)))) {
      for (int i = 0; i < WARM_UP; i++) {
        browsing.print("<p>warm</p>");
      }
      List<ProcessHandle> before = Browsing.processes();
      assertThat(before).hasSizeGreaterThan(2);
      long filesBefore = files();
      assertThat(filesBefore).isPositive();
      for (int i = 0; i < DOCUMENTS; i += AT_ONCE) {
        List<Future<Printed>> printed = new ArrayList<>();
        for (int j = i; j < i + AT_ONCE; j++) {
          printed.add(browsing.begin(numbered(j), atOnce(), Browsing.NOTHING));
        }
        for (int j = 0; j < AT_ONCE; j++) {
          assertThat(Browsing.text(await(printed.get(j)))).contains("No " + (i + j));
        }
      }
      // One browser more than before at most, which is replaced after a hundred.
      eventually(() -> Browsing.processes().size() <= 2 * before.size() + 4);
      assertThat(files()).isLessThan(2 * filesBefore + 200);
    }
    eventually(() -> Browsing.processes().isEmpty());
    assertThat(roots()).isEmpty();
  }

  private static String numbered(int number) {
    return "<p id=a></p><script>a.textContent = 'No ' + " + number + "</script>";
  }

  private static RenderOptions atOnce() {
    return Rendering.OPTIONS.by(
        EngineOptions.STANDARD.waiting(
            new EngineOptions.Wait(false, Optional.empty(), Optional.empty(), 0, 0)));
  }

  private static List<Path> roots() throws IOException {
    String prefix = "hookpress-browser-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(it -> it.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static long files() throws IOException {
    long files = 0;
    for (Path root : roots()) {
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
