package dev.hookpress.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs that are configured with theirs before they open them. They lie below the
 * system's ephemeral ports, since an outgoing connection could take one in between.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  /** JVMs with successive process ids begin thousands of ports apart: the golden ratio spreads. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 6_181 % COUNT));

  private FreePorts() {}

  /** One that is free on all addresses, and that this JVM has not given before. */
  public static int next() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("No port is free");
  }
}
