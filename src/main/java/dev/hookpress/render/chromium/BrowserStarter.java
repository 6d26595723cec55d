package dev.hookpress.render.chromium;

import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.process.Restrictions;
import dev.hookpress.render.scratch.ScratchDirectory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts browsers. Thread-safe. */
final class BrowserStarter {
  private static final long PROBE_SECONDS = 30;
  private static final int SHOWN_CHARACTERS = 300;

  /** What the browser says of a sandbox that it cannot set up. */
  private static final List<String> SANDBOX =
      List.of("--no-sandbox", "No usable sandbox", "sys_chroot", "Failed to move to new namespace");

  private final BrowserOptions options;
  private final MachineFonts machine;

  /** Starts programs. The system ends them when the thread that has started them ends. */
  private final ExecutorService spawner =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "chromium-spawner");
            thread.setDaemon(true);
            return thread;
          });

  /** Browsers that are not ready yet. */
  private final Set<BrowserProcess> starting = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;
  private volatile Restrictions restrictions;
  private volatile ScratchDirectory directories;
  private volatile Path fonts;

  BrowserStarter(BrowserOptions options, Restrictions restrictions, MachineFonts machine) {
    this.options = options;
    this.machine = machine;
    this.restrictions = restrictions;
  }

  Restrictions restrictions() {
    return restrictions;
  }

  /**
   * Starts a browser with the restrictions that this system offers, and ends it. Blocking.
   *
   * @return its name and version
   * @throws UncheckedIOException with the reason if it cannot be started
   */
  String probe(Vertx vertx) {
    Path path = Path.of(options.path());
    if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
      throw fault("render.chromium.path: " + path + " is not a program that this user may run");
    }
    try {
      directories = ScratchDirectory.create("hookpress-browser-");
      fonts = BrowserFonts.write(directories.path(), options.fontsDir().map(Path::of), machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return version(vertx);
    } catch (UncheckedIOException restricted) {
      if (restrictions.prefix().isEmpty()) {
        throw restricted;
      }
      restrictions = Restrictions.NONE;
      return version(vertx);
    }
  }

  private String version(Vertx vertx) {
    Context context = vertx.getOrCreateContext();
    Promise<String> version = Promise.promise();
    next(vertx, context)
        .onComplete(
            (browser, cause) -> {
              if (browser == null) {
                version.fail(cause);
                return;
              }
              browser
                  .ready()
                  .onComplete(
                      done -> {
                        browser.end(BrowserEnd.RENEWED);
                        version.handle(done);
                      });
            });
    try {
      return version
          .future()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PROBE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw fault("render.chromium.path: " + options.path() + ": " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw fault("render.chromium.path: " + options.path() + " does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault("Interrupted");
    }
  }

  private static UncheckedIOException fault(String message) {
    return new UncheckedIOException(new IOException(message));
  }

  /** Starts a browser; completes on the context when it is ready. */
  Future<Browser> next(Vertx vertx, Context context) {
    Promise<Browser> started = Promise.promise();
    spawner.execute(
        () -> {
          try {
            Path directory = Files.createTempDirectory(directories.path(), "browser-");
            Process process =
                BrowserCommand.builder(options, restrictions, directory, fonts).start();
            BrowserProcess browser = new BrowserProcess(process, directory);
            starting.add(browser);
            if (closed) {
              browser.end(BrowserEnd.RENEWED);
            }
            context.runOnContext(here -> connect(vertx, context, browser, started));
          } catch (IOException | RuntimeException e) {
            context.runOnContext(here -> started.fail(e));
          }
        });
    return started.future();
  }

  private void connect(
      Vertx vertx, Context context, BrowserProcess process, Promise<Browser> started) {
    DevTools devTools =
        new DevTools(
            vertx, context, process.answers(), process.requests(), "chromium-" + process.pid());
    Browser browser = new Browser(process, devTools);
    browser
        .ready()
        .onSuccess(
            ready -> {
              starting.remove(process);
              started.tryComplete(browser);
            })
        .onFailure(
            cause -> {
              browser.end(BrowserEnd.NOT_STARTED);
              // Its last words may be under way still.
              vertx
                  .<Void>executeBlocking(
                      () -> {
                        process.awaitEnd();
                        starting.remove(process);
                        return null;
                      },
                      false)
                  .onComplete(gone -> started.tryFail(new IOException(why(process.errors()))));
            });
  }

  private static String why(String errors) {
    if (SANDBOX.stream().anyMatch(errors::contains)) {
      return "the browser's sandbox cannot be used here (as root, without user namespaces, or if the"
          + " container's seccomp profile forbids them); run the node as another user, permit them,"
          + " or set render.chromium.noSandbox=true";
    }
    String shown = errors.strip();
    return "the browser ended before it was ready: "
        + (shown.length() > SHOWN_CHARACTERS ? shown.substring(0, SHOWN_CHARACTERS) + "…" : shown);
  }

  /** Ends the browsers that are being started, and waits until they are gone. Blocking. */
  void awaitStarts() {
    closed = true;
    spawner.shutdown();
    try {
      if (!spawner.awaitTermination(PROBE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A browser is being started and does not return");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (BrowserProcess process : Set.copyOf(starting)) {
      process.end(BrowserEnd.RENEWED);
      process.awaitEnd();
    }
  }

  /** Removes the directories of the browsers, which have ended. Blocking. */
  void close() {
    spawner.shutdown();
    if (directories != null) {
      directories.remove();
    }
  }
}
