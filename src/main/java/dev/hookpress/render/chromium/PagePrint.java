package dev.hookpress.render.chromium;

import dev.hookpress.job.document.EngineOptions.Place;
import dev.hookpress.job.document.EngineOptions.Wait;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.prepared.BrowserPage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Loads one page in a browser context of its own, waits for what its options name, and prints it.
 * It bounds nothing but the size of the PDF: whoever runs it ends the browser at its deadline.
 * Confined to the context of its client.
 */
final class PagePrint {
  /** As browsers and their drivers define an idle network. */
  private static final Duration IDLE = Duration.ofMillis(500);

  /** The page is printed when it is ready; while it prints itself it could not be. */
  private static final String NO_DIALOG_TO_PRINT = "window.print = () => {};";

  private static final long POLL_MILLIS = 50;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int MAX_TITLE_CHARACTERS = 1_024;

  private final Vertx vertx;
  private final DevTools devTools;
  private final RequestDoor door;
  private final RenderOptions options;
  private final int maxOutputBytes;

  /** For calls that wait for the page: the browser is ended before. */
  private final Duration deadline;

  private final Promise<Void> loaded = Promise.promise();
  private final Promise<Printed> broken = Promise.promise();
  private String target = "";
  private String session = "";
  private boolean navigated;

  /** The frame of the page; empty before the page is there. */
  private String mainFrame = "";

  /** The page as a PDF. */
  record Printed(byte[] pdf, Optional<String> title) {}

  /** A page that cannot be printed, and why: a message for the client. */
  static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final FailureCode code;

    Unprintable(FailureCode code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    FailureCode code() {
      return code;
    }
  }

  PagePrint(
      Vertx vertx,
      DevTools devTools,
      RequestDoor door,
      RenderOptions options,
      int maxOutputBytes,
      Duration deadline) {
    this.vertx = vertx;
    this.devTools = devTools;
    this.door = door;
    this.options = options;
    this.maxOutputBytes = maxOutputBytes;
    this.deadline = deadline;
  }

  /** Prints a page. Fails with {@link Unprintable}, or with a failure of the browser. */
  Future<Printed> print(BrowserPage page) {
    door.show(page);
    Future<Printed> printed =
        devTools
            .call(
                "Target.createBrowserContext",
                new JsonObject().put("disposeOnDetach", true),
                deadline)
            .map(made -> made.getString("browserContextId"))
            .compose(
                context ->
                    open(context)
                        .compose(opened -> load(page))
                        .compose(it -> waits())
                        .compose(it -> pdf())
                        .compose(it -> dispose(context).map(it)));
    printed.onSuccess(broken::tryComplete).onFailure(broken::tryFail);
    return broken.future();
  }

  /** Takes an event of the browser or of one of its targets. */
  void event(String from, String method, JsonObject parameters) {
    switch (method) {
      case "Page.loadEventFired" -> {
        if (navigated && from.equals(session)) {
          loaded.tryComplete();
        }
      }
      case "Page.frameNavigated" -> {
        JsonObject frame = parameters.getJsonObject("frame", new JsonObject());
        if (navigated && from.equals(session) && frame.getString("parentId") == null) {
          mainFrame = frame.getString("id", "");
        }
      }
      case "Page.frameStoppedLoading" -> {
        // A page that is led elsewhere in vain while it loads has no other event.
        if (from.equals(session) && mainFrame.equals(parameters.getString("frameId"))) {
          loaded.tryComplete();
        }
      }
      case "Page.javascriptDialogOpening" ->
          // It blocks the page until it is answered.
          devTools.call(
              from, "Page.handleJavaScriptDialog", new JsonObject().put("accept", false), deadline);
      case "Inspector.targetCrashed" -> crashed();
      case "Target.targetCrashed" -> {
        // Told before the page's own domains are on, too.
        if (target.equals(parameters.getString("targetId"))) {
          crashed();
        }
      }
      case "Target.targetCreated" -> closeOther(parameters);
      default -> {}
    }
  }

  private void crashed() {
    broken.tryFail(
        new Unprintable(FailureCode.RENDER_CRASHED, "The page has ended the browser's renderer"));
  }

