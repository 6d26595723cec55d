package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.JobId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The benchmarks' receiver, as it is asked. */
class ReceiverTest {
  private static final int SOCKET_MILLIS = 10_000;

  @Test
  void theLatencyIsMeasuredFromTheCallbacksTimestamp() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    JobId job = new JobId(new UUID(now.minusSeconds(40).toEpochMilli() << 16, 1));
    String body = new String(Message.body(job, now), StandardCharsets.UTF_8);
    long due = ChronoUnit.MICROS.between(Instant.EPOCH, now.minusSeconds(60));
    String timed = body.replace("\"order\":\"7001\"", "\"due\":\"" + due + "\"");
    try (ReceiverProcess receiver = ReceiverProcess.start(2)) {
      receiver.measure(2, EnumSet.of(Moment.DUE, Moment.ACCEPTED));
      try (Socket ignored = open(receiver.hooks().get(0));
          Socket measured = open(receiver.hooks().get(1))) {
        send(ignored, timed);
        awaitAnswer(ignored);
        send(measured, timed);
        awaitAnswer(measured);
      }
      assertAgo(receiver.latencies(Moment.DUE), 60);
      assertAgo(receiver.latencies(Moment.ACCEPTED), 40);
      assertThat(receiver.reset().count()).isEqualTo(2);
      assertThat(receiver.latencies(Moment.DUE).getTotalCount()).isZero();
    }
  }

  @Test
  void aHangingOriginAnswersWhenReleased() throws IOException {
    try (ReceiverProcess receiver = ReceiverProcess.start(2)) {
      receiver.hang(2);
      try (Socket hanging = open(receiver.hooks().get(0));
          Socket other = open(receiver.hooks().get(1))) {
        send(hanging, "{}");
        send(other, "{}");
        awaitAnswer(other);
        // Both have been read: one loop serves them in turn.
        send(other, "{}");
        awaitAnswer(other);
        assertThat(hanging.getInputStream().available()).isZero();
        receiver.hang(0);
        awaitAnswer(hanging);
      }
      assertThat(receiver.report().origins()).isEqualTo(2);
    }
  }

  @Test
  void aNotificationsTimeIsReadFromItsId() {
    Instant then = Instant.parse("2026-11-21T10:11:12.345Z");
    String head = "POST / HTTP/1.1\r\nwebhook-id: msg_" + ulid(then) + "\r\n\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    assertThat(Moment.ENDED.micros(bytes, 0, bytes.length)).isEqualTo(then.toEpochMilli() * 1000);
    assertThat(Moment.DUE.micros(bytes, 0, bytes.length)).isEqualTo(-1);
  }

  private static String ulid(Instant then) {
    return new JobId(new UUID(then.toEpochMilli() << 16, 1)).toString();
  }

  private static Socket open(URI hook) throws IOException {
    Socket socket = new Socket(hook.getHost(), hook.getPort());
    socket.setSoTimeout(SOCKET_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String body) throws IOException {
    OutputStream out = socket.getOutputStream();
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String request = "POST / HTTP/1.1\r\ncontent-length: " + length + "\r\n\r\n" + body;
    out.write(request.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitAnswer(Socket socket) throws IOException {
    byte[] answer = socket.getInputStream().readNBytes(Receiver.ANSWER_BYTES);
    assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
  }

  private static void assertAgo(Histogram micros, long seconds) {
    assertThat(micros.getTotalCount()).isEqualTo(1);
    // The receiver may be slow to start, and three digits are kept.
    assertThat(micros.getMaxValue() / 1e6).isBetween(seconds * 0.999, seconds + 30.0);
  }
}
