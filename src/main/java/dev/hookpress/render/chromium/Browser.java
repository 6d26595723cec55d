package dev.hookpress.render.chromium;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** One browser: its processes and the client of its protocol. Confined to its client's context. */
final class Browser {
  private static final Duration START_BOUND = Duration.ofSeconds(20);

  private final BrowserProcess process;
  private final DevTools devTools;
  private Consumer<JsonObject> door = paused -> {};
  private DevTools.Listener page = (session, method, parameters) -> {};
  private Runnable onGone = () -> {};
  private boolean gone;
  private int documents;

  Browser(BrowserProcess process, DevTools devTools) {
    this.process = process;
    this.devTools = devTools;
  }

  /** Prepares the browser for documents; completes with its name and version. */
  Future<String> ready() {
    devTools.listen(this::event);
    devTools.onClosed(
        () -> {
          gone = true;
          process.end(BrowserEnd.CRASHED);
          onGone.run();
        });
    JsonObject everything =
        new JsonObject().put("patterns", JsonArray.of(new JsonObject().put("urlPattern", "*")));
    return devTools
        .call("Browser.getVersion", new JsonObject(), START_BOUND)
        .compose(
            version ->
                // Of the browser, not of a page: it covers frames and workers of every kind.
                devTools
                    .call("Fetch.enable", everything, START_BOUND)
                    .compose(
                        on ->
                            devTools.call(
                                "Target.setDiscoverTargets",
                                new JsonObject().put("discover", true),
                                START_BOUND))
                    .map(on -> version.getString("product", "a browser")));
  }

  private void event(String session, String method, JsonObject parameters) {
    if (method.equals("Fetch.requestPaused")) {
      door.accept(parameters);
    } else {
      page.event(session, method, parameters);
    }
  }

  DevTools devTools() {
    return devTools;
  }

  /** Begins a document; its events go to these until the next one begins. */
  void begin(Consumer<JsonObject> requests, Runnable onEnd) {
    documents++;
    door = requests;
    onGone = onEnd;
    if (gone) {
      onEnd.run();
    }
  }

  void show(DevTools.Listener events) {
    page = events;
  }

  /** Ends a document: what it still asks for is refused. */
  void finish() {
    onGone = () -> {};
    page = (session, method, parameters) -> {};
    door =
        paused ->
            devTools.call(
                "Fetch.failRequest",
                new JsonObject()
                    .put("requestId", paused.getString("requestId"))
                    .put("errorReason", "BlockedByClient"),
                START_BOUND);
  }

  boolean isUsable() {
    return !gone && process.isAlive();
  }

  int documents() {
    return documents;
  }

  BrowserProcess process() {
    return process;
  }

  BrowserEnd reason() {
    return process.reason();
  }

  void end(BrowserEnd reason) {
    process.end(reason);
    devTools.close();
  }

  /** Blocking, within some seconds. */
  void awaitEnd() {
    process.awaitEnd();
  }
}
