package dev.hookpress.render.chromium;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.BrowserSource;
import dev.hookpress.render.prepared.ResourceUri;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers every request of a document's pages, whatever in them makes it: a frame, a worker, a
 * style. The browser pauses each one ({@code Fetch.requestPaused}); none goes to a network. What
 * may be fetched is fetched by this node. Confined to the context of its client.
 */
final class RequestDoor {
  /** The address of a page that has none. */
  static final String NO_ADDRESS = "https://document.invalid/";

  private static final String ZIP_DOMAIN = ".zip.invalid";
  private static final int MAX_REQUESTS = 2_000;
  private static final int MAX_CONCURRENT_FETCHES = 6;
  private static final int MAX_MISSING = 20;
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(10);

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("js", "text/javascript"),
          Map.entry("mjs", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"));

  private final DevTools devTools;
  private final Map<URI, byte[]> files;
  private final Optional<String> dataJson;
  private final Function<URI, Future<BrowserSource>> sources;
  private final Consumer<String> tooMuch;

  /** Sources by the address to which their own redirected. */
  private final Map<URI, BrowserSource.Found> redirected = new HashMap<>();

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private Optional<BrowserPage> page = Optional.empty();
  private int underWay;
  private int fetching;
  private int requests;
  private long lastEndNanos = System.nanoTime();

  /**
   * Creates the door of one document.
   *
   * @param files that are found at their addresses
   * @param dataJson what {@code json.js} beside a page of a ZIP defines
   * @param sources fetches everything else
   * @param tooMuch called once if the pages make too many requests
   */
  RequestDoor(
      DevTools devTools,
      Map<URI, byte[]> files,
      Optional<String> dataJson,
      Function<URI, Future<BrowserSource>> sources,
      Consumer<String> tooMuch) {
    this.devTools = devTools;
    this.files = files;
    this.dataJson = dataJson;
    this.sources = sources;
    this.tooMuch = tooMuch;
  }

  /**
   * The address under which a page is loaded: always http or https. The process that has prepared
   * the page is not trusted with it, as it has read the page.
   */
  static String address(BrowserPage page) {
    return ResourceUri.resolve("", page.baseUri()).isPresent() ? page.baseUri() : NO_ADDRESS;
  }

  /** Answers the next requests for its address with this page. */
  void show(BrowserPage next) {
    page = Optional.of(next);
  }

  /** Whether no request has been under way for this time. */
  boolean hasBeenIdleFor(Duration time) {
    return underWay == 0 && System.nanoTime() - lastEndNanos >= time.toNanos();
  }

  /** What the pages asked for and did not get. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** Answers a paused request. */
  void answer(JsonObject paused) {
    requests++;
    underWay++;
    if (requests == MAX_REQUESTS) {
      tooMuch.accept("The page makes more than %,d requests".formatted(MAX_REQUESTS));
    }
    String id = paused.getString("requestId");
    JsonObject request = paused.getJsonObject("request", new JsonObject());
    String url = request.getString("url", "");
    Optional<URI> uri = ResourceUri.resolve("", url);
    Optional<String> refusal =
        requests > MAX_REQUESTS ? Optional.of("") : refusal(request, uri, url);
    // A page stays where it is if what it leads to is aborted.
    boolean page = paused.getString("resourceType", "").equals("Document");
    if (refusal.isPresent()) {
      missing(refusal.get());
      fail(id, page ? "Aborted" : "BlockedByClient");
      return;
    }
    URI wanted = uri.orElseThrow();
    Optional<BrowserSource.Found> here = here(wanted);
    if (here.isPresent()) {
      fulfill(id, wanted, here.get());
    } else if (isLocal(wanted)) {
      // Browsers ask every site for its icon.
      if (!"/favicon.ico".equals(wanted.getPath())) {
        missing(ResourceUri.shown(wanted.getPath()) + " is not a file of the document");
      }
      respond(id, 404, "text/plain", new byte[0]);
    } else {
      waiting.add(() -> fetch(id, wanted, page ? "Aborted" : "Failed"));
      fetchNext();
    }
  }

  private static Optional<String> refusal(JsonObject request, Optional<URI> uri, String url) {
    JsonObject headers = request.getJsonObject("headers", new JsonObject());
    if (uri.isEmpty()) {
      return Optional.of(ResourceUri.shown(url) + " is not an http or https address");
    }
    if (headers.containsKey("Service-Worker")) {
      return Optional.of(ResourceUri.shown(url) + ": service workers are not run");
    }
    String method = request.getString("method", "");
    return method.equals("GET")
        ? Optional.empty()
        : Optional.of(
            "%s %s was not sent: a page that is printed may only read"
                .formatted(shortened(method), ResourceUri.shown(url)));
  }

  private static String shortened(String method) {
    return method.length() <= 10 ? method : "A request to";
  }

  private static boolean isLocal(URI uri) {
    String host = String.valueOf(uri.getHost());
    return host.endsWith(ZIP_DOMAIN) || uri.toString().startsWith(NO_ADDRESS);
  }

  /** What the node has already: the page, a file of its ZIP, or what a redirect led to. */
  private Optional<BrowserSource.Found> here(URI uri) {
    Optional<BrowserPage> own =
        page.filter(it -> ResourceUri.resolve("", address(it)).equals(Optional.of(uri)));
    if (own.isPresent()) {
      return Optional.of(
          new BrowserSource.Found(own.get().html(), "text/html", own.get().charset(), uri));
    }
    byte[] file = files.get(uri);
    if (file == null
        && dataJson.isPresent()
        && isLocal(uri)
        && uri.getPath().endsWith("/json.js")) {
      file = ("var json = " + dataJson.get() + ";").getBytes(StandardCharsets.UTF_8);
    }
    return file == null
        ? Optional.ofNullable(redirected.get(uri))
        : Optional.of(new BrowserSource.Found(file, type(uri), Optional.empty(), uri));
  }

  private static String type(URI uri) {
    String path = uri.getPath();
    return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "");
  }

