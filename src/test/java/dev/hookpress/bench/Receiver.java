package dev.hookpress.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tenants' servers, as cheap as can be, in a process of its own: one event loop that finds the
 * end of each request, counts it and answers 200. Listens on as many ports of 127.0.0.1 as it is
 * told to, and obeys its standard input until that ends: {@code reset}, {@code report}.
 */
public final class Receiver {
  private static final Buffer ANSWER =
      Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok");

  /** What one answer weighs on the wire. */
  static final int ANSWER_BYTES = ANSWER.length();

  private static final int BACKLOG = 4096;

  private long count;
  private long firstNanos;
  private long lastNanos;
  private final BitSet origins = new BitSet();

  private Receiver() {}

  /** Runs until the standard input ends; the first line that it prints holds its ports. */
  public static void main(String[] args) throws IOException {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    Receiver receiver = new Receiver();
    Context loop = vertx.getOrCreateContext();
    List<Future<NetServer>> servers = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      int origin = i;
      servers.add(
          vertx
              .createNetServer(
                  new NetServerOptions()
                      .setHost("127.0.0.1")
                      .setPort(0)
                      .setAcceptBacklog(BACKLOG)
                      .setTcpNoDelay(true))
              .connectHandler(socket -> receiver.connected(socket, origin))
              .listen());
    }
    Future.all(servers).await();
    System.out.println(
        servers.stream()
            .map(server -> Integer.toString(server.result().actualPort()))
            .collect(Collectors.joining(" ")));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      boolean reset = line.equals("reset");
      loop.runOnContext(here -> receiver.report(reset));
    }
    vertx.close().await();
  }

  private void report(boolean reset) {
    System.out.println(count + " " + firstNanos + " " + lastNanos + " " + origins.cardinality());
    if (reset) {
      count = 0;
      origins.clear();
    }
  }

  private void connected(NetSocket socket, int origin) {
    Framing framing = new Framing();
    socket.exceptionHandler(gone -> {});
    socket.handler(
        chunk -> {
          for (int complete = framing.take(chunk.getBytes()); complete > 0; complete--) {
            arrived(origin);
            socket.write(ANSWER);
          }
        });
  }

  private void arrived(int origin) {
    origins.set(origin);
    lastNanos = System.nanoTime();
    if (count++ == 0) {
      firstNanos = lastNanos;
    }
  }
}
