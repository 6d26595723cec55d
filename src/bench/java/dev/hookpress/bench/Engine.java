package dev.hookpress.bench;

import dev.hookpress.job.document.Part;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.source.Preparing;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The bare engine in a loop: cleans, lays out and writes HTML, and discards the PDF. */
final class Engine {
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final PdfRenderer renderer =
      new PdfRenderer(Rendering.FONTS, Rendering.LIMITS, InstantSource.system());
  private final int threads = Runtime.getRuntime().availableProcessors();

  /** Runs until the JVM has compiled it for the documents that are measured later. */
  static Engine warm() throws IOException, SQLException, InterruptedException {
    Engine engine = new Engine();
    Rounds.warmUp(
        ProcessHandle.current().pid(),
        () -> {
          engine.run(Documents.invoice(), 1, ROUND);
          engine.run(Documents.report(), Documents.REPORT_PAGES, ROUND);
        });
    return engine;
  }

  /** As many threads as the service has by default. */
  int threads() {
    return threads;
  }

  /**
   * The result.
   *
   * @param perSecond PDFs, on all threads together
   * @param cpuMicros of this JVM per PDF
   */
  record Outcome(double perSecond, double cpuMicros) {}

  /**
   * Renders on all threads.
   *
   * @param pages expected of each PDF
   * @throws IllegalStateException if a PDF has another number
   */
  Outcome run(String html, int pages, Duration lasts) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long end = System.nanoTime() + lasts.toNanos();
      double perSecond = 0;
      long count = 0;
      Duration before = cpu();
      List<Future<Loop>> each =
          IntStream.range(0, threads)
              .mapToObj(thread -> pool.submit(() -> loop(html, pages, end)))
              .toList();
      for (Future<Loop> one : each) {
        perSecond += one.get().perSecond();
        count += one.get().count();
      }
      return new Outcome(perSecond, cpu().minus(before).toNanos() / 1000.0 / count);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private record Loop(long count, double perSecond) {}

  private static Duration cpu() {
    return Cpu.own(ProcessHandle.current().pid());
  }

  private Loop loop(String html, int pages, long endNanos) {
    long from = System.nanoTime();
    long count = 0;
    while (count == 0 || System.nanoTime() < endNanos) {
      render(html, pages);
      count++;
    }
    return new Loop(count, count * 1e9 / (System.nanoTime() - from));
  }

  private void render(String html, int pages) {
    Prepared prepared =
        (Prepared)
            Preparing.prepare(
                Rendering.LIMITS, Rendering.OPTIONS, Map.of(), List.of(new Part.Html(html)));
    RenderedPdf made = renderer.render(prepared, Rendering.OPTIONS);
    if (!(made instanceof RenderedPdf.Pdf pdf) || pdf.pages() != pages) {
      throw new IllegalStateException("Not a PDF of " + pages + " pages: " + made);
    }
  }
}
