package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of the protocol against a hostile browser, which is the test. */
class DevToolsTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final PipedOutputStream answers = new PipedOutputStream();
  private final PipedInputStream requests = new PipedInputStream(1 << 16);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private DevTools devTools;

  @BeforeEach
  void connect() throws IOException {
    PipedInputStream in = new PipedInputStream(answers, 1 << 16);
    devTools = new DevTools(vertx, context, in, new PipedOutputStream(requests), "test");
    context.runOnContext(
        now -> {
          devTools.onClosed(() -> closed.set(true));
          devTools.listen((session, method, parameters) -> events.add(session + method));
        });
  }

  @AfterEach
  void close() {
    devTools.close();
    await(vertx.close());
  }

  private Future<JsonObject> call(Duration bound) {
    return Future.future(
        promise ->
            context.runOnContext(
                now -> devTools.call("s", "A.b", new JsonObject(), bound).onComplete(promise)));
  }

  private void says(String message) throws IOException {
    answers.write(message.getBytes(StandardCharsets.UTF_8));
    answers.write(0);
    answers.flush();
  }

  @Test
  void anAnswerCompletesItsCall() throws IOException {
    Future<JsonObject> call = call(BOUND);
    says("{\"method\":\"C.d\",\"sessionId\":\"s\",\"params\":{}}");
    says("{\"id\":1,\"result\":{\"a\":1}}");
    assertThat(await(call).getInteger("a")).isEqualTo(1);
    assertThat(events).containsExactly("sC.d");
  }

  @Test
  void anErrorAndAnAnswerThatDoesNotComeFailTheirCalls() throws IOException {
    Future<JsonObject> call = call(BOUND);
    says("{\"id\":1,\"error\":{\"message\":\"no\"}}");
    assertThatThrownBy(() -> await(call)).hasStackTraceContaining("Failure: no");
    assertThatThrownBy(() -> await(call(Duration.ofMillis(20))))
        .hasStackTraceContaining("A.b has had no answer");
  }

  @Test
  void whatIsNoMessageClosesTheConnection() throws IOException {
    Future<JsonObject> call = call(BOUND);
    says("not json");
    assertThatThrownBy(() -> await(call)).hasStackTraceContaining("The browser has ended");
    eventually(closed::get);
  }

  @Test
  void aMessageOfAnotherShapeClosesTheConnection() throws IOException {
    says("{\"id\":\"one\"}");
    eventually(closed::get);
  }

  @Test
  void aMessageThatIsTooLongClosesTheConnection() throws IOException {
    byte[] piece = new byte[1 << 16];
    Arrays.fill(piece, (byte) ' ');
    try {
      for (int sent = 0; sent <= DevTools.MAX_MESSAGE_BYTES + piece.length; sent += piece.length) {
        answers.write(piece);
      }
    } catch (IOException refused) {
      // It has been closed in between.
    }
    eventually(closed::get);
  }

  @Test
  void theEndOfThePipeFailsWhatWaits() throws IOException {
    Future<JsonObject> call = call(BOUND);
    answers.close();
    assertThatThrownBy(() -> await(call)).hasStackTraceContaining("The browser has ended");
  }
}
