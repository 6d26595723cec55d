package dev.hookpress.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports for servers that must be given one. */
final class Ports {
  /** The only address that the embedded servers listen on. */
  static final String LOOPBACK = "127.0.0.1";

  /** Another process can take a free port before the server does, so a failed start is retried. */
  private static final int ATTEMPTS = 4;

  private Ports() {}

  /** Starts a server on a port. */
  interface Starter<T> {
    T startOn(int port) throws IOException;
  }

  /**
   * Starts on the wanted port, or on any free one.
   *
   * @param wanted 0 for any
   */
  static <T> T start(int wanted, Starter<T> starter) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return starter.startOn(wanted == 0 ? free() : wanted);
      } catch (IOException e) {
        boolean taken = String.valueOf(e.getMessage()).contains("Address already in use");
        if (wanted != 0 || !taken || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }
}