  /** A window that the page opens is printed by nobody. */
  private void closeOther(JsonObject parameters) {
    JsonObject opened = parameters.getJsonObject("targetInfo", new JsonObject());
    if (opened.getString("type", "").equals("page")
        && !target.isEmpty()
        && !target.equals(opened.getString("targetId"))) {
      devTools.call(
          "Target.closeTarget",
          new JsonObject().put("targetId", opened.getString("targetId")),
          deadline);
    }
  }

  private Future<Void> open(String context) {
    JsonObject window = PrintParameters.window(options);
    return devTools
        .call(
            "Browser.setDownloadBehavior",
            new JsonObject().put("behavior", "deny").put("browserContextId", context),
            deadline)
        .compose(
            denied ->
                devTools.call(
                    "Target.createTarget",
                    new JsonObject()
                        .put("url", "about:blank")
                        .put("browserContextId", context)
                        .put("width", window.getInteger("width"))
                        .put("height", window.getInteger("height")),
                    deadline))
        .compose(
            made -> {
              target = made.getString("targetId", "");
              return devTools.call(
                  "Target.attachToTarget",
                  new JsonObject().put("targetId", target).put("flatten", true),
                  deadline);
            })
        .compose(
            attached -> {
              session = attached.getString("sessionId");
              return call("Page.enable", new JsonObject());
            })
        .compose(enabled -> call("Inspector.enable", new JsonObject()))
        .compose(
            enabled ->
                call(
                    "Emulation.setEmulatedMedia",
                    new JsonObject().put("media", options.print().screen() ? "screen" : "print")))
        .compose(set -> call("Emulation.setDeviceMetricsOverride", window))
        .compose(set -> place(options.engine().place()))
        .compose(set -> globals())
        .mapEmpty();
  }

  /** Language and time zone hold for the page's own process, and end with it. */
  private Future<?> place(Place place) {
    return place
        .locale()
        .<Future<?>>map(this::locale)
        .orElse(Future.succeededFuture())
        .compose(
            set ->
                place
                    .timeZone()
                    .map(
                        zone ->
                            call(
                                "Emulation.setTimezoneOverride",
                                new JsonObject().put("timezoneId", zone)))
                    .orElse(Future.succeededFuture()));
  }

  private Future<?> locale(String tag) {
    // One for dates and numbers, the other for navigator.language.
    return call(
            "Emulation.setLocaleOverride", new JsonObject().put("locale", tag.replace('-', '_')))
        .compose(set -> devTools.call("Browser.getVersion", new JsonObject(), deadline))
        .compose(
            version ->
                call(
                    "Emulation.setUserAgentOverride",
                    new JsonObject()
                        .put("userAgent", version.getString("userAgent", ""))
                        .put("acceptLanguage", tag)));
  }

  /** What the page finds before any script of its own runs. */
  private Future<?> globals() {
    String data = options.engine().dataJson().map(json -> "var json = " + json + ";").orElse("");
    return call(
        "Page.addScriptToEvaluateOnNewDocument",
        new JsonObject().put("source", NO_DIALOG_TO_PRINT + data));
  }

  private Future<JsonObject> call(String method, JsonObject parameters) {
    return devTools.call(session, method, parameters, deadline);
  }

  private Future<Void> load(BrowserPage page) {
    navigated = true;
    return call("Page.navigate", new JsonObject().put("url", RequestDoor.address(page)))
        .compose(
            begun -> {
              String error = begun.getString("errorText", "");
              return error.isEmpty()
                  ? loaded.future()
                  : Future.failedFuture(
                      new Unprintable(
                          FailureCode.RENDER_FAILED, "The browser could not load the page"));
            });
  }

  private Future<Void> waits() {
    Wait wait = options.engine().waits();
    long limitNanos =
        wait.atMostMilliseconds() == 0
            ? Long.MAX_VALUE
            : System.nanoTime() + Duration.ofMillis(wait.atMostMilliseconds()).toNanos();
    return (wait.networkIdle()
            ? until(limitNanos, () -> Future.succeededFuture(door.hasBeenIdleFor(IDLE)))
            : Future.<Void>succeededFuture())
        .compose(
            idle ->
                wait.selector()
                    .map(
                        it -> "!!document.querySelector(" + JsonObject.of("s", it).encode() + ".s)")
                    .map(it -> until(limitNanos, () -> isTrue(it, "wait.selector")))
                    .orElse(Future.succeededFuture()))
        .compose(
            found ->
                wait.expression()
                    .map(it -> until(limitNanos, () -> isTrue(it, "wait.expression")))
                    .orElse(Future.succeededFuture()))
        .compose(isTrue -> delay(wait.milliseconds()))
        .compose(
            later ->
                options
                    .engine()
                    .script()
                    .map(it -> evaluate(it, "The script").<Void>mapEmpty())
                    .orElse(Future.succeededFuture()))
        .compose(
            run ->
                evaluate("document.fonts.ready.then(() => true)", "The page's fonts").mapEmpty());
  }

