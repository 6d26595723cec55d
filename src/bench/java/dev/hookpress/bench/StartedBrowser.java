package dev.hookpress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A browser that is started for each document and prints it by its command line. */
final class StartedBrowser {
  private static final int SECONDS = 60;

  private final Path program;
  private final int atOnce;

  StartedBrowser(Path program, int atOnce) {
    this.program = program;
    this.atOnce = atOnce;
  }

  /**
   * The result.
   *
   * @param perSecond PDFs, of all together
   * @param cpuMicros of all processes of a browser per PDF
   */
  record Outcome(double perSecond, double cpuMicros) {}

  /** The browser's own sandbox does not work for root. */
  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Prints on several threads for that long. */
  Outcome run(String html, Duration lasts) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(atOnce);
    Path folder = Files.createTempDirectory("started-browser");
    try {
      Path page = Files.writeString(folder.resolve("page.html"), html);
      long from = System.nanoTime();
      Duration before = Cpu.ended(ProcessHandle.current().pid());
      List<Future<Long>> loops =
          IntStream.range(0, atOnce)
              .mapToObj(i -> pool.submit(() -> loop(folder.resolve("" + i), page, from, lasts)))
              .toList();
      long count = 0;
      for (Future<Long> loop : loops) {
        count += loop.get();
      }
      Duration used = Cpu.ended(ProcessHandle.current().pid()).minus(before);
      return new Outcome(count * 1e9 / (System.nanoTime() - from), used.toNanos() / 1000.0 / count);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
      delete(folder);
    }
  }

  private long loop(Path folder, Path page, long from, Duration lasts)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    long count = 0;
    while (count == 0 || System.nanoTime() - from < lasts.toNanos()) {
      print(folder, page);
      count++;
    }
    return count;
  }

  private void print(Path folder, Path page) throws IOException, InterruptedException {
    Path pdf = folder.resolve("page.pdf");
    Files.deleteIfExists(pdf);
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of("--headless", "--disable-gpu", "--no-pdf-header-footer"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--print-to-pdf=" + pdf);
    if (isRoot()) {
      command.add("--no-sandbox");
    }
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(program + " does not print within " + SECONDS + " s");
    }
    if (Files.size(pdf) == 0) {
      throw new IllegalStateException(program + " has printed nothing");
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
