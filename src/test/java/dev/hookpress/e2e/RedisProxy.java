package dev.hookpress.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a node and Redis: can be away, and has a clock of its own. */
final class RedisProxy implements AutoCloseable {
  private static final String TIME = "*1\r\n$4\r\nTIME\r\n";

  private final URI redis;
  private final long fastSeconds;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean away;

  private RedisProxy(URI redis, long fastSeconds) throws IOException {
    this.redis = redis;
    this.fastSeconds = fastSeconds;
    this.server = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
  }

  /**
   * Starts to relay.
   *
   * @param fastSeconds by how much the clock that {@code TIME} shows is fast
   */
  static RedisProxy start(String redis, long fastSeconds) {
    try {
      RedisProxy proxy = new RedisProxy(URI.create(redis), fastSeconds);
      thread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URI of Redis behind this proxy. */
  String uri() {
    return redis.toString().replace(":" + redis.getPort(), ":" + server.getLocalPort());
  }

  /** Closes all connections, and new ones at once, until it is {@link #back}. */
  void away() {
    away = true;
    open.forEach(RedisProxy::close);
  }

  void back() {
    away = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (away) {
          close(client);
          continue;
        }
        Socket target = new Socket(redis.getHost(), redis.getPort());
        open.add(client);
        open.add(target);
        thread(() -> relay(client, target, true));
        thread(() -> relay(target, client, false));
      } catch (IOException closed) {
        // The test has ended, or Redis has.
      }
    }
  }

  private void relay(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (requests
            && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).equalsIgnoreCase(TIME)) {
          from.getOutputStream().write(time().getBytes(StandardCharsets.ISO_8859_1));
        } else {
          out.write(buffer, 0, length);
        }
      }
    } catch (IOException closed) {
      // Both ends are closed below.
    }
    close(from);
    close(to);
  }

  private String time() {
    return "*2\r\n$10\r\n" + (Instant.now().getEpochSecond() + fastSeconds) + "\r\n$1\r\n0\r\n";
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "redis-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    away();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