  private void fetchNext() {
    while (fetching < MAX_CONCURRENT_FETCHES && !waiting.isEmpty()) {
      fetching++;
      waiting.remove().run();
    }
  }

  private void fetch(String id, URI uri, String failure) {
    sources
        .apply(uri)
        .onComplete(
            (source, defect) -> {
              fetching--;
              if (source instanceof BrowserSource.Found found) {
                fulfill(id, uri, found);
              } else if (source instanceof BrowserSource.Absent absent) {
                missing(absent.message());
                if (absent.code() == FailureCode.SOURCE_HTTP_STATUS) {
                  respond(id, 404, "text/plain", new byte[0]);
                } else {
                  fail(id, failure);
                }
              } else {
                fail(id, failure);
              }
              fetchNext();
            });
  }

  private void fulfill(String id, URI uri, BrowserSource.Found found) {
    if (!found.finalUri().equals(uri)) {
      // The page must know where it is, lest its relative references lead elsewhere.
      redirected.put(found.finalUri(), found);
      send(
          "Fetch.fulfillRequest",
          new JsonObject()
              .put("requestId", id)
              .put("responseCode", 302)
              .put(
                  "responseHeaders",
                  new JsonArray().add(header("Location", found.finalUri().toString()))));
      return;
    }
    String charset = found.charset().map(Charset::name).map(it -> "; charset=" + it).orElse("");
    respond(id, 200, found.mediaType() + charset, found.bytes());
  }

  private void respond(String id, int status, String type, byte[] body) {
    JsonArray headers =
        new JsonArray()
            // There are no cookies or networks that the rule of one origin would protect.
            .add(header("Access-Control-Allow-Origin", "*"))
            .add(header("Content-Length", Integer.toString(body.length)));
    if (!type.isEmpty()) {
      headers.add(header("Content-Type", type));
    }
    send(
        "Fetch.fulfillRequest",
        new JsonObject()
            .put("requestId", id)
            .put("responseCode", status)
            .put("responseHeaders", headers)
            .put("body", Base64.getEncoder().encodeToString(body)));
  }

  private static JsonObject header(String name, String value) {
    return new JsonObject().put("name", name).put("value", value);
  }

  private void fail(String id, String reason) {
    send("Fetch.failRequest", new JsonObject().put("requestId", id).put("errorReason", reason));
  }

  /** A request that the page has given up in the meantime has no answer; that is no fault. */
  private void send(String method, JsonObject params) {
    devTools
        .call(method, params, ANSWER_BOUND)
        .onComplete(
            done -> {
              underWay--;
              lastEndNanos = System.nanoTime();
            });
  }

  private void missing(String message) {
    if (!message.isEmpty() && missing.size() < MAX_MISSING) {
      missing.add(message);
    }
  }
}
