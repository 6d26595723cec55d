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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tenants' servers, as cheap as possible, in a separate process: one event loop that finds the
 * end of each request, counts it and answers 200. Listens on as many ports of 127.0.0.1 as
 * requested, and reads commands, one per line, from its standard input until that ends. Each is
 * answered with one line:
 *
 * <ul>
 *   <li>{@code report}: prints the counts; {@code reset}: the same, and resets them
 *   <li>{@code hang 100}: every hundredth origin reads and never answers; {@code hang 0}: all
 *       answer, pending requests included
 *   <li>{@code measure 100 DUE,ENDED}: measures the age of these times in requests to all origins
 *       but every hundredth; {@code measure 0 DUE}: to all; {@code measure 0}: measures nothing
 *   <li>{@code histogram DUE}: prints one of them, since the last {@code reset} or {@code measure}
 * </ul>
 */
public final class Receiver {
  private static final Buffer ANSWER =
      Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok");

  /** The size of one response in bytes. */
  static final int ANSWER_BYTES = ANSWER.length();

  private static final int BACKLOG = 4096;

  private long count;
  private long connections;
  private long firstNanos;
  private long lastNanos;
  private final BitSet origins = new BitSet();
  private int hangingEvery;
  private final List<NetSocket> owed = new ArrayList<>();
  private int unmeasuredEvery;
  private Latencies latencies = new Latencies(Set.of());

  private Receiver() {}

  /** Runs until the standard input ends; the first line of output lists its ports. */
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
      String[] command = line.split(" ");
      loop.runOnContext(here -> System.out.println(receiver.obey(command)));
    }
    vertx.close().await();
  }

  private String obey(String[] command) {
    String report =
        count
            + " "
            + firstNanos
            + " "
            + lastNanos
            + " "
            + origins.cardinality()
            + " "
            + connections;
    switch (command[0]) {
      case "report" -> {}
      case "reset" -> {
        count = 0;
        connections = 0;
        origins.clear();
        latencies.reset();
      }
      case "hang" -> {
        hangingEvery = Integer.parseInt(command[1]);
        if (hangingEvery == 0) {
          owed.forEach(socket -> socket.write(ANSWER));
          owed.clear();
        }
      }
      case "measure" -> {
        unmeasuredEvery = Integer.parseInt(command[1]);
        latencies =
            new Latencies(
                Stream.of(command)
                    .skip(2)
                    .flatMap(names -> Stream.of(names.split(",")))
                    .map(Moment::valueOf)
                    .collect(Collectors.toSet()));
      }
      case "histogram" -> {
        return latencies.encoded(Moment.valueOf(command[1]));
      }
      default -> throw new IllegalArgumentException(command[0]);
    }
    return report;
  }

  private void connected(NetSocket socket, int origin) {
    connections++;
    Framing framing = new Framing();
    socket.exceptionHandler(gone -> {});
    socket.handler(
        chunk ->
            framing.take(
                chunk.getBytes(),
                (bytes, from, end) -> {
                  arrived(origin);
                  if (!isOneIn(unmeasuredEvery, origin)) {
                    latencies.take(bytes, from, end);
                  }
                  answer(socket, origin);
                }));
  }

  private void answer(NetSocket socket, int origin) {
    if (isOneIn(hangingEvery, origin)) {
      owed.add(socket);
    } else {
      socket.write(ANSWER);
    }
  }

  private static boolean isOneIn(int every, int origin) {
    return every > 0 && origin % every == 0;
  }

  private void arrived(int origin) {
    origins.set(origin);
    lastNanos = System.nanoTime();
    if (count++ == 0) {
      firstNanos = lastNanos;
    }
  }
}