  /** One look at a condition. */
  private interface Look {
    Future<Boolean> at();
  }

  private Future<Void> until(long limitNanos, Look condition) {
    Promise<Void> held = Promise.promise();
    look(limitNanos, condition, held);
    return held.future();
  }

  /** Not by composing Futures: there may be thousands of looks. */
  private void look(long limitNanos, Look condition, Promise<Void> held) {
    condition
        .at()
        .onComplete(
            (holds, cause) -> {
              if (cause != null) {
                held.tryFail(cause);
              } else if (holds
                  || limitNanos != Long.MAX_VALUE && System.nanoTime() - limitNanos >= 0) {
                held.tryComplete();
              } else if (!broken.future().isComplete()) {
                vertx.setTimer(POLL_MILLIS, later -> look(limitNanos, condition, held));
              }
            });
  }

  private Future<Void> delay(long millis) {
    return millis == 0 ? Future.succeededFuture() : vertx.timer(millis).mapEmpty();
  }

  private Future<Boolean> isTrue(String expression, String name) {
    return evaluate("!!(" + expression + ")", name).map(Boolean.TRUE::equals);
  }

  private Future<Object> evaluate(String expression, String name) {
    return call(
            "Runtime.evaluate",
            new JsonObject()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true))
        .map(
            result -> {
              if (result.containsKey("exceptionDetails")) {
                throw new Unprintable(
                    FailureCode.RENDER_FAILED, name + " throws an exception in the page");
              }
              return result.getJsonObject("result", new JsonObject()).getValue("value");
            });
  }

  private Future<Printed> pdf() {
    String about =
        "[document.title, Math.max(document.documentElement.scrollHeight,"
            + " document.body ? document.body.scrollHeight : 0)]";
    return call(
            "Runtime.evaluate",
            new JsonObject().put("expression", about).put("returnByValue", true))
        .compose(
            known -> {
              var values = known.getJsonObject("result").getJsonArray("value");
              String title = values.getValue(0) instanceof String text ? text : "";
              double height =
                  values.getValue(1) instanceof Number pixels ? pixels.doubleValue() : 0;
              return call("Page.printToPDF", PrintParameters.of(options, height))
                  .compose(made -> read(made.getString("stream"), Buffer.buffer()))
                  .map(pdf -> new Printed(pdf.getBytes(), shown(title)));
            });
  }

  private static Optional<String> shown(String title) {
    String text = title.strip();
    return Optional.of(text.substring(0, Math.min(text.length(), MAX_TITLE_CHARACTERS)))
        .filter(it -> !it.isEmpty());
  }

  private Future<Buffer> read(String stream, Buffer sofar) {
    return call("IO.read", new JsonObject().put("handle", stream).put("size", CHUNK_BYTES))
        .compose(
            chunk -> {
              String data = chunk.getString("data", "");
              sofar.appendBytes(
                  chunk.getBoolean("base64Encoded", false)
                      ? Base64.getDecoder().decode(data)
                      : data.getBytes(StandardCharsets.ISO_8859_1));
              if (sofar.length() > maxOutputBytes) {
                return Future.failedFuture(
                    new Unprintable(
                        FailureCode.LIMIT_BYTES,
                        "The PDF has more than %,d bytes".formatted(maxOutputBytes)));
              }
              return chunk.getBoolean("eof", true)
                  ? call("IO.close", new JsonObject().put("handle", stream)).map(sofar)
                  : read(stream, sofar);
            });
  }

  private Future<?> dispose(String context) {
    return devTools.call(
        "Target.disposeBrowserContext",
        new JsonObject().put("browserContextId", context),
        deadline);
  }
}
