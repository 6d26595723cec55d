package dev.hookpress.support;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A receiver that writes raw bytes: it records requests, and writes what the test says at any time.
 */
public final class RawReceiver implements AutoCloseable, AfterEachCallback {
  private static final Duration LIFECYCLE = Duration.ofSeconds(20);

  /**
   * One request as it came.
   *
   * @param connection 1 for the first connection to this receiver
   * @param number 1 for the first request on its connection
   * @param headers names in lower case
   */
  public record Received(
      int connection, int number, String firstLine, Map<String, String> headers, String body) {}

  /** Answers a request; called on the receiver's only event loop, so it must not block. */
  public interface Script {
    void answer(Received request, Peer peer);
  }

  /** The other end of one connection. */
  public static final class Peer {
    private final Vertx vertx;
    private final NetSocket socket;

    Peer(Vertx vertx, NetSocket socket) {
      this.vertx = vertx;
      this.socket = socket;
    }

    /** Writes text, each character of it one byte. */
    public Peer write(String bytes) {
      socket.write(Buffer.buffer(bytes.getBytes(StandardCharsets.ISO_8859_1)));
      return this;
    }

    public Peer write(Buffer bytes) {
      socket.write(bytes);
      return this;
    }

    /** Closes the connection when all has been written. */
    public void close() {
      socket.close();
    }

    /** Resets the connection. */
    public void reset() {
      ((NetSocketInternal) socket)
          .channelHandlerContext()
          .channel()
          .config()
          .setOption(ChannelOption.SO_LINGER, 0);
      socket.close();
    }

    public void later(long millis, Runnable step) {
      vertx.setTimer(millis, due -> step.run());
    }
  }

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final NetServer server;
  private volatile Script script;

  private RawReceiver(Script script) {
    this.script = script;
    this.server = vertx.createNetServer().connectHandler(this::accept);
  }

  /** Starts one on a free port of 127.0.0.1. */
  public static RawReceiver start(Script script) {
    RawReceiver receiver = new RawReceiver(script);
    try {
      receiver.server.listen(0, "127.0.0.1").await(LIFECYCLE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    return receiver;
  }

  /** A whole answer with a body of its exact length. */
  public static String reply(int status, String body) {
    return "HTTP/1.1 " + status + " Said\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** Changes the answers. */
  public void answer(Script newScript) {
    script = newScript;
  }

  public int port() {
    return server.actualPort();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** All complete requests so far, in order. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** How many connections have been made to it. */
  public int connections() {
    return connections.get();
  }

  private void accept(NetSocket socket) {
    int connection = connections.incrementAndGet();
    Peer peer = new Peer(vertx, socket);
    Buffer[] rest = {Buffer.buffer()};
    int[] number = {0};
    socket.exceptionHandler(reset -> {});
    socket.handler(
        bytes -> {
          rest[0].appendBuffer(bytes);
          Received one;
          while ((one = whole(rest, connection, number[0] + 1)) != null) {
            number[0]++;
            received.add(one);
            script.answer(one, peer);
          }
        });
  }

  private static Received whole(Buffer[] rest, int connection, int number) {
    String text = rest[0].toString(StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return null;
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, headEnd).split("\r\n")));
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int bodyStart = headEnd + 4;
    int end = bodyStart + Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (rest[0].length() < end) {
      return null;
    }
    String body = text.substring(bodyStart, end);
    rest[0] = rest[0].getBuffer(end, rest[0].length());
    return new Received(connection, number, lines.get(0), headers, body);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    try {
      vertx.close().await(LIFECYCLE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
