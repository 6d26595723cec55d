package dev.hookpress.render.chromium;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.PageBrowser;
import dev.hookpress.render.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One document in a browser: prints its pages one after the other, and ends the browser at the
 * deadline or when it uses more than it may. Confined to the context of the browser.
 */
final class DocumentPrint {
  /** Frequent enough for a page that takes gigabytes a second. */
  private static final long WATCH_MILLIS = 100;

  /** A browser without documents has up to ten. */
  private static final int MAX_PROCESSES = 32;

  /** What the browser answers about a page whose renderer has ended. */
  private static final List<String> CRASHES =
      List.of("crashed", "Session with given id", "Target closed", "target navigated or closed");

  private final Vertx vertx;
  private final Browser browser;
  private final PageBrowser.Job job;
  private final BrowserOptions options;
  private final int maxOutputBytes;
  private final RequestDoor door;
  private final Promise<Printed> result = Promise.promise();
  private final List<byte[]> files = new ArrayList<>();
  private final long fromNanos = System.nanoTime();
  private Optional<String> title = Optional.empty();
  private boolean measuring;

  DocumentPrint(
      Vertx vertx,
      Browser browser,
      PageBrowser.Job job,
      BrowserOptions options,
      int maxOutputBytes) {
    this.vertx = vertx;
    this.browser = browser;
    this.job = job;
    this.options = options;
    this.maxOutputBytes = maxOutputBytes;
    this.door =
        new RequestDoor(
            browser.devTools(),
            job.files(),
            job.options().engine().dataJson(),
            job.sources(),
            message -> reject(FailureCode.RENDER_FAILED, message));
  }

  /** Prints the document; the browser is not fit for another one unless there are PDFs. */
  Future<Printed> run() {
    browser.begin(door::answer, this::gone);
    long deadline =
        vertx.setTimer(
            options.deadline().toMillis(),
            late -> {
              browser.end(BrowserEnd.TIMEOUT);
              reject(
                  FailureCode.RENDER_TIMEOUT,
                  "The browser did not print the document within %d ms"
                      .formatted(options.deadline().toMillis()));
            });
    long watch = vertx.setPeriodic(WATCH_MILLIS, tick -> measure());
    page(0);
    return result
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(deadline);
              vertx.cancelTimer(watch);
              browser.finish();
            });
  }

  private void page(int index) {
    if (index == job.pages().size()) {
      result.tryComplete(new Printed.Pdfs(List.copyOf(files), title, door.missing(), millis()));
      return;
    }
    PagePrint print =
        new PagePrint(
            vertx,
            browser.devTools(),
            door,
            job.options(),
            maxOutputBytes - files.stream().mapToInt(it -> it.length).sum(),
            options.deadline());
    browser.show(print::event);
    print
        .print(job.pages().get(index))
        .onComplete(
            (printed, cause) -> {
              if (printed != null) {
                files.add(printed.pdf());
                title = title.or(printed::title);
                page(index + 1);
              } else if (cause instanceof PagePrint.Unprintable no) {
                reject(no.code(), no.getMessage());
              } else {
                failed(cause);
              }
            });
  }

  /** A call failed: because the browser has ended, or because the page is none that it prints. */
  private void failed(Throwable cause) {
    if (!browser.isUsable()) {
      gone();
      return;
    }
    String shown = shown(cause);
    boolean crashed = CRASHES.stream().anyMatch(shown::contains);
    reject(
        crashed ? FailureCode.RENDER_CRASHED : FailureCode.RENDER_FAILED,
        crashed
            ? "The page has ended the browser's renderer"
            : "The browser could not print the page: " + shown);
  }

  private static String shown(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return text.substring(0, Math.min(text.length(), 200));
  }

  private void measure() {
    if (measuring || result.future().isComplete()) {
      return;
    }
    measuring = true;
    vertx
        .executeBlocking(browser.process()::usage, false)
        .onComplete(
            (usage, unknown) -> {
              measuring = false;
              if (usage == null || result.future().isComplete()) {
                return;
              }
              if (usage.bytes() > (long) options.memoryMb() << 20) {
                browser.end(BrowserEnd.OUT_OF_MEMORY);
                gone();
              } else if (usage.processes() > MAX_PROCESSES) {
                browser.end(BrowserEnd.TOO_MANY_PROCESSES);
                gone();
              }
            });
  }

  private void gone() {
    switch (browser.reason()) {
      case OUT_OF_MEMORY ->
          reject(
              FailureCode.RENDER_OUT_OF_MEMORY,
              "The page takes more than the %,d MB that a browser may have"
                  .formatted(options.memoryMb()));
      case TOO_MANY_PROCESSES ->
          reject(
              FailureCode.RENDER_FAILED,
              "The page starts more than the %d processes that a browser may have"
                  .formatted(MAX_PROCESSES));
      case RENEWED -> result.tryFail(new IllegalStateException("The browsers are closed"));
      default -> reject(FailureCode.RENDER_CRASHED, "The page has ended the browser");
    }
  }

  private void reject(FailureCode code, String message) {
    result.tryComplete(new Printed.Rejected(code, message, millis()));
  }

  private long millis() {
    return Duration.ofNanos(System.nanoTime() - fromNanos).toMillis();
  }
}
