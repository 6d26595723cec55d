package dev.hookpress.render.chromium;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of the DevTools protocol over a pipe: JSON messages, each ended by a zero byte. A
 * browser that has loaded a hostile page is hostile itself: a message is bounded, few are in memory
 * at a time, and one that breaks the protocol closes the connection. Confined to its context, but
 * for {@link #close}.
 */
final class DevTools {
  private static final Logger LOG = LoggerFactory.getLogger(DevTools.class);

  /** A part of a PDF in base64, or a request with its headers and its body. */
  static final int MAX_MESSAGE_BYTES = 8 << 20;

  /** Of the messages that have been read and not handled. */
  private static final int MAX_UNHANDLED_KIBI = 16 << 10;

  private static final int MAX_UNSENT = 1_024;
  private static final byte[] END = {};

  private final Vertx vertx;
  private final Context context;
  private final BlockingQueue<byte[]> unsent = new ArrayBlockingQueue<>(MAX_UNSENT);
  private final Semaphore unhandled = new Semaphore(MAX_UNHANDLED_KIBI);
  private final Map<Integer, Call> calls = new HashMap<>();
  private Listener listener = (session, method, params) -> {};
  private Runnable onClosed = () -> {};
  private int lastId;
  private boolean closed;

  private record Call(Promise<JsonObject> answer, long timer) {}

  /** Receives events, on the client's context. */
  @FunctionalInterface
  interface Listener {
    /**
     * @param session of the target; empty for the browser itself
     */
    void event(String session, String method, JsonObject params);
  }

  /** A call that the browser has refused, or that has had no answer. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message, null, false, false);
    }
  }

  /** Starts to read and to write, each on a thread of its own. */
  DevTools(Vertx vertx, Context context, InputStream in, OutputStream out, String name) {
    this.vertx = vertx;
    this.context = context;
    start(() -> read(new BufferedInputStream(in, 1 << 16)), name + "-reader");
    start(() -> write(out), name + "-writer");
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void listen(Listener other) {
    listener = other;
  }

  void onClosed(Runnable other) {
    onClosed = other;
    if (closed) {
      other.run();
    }
  }

  /** Calls a method of the browser itself. */
  Future<JsonObject> call(String method, JsonObject params, Duration bound) {
    return call("", method, params, bound);
  }

  /**
   * Calls a method. The Future fails with a {@link Failure}.
   *
   * @param session of the target; empty for the browser itself
   */
  Future<JsonObject> call(String session, String method, JsonObject params, Duration bound) {
    if (closed) {
      return Future.failedFuture(new Failure("The browser has ended"));
    }
    int id = ++lastId;
    JsonObject message = new JsonObject().put("id", id).put("method", method).put("params", params);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    Promise<JsonObject> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, bound.toMillis()),
            late -> context.runOnContext(now -> expired(id, method)));
    calls.put(id, new Call(answer, timer));
    if (!unsent.offer(message.encode().getBytes(StandardCharsets.UTF_8))) {
      LOG.warn("The browser does not read what it is sent");
      close();
    }
    return answer.future();
  }

  private void expired(int id, String method) {
    Call call = calls.remove(id);
    if (call != null) {
      call.answer().tryFail(new Failure(method + " has had no answer"));
    }
  }

  private void read(InputStream in) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        int from = 0;
        for (int i = 0; i < read; i++) {
          if (piece[i] == 0) {
            message.write(piece, from, i - from);
            from = i + 1;
            take(message.toByteArray());
            message.reset();
          }
        }
        message.write(piece, from, read - from);
        if (message.size() > MAX_MESSAGE_BYTES) {
          throw new IOException("A message of more than %,d bytes".formatted(MAX_MESSAGE_BYTES));
        }
      }
    } catch (IOException | DecodeException | ClassCastException e) {
      LOG.debug("The pipe of a browser is closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private void take(byte[] bytes) throws InterruptedException {
    JsonObject message = new JsonObject(Buffer.buffer(bytes));
    int kibi = 1 + (bytes.length >> 10);
    unhandled.acquire(kibi);
    context.runOnContext(
        now -> {
          handle(message);
          unhandled.release(kibi);
        });
  }

  private void handle(JsonObject message) {
    try {
      Integer id = message.getInteger("id");
      if (id == null) {
        listener.event(
            message.getString("sessionId", ""),
            message.getString("method", ""),
            message.getJsonObject("params", new JsonObject()));
        return;
      }
      Call call = calls.remove(id);
      if (call == null) {
        return;
      }
      vertx.cancelTimer(call.timer());
      JsonObject error = message.getJsonObject("error");
      if (error == null) {
        call.answer().tryComplete(message.getJsonObject("result", new JsonObject()));
      } else {
        call.answer().tryFail(new Failure(error.getString("message", "refused")));
      }
    } catch (RuntimeException e) {
      LOG.warn("A browser broke the protocol: {}", e.toString());
      close();
    }
  }

  private void write(OutputStream out) {
    try (out) {
      for (byte[] next = unsent.take(); next != END; next = unsent.take()) {
        out.write(next);
        out.write(0);
        if (unsent.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      LOG.debug("The pipe of a browser is closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Closes the connection; calls without an answer fail. Returns at once, on any thread. */
  void close() {
    context.runOnContext(
        now -> {
          if (closed) {
            return;
          }
          closed = true;
          unsent.clear();
          unsent.add(END);
          calls
              .values()
              .forEach(
                  call -> {
                    vertx.cancelTimer(call.timer());
                    call.answer().tryFail(new Failure("The browser has ended"));
                  });
          calls.clear();
          onClosed.run();
        });
  }
}
