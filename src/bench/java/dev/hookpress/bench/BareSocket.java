package dev.hookpress.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One connection to the {@link Receiver} without an HTTP client: counts the bytes of the responses.
 */
final class BareSocket {
  private final NetSocket socket;
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private int bytes;

  BareSocket(NetSocket socket) {
    this.socket = socket;
    socket.handler(this::read);
  }

  Future<Void> send(Buffer request) {
    Promise<Void> answered = Promise.promise();
    waiting.add(answered);
    socket.write(request);
    return answered.future();
  }

  private void read(Buffer chunk) {
    bytes += chunk.length();
    while (bytes >= Receiver.ANSWER_BYTES && !waiting.isEmpty()) {
      bytes -= Receiver.ANSWER_BYTES;
      waiting.remove().complete();
    }
  }
}
