package dev.hookpress.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A built-in HTTP receiver on loopback. Acknowledges every callback in a way that all dialects
 * accept, and passes it to a listener. It also serves a web page that can be rendered to a PDF.
 */
public final class Inbox implements AutoCloseable {
  // Larger than any callback that Hookpress sends; the rest is not read.
  private static final int MAX_BODY_BYTES = 1 << 20;
  // Callbacks not yet taken by the demonstration; the oldest are dropped.
  private static final int MAX_KEPT = 100;

  private static final byte[] ACKNOWLEDGED = "{\"ack\":\"done\"}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PAGE =
      """
      <!doctype html><html><head><title>The inbox</title><style>
        body { font-family: Inter, sans-serif; color: #1f2937 }
      </style></head><body><h1>The inbox</h1>
      <p>Callbacks that come here are printed where Hookpress was started.</p></body></html>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final Consumer<Callback> listener;

  /** Also the lock for its own accesses. */
  private final Deque<Callback> kept = new ArrayDeque<>();

  /**
   * A received callback.
   *
   * @param headers by lower-case name
   */
  public record Callback(String path, Map<String, String> headers, byte[] body) {}

  private Inbox(HttpServer server, Consumer<Callback> listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Opens the inbox on 127.0.0.1.
   *
   * @param port 0 for any free port
   * @param listener receives each callback, on the inbox's own thread
   * @throws IOException if the port is taken
   */
  public static Inbox open(int port, Consumer<Callback> listener) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (IOException e) {
      throw new IOException(
          "the inbox's port "
              + port
              + " is taken ("
              + e.getMessage()
              + "); choose another with HOOKPRESS_STANDALONE_INBOX_PORT, or 0 for any",
          e);
    }
    Inbox inbox = new Inbox(server, listener);
    server.createContext("/", inbox::take);
    server.start();
    return inbox;
  }

  /** The inbox's URL for the path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /**
   * Removes and returns the next request to that path; empty if none arrives in time. Requests to
   * other paths stay.
   */
  public Optional<Callback> next(String path, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (kept) {
      while (true) {
        Optional<Callback> next = kept.stream().filter(one -> one.path().equals(path)).findFirst();
        long leftMillis = (end - System.nanoTime()) / 1_000_000;
        if (next.isPresent() || leftMillis <= 0) {
          next.ifPresent(kept::remove);
          return next;
        }
        kept.wait(leftMillis);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        answer(exchange, "text/html; charset=utf-8", PAGE);
        return;
      }
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        body = in.readNBytes(MAX_BODY_BYTES);
      }
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      Callback callback =
          new Callback(exchange.getRequestURI().getPath(), Map.copyOf(headers), body);
      keep(callback);
      listener.accept(callback);
      answer(exchange, "application/json", ACKNOWLEDGED);
    }
  }

  private void keep(Callback callback) {
    synchronized (kept) {
      if (kept.size() == MAX_KEPT) {
        kept.removeFirst();
      }
      kept.addLast(callback);
      kept.notifyAll();
    }
  }

  private static void answer(HttpExchange exchange, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
