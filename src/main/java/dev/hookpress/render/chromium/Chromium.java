package dev.hookpress.render.chromium;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.prepared.BrowserSource;
import dev.hookpress.render.process.Restrictions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browsers of a node. Each renders one document at a time, so that a document can be ended with
 * its browser and what a browser does is one document's doing. Started when they are needed; one
 * whose document failed, or that has rendered many, is replaced. Thread-safe: its state is confined
 * to a context of its own.
 */
public final class Chromium implements PageBrowser {
  private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);

  /** After it, an idle browser is ended: it has hundreds of megabytes. */
  private static final long IDLE_MILLIS = 60_000;

  /** Observes the browsers, for metrics. */
  public interface Events {
    /**
     * A browser has finished a document.
     *
     * @param failure empty for success
     * @param took without the wait for a browser
     */
    void rendered(Optional<FailureCode> failure, Duration took);

    /** A browser has ended. */
    void ended(BrowserEnd reason);

    /** So many browsers live, and so many documents wait for one. */
    void now(int browsers, int waiting);
  }

  private final Vertx vertx;
  private final Context context;
  private final BrowserOptions options;
  private final int maxOutputBytes;
  private final BrowserStarter starter;
  private final Events events;

  /** Guarded by itself: also asked from other threads. */
  private final WaitingDocuments waiting;

  private final Deque<Browser> idle = new ArrayDeque<>();
  private final Set<Browser> all = new HashSet<>();

  /** Browsers whose processes have not ended yet. */
  private final Set<Browser> ending = new HashSet<>();

  private int starting;
  private boolean closed;

  private Chromium(
      Vertx vertx,
      BrowserOptions options,
      int maxOutputBytes,
      BrowserStarter starter,
      Events events) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.options = options;
    this.maxOutputBytes = maxOutputBytes;
    this.starter = starter;
    this.events = events;
    this.waiting = new WaitingDocuments(options.maxWaiting(), System::nanoTime);
  }

  /**
   * Starts a browser, to know that it can be started, and ends it. Must not be called on a
   * verticle's thread. Blocking, within some seconds.
   *
   * @throws UncheckedIOException if it cannot be started, with the reason
   */
  public static Chromium start(
      Vertx vertx, BrowserOptions options, int maxOutputBytes, Events events) {
    return start(
        vertx,
        options,
        maxOutputBytes,
        events,
        Restrictions.probeForBrowser(),
        MachineFonts.find());
  }

  /** The same, with these restrictions of the system, and these fonts. */
  static Chromium start(
      Vertx vertx,
      BrowserOptions options,
      int maxOutputBytes,
      Events events,
      Restrictions restrictions,
      MachineFonts machine) {
    BrowserStarter starter = new BrowserStarter(options, restrictions, machine);
    try {
      String version = starter.probe(vertx);
      LOG.info(
          "Documents that the fast engine does not understand are rendered by {}, in at most {}"
              + " processes of {} MB each; used: {}; not offered here: {}",
          version,
          options.processes(),
          options.memoryMb(),
          String.join(", ", starter.restrictions().used()),
          String.join(", ", starter.restrictions().unused()));
      if (options.noSandbox()) {
        LOG.warn(
            "The browser runs without its sandbox (render.chromium.noSandbox): a page that breaks"
                + " out of the browser's engine has the rights of this node's user");
      }
      return new Chromium(vertx, options, maxOutputBytes, starter, events);
    } catch (UncheckedIOException e) {
      starter.close();
      throw e;
    }
  }

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public boolean hasRoom(ClientId client) {
    return waiting.hasRoom(client);
  }

  @Override
  public Future<Printed> print(Job job) {
    Context caller = vertx.getOrCreateContext();
    Promise<Printed> result = Promise.promise();
    Job hopping =
        new Job(
            job.client(),
            job.options(),
            job.pages(),
            job.files(),
            onContext(caller, job.sources()));
    WaitingDocuments.Waiting entry = waiting.add(hopping);
    long timer =
        vertx.setTimer(
            options.longestWait().toMillis(),
            late -> {
              if (waiting.remove(entry)) {
                entry.result().tryFail(new IllegalStateException("No browser was free in time"));
              }
            });
    entry
        .result()
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              caller.runOnContext(back -> result.handle(done));
            });
    context.runOnContext(now -> next());
    return result.future();
  }

  /** Fetches on the caller's context and completes on this one. */
  private Function<URI, Future<BrowserSource>> onContext(
      Context caller, Function<URI, Future<BrowserSource>> sources) {
    return uri -> {
      Promise<BrowserSource> fetched = Promise.promise();
      caller.runOnContext(
          there ->
              sources
                  .apply(uri)
                  .onComplete(done -> context.runOnContext(here -> fetched.handle(done))));
      return fetched.future();
    };
  }

  /** Gives waiting documents to browsers, and starts browsers for the others. */
  private void next() {
    while (!closed && !waiting.isEmpty()) {
      Browser browser = idle.pollFirst();
      if (browser == null) {
        if (all.size() + starting < options.processes() && starting < waiting.size()) {
          startOne();
        }
        break;
      }
      if (browser.isUsable()) {
        waiting.next().ifPresent(entry -> run(browser, entry));
      } else {
        discard(browser);
      }
    }
    events.now(all.size(), waiting.size());
  }

  private void startOne() {
    starting++;
    starter
        .next(vertx, context)
        .onComplete(
            (browser, cause) -> {
              starting--;
              if (browser != null) {
                started(browser);
              } else if (!closed) {
                events.ended(BrowserEnd.NOT_STARTED);
                LOG.warn("A browser could not be started: {}", cause.getMessage());
                waiting
                    .next()
                    .ifPresent(entry -> entry.result().tryFail(new IllegalStateException(cause)));
              }
              next();
            });
    next();
  }

  private void started(Browser browser) {
    if (closed) {
      browser.end(BrowserEnd.RENEWED);
      return;
    }
    all.add(browser);
    idle.addFirst(browser);
    endWhenIdle(browser, browser.documents());
  }

  private void run(Browser browser, WaitingDocuments.Waiting entry) {
    long from = System.nanoTime();
    new DocumentPrint(vertx, browser, entry.job(), options, maxOutputBytes)
        .run()
        .onComplete(
            done -> {
              Duration took = Duration.ofNanos(System.nanoTime() - from);
              boolean timedOut =
                  done.succeeded()
                      && done.result() instanceof Printed.Rejected no
                      && no.code() == FailureCode.RENDER_TIMEOUT;
              waiting.charge(entry.job().client(), took, timedOut);
              if (done.succeeded()) {
                events.rendered(failure(done.result()), took);
              }
              entry.result().handle(done);
              boolean good = done.succeeded() && done.result() instanceof Printed.Pdfs;
              if (good && browser.isUsable() && browser.documents() < options.maxDocuments()) {
                idle.addFirst(browser);
                endWhenIdle(browser, browser.documents());
              } else {
                browser.end(BrowserEnd.RENEWED);
                discard(browser);
              }
              next();
            });
  }

  private static Optional<FailureCode> failure(Printed printed) {
    return printed instanceof Printed.Rejected no ? Optional.of(no.code()) : Optional.empty();
  }

  private void endWhenIdle(Browser browser, int documents) {
    vertx.setTimer(
        IDLE_MILLIS,
        later ->
            context.runOnContext(
                now -> {
                  if (browser.documents() == documents && idle.remove(browser)) {
                    browser.end(BrowserEnd.RENEWED);
                    discard(browser);
                  }
                }));
  }

  private void discard(Browser browser) {
    browser.end(BrowserEnd.CRASHED);
    if (all.remove(browser)) {
      events.ended(browser.reason());
      ending.add(browser);
      browser.process().onGone(() -> context.runOnContext(now -> ending.remove(browser)));
    }
    events.now(all.size(), waiting.size());
  }

  @Override
  public Future<Void> close() {
    Promise<Void> ended = Promise.promise();
    context.runOnContext(
        now -> {
          closed = true;
          List<Browser> left = new ArrayList<>(all);
          left.addAll(ending);
          all.clear();
          idle.clear();
          left.forEach(browser -> browser.end(BrowserEnd.RENEWED));
          for (Optional<WaitingDocuments.Waiting> entry = waiting.next();
              entry.isPresent();
              entry = waiting.next()) {
            entry.get().result().tryFail(new IllegalStateException("The browsers are closed"));
          }
          vertx
              .<Void>executeBlocking(
                  () -> {
                    // First: a browser that is being started is ended when it is there.
                    starter.awaitStarts();
                    left.forEach(Browser::awaitEnd);
                    starter.close();
                    return null;
                  },
                  false)
              .onComplete(ended);
        });
    return ended.future();
  }
}
