package dev.hookpress.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An HTTP/1.1 server on a plain socket, with many hooks behind one origin: it counts requests by
 * path and query, and answers each as a script says, or never.
 */
public final class PathReceiver implements AutoCloseable, AfterEachCallback {
  private static final int BACKLOG = 200;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile Function<String, Optional<String>> script;

  private PathReceiver(ServerSocket server, Function<String, Optional<String>> script) {
    this.server = server;
    this.script = script;
  }

  /**
   * Starts one on loopback.
   *
   * @param script from path and query to the status line's rest and headers, such as {@code 503
   *     Busy\r\nRetry-After: 30}; empty: no answer, and the connection stays open
   */
  public static PathReceiver start(Function<String, Optional<String>> script) {
    try {
      PathReceiver receiver =
          new PathReceiver(
              new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1")), script);
      receiver.threads.execute(receiver::accept);
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the script. */
  public void answer(Function<String, Optional<String>> newScript) {
    script = newScript;
  }

  /** The URL of a path and query of this server. */
  public URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + target);
  }

  /** How many requests for a path and query have come so far. */
  public int count(String target) {
    AtomicInteger count = counts.get(target);
    return count == null ? 0 : count.get();
  }

  /** How many requests have come so far. */
  public int count() {
    return counts.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        readRest(in);
        String target = line.split(" ")[1];
        counts.computeIfAbsent(target, one -> new AtomicInteger()).incrementAndGet();
        Optional<String> answer = script.apply(target);
        if (answer.isPresent()) {
          String head = "HTTP/1.1 " + answer.get() + "\r\nContent-Length: 0\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException closed) {
      // The other side has given up, or the test is over.
    }
  }

  private static void readRest(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    for (int read = 0; read < length; read++) {
      in.read();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
