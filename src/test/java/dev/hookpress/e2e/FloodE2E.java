package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A packaged node of half a gigabyte is flooded; it lives on, and another client is served. */
class FloodE2E {
  private static final int LARGE = 15_500_000;
  private static final int SENDERS = 40;
  private static final int HALF_SENT = 10_000;
  private static final int SUBMISSIONS = 6;
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("HOOKPRESS_POSTGRES_URI", TestServers.migratedDatabase());
    settings.put("HOOKPRESS_REDIS_URI", TestServers.freshRedis());
    settings.put("HOOKPRESS_SECRETS_KEY", "x6BN2w1p1CjP0RUJ3sCHX6Xl5Jk7yM8vF9nC0aQdEeU=");
    settings.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    return settings;
  }

  @Test
  void manyLargeBodiesAtOnceHarmNobodyElse() throws Exception {
    Map<String, String> settings = settings();
    Client attacker = Client.create(settings);
    Client other = Client.create(settings);
    try (LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(200));
        Program node = Program.command("flooded", settings, "serve").start()) {
      long pid = node.pid();
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger refused = new AtomicInteger();
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        Thread sender =
            new Thread(() -> send(node.api(attacker.key()).port(), attacker.key(), over, refused));
        sender.start();
        senders.add(sender);
      }
      List<Duration> took;
      try {
        took = submissions(node.api(other.key()), receiver);
      } finally {
        over.set(true);
        for (Thread sender : senders) {
          sender.join();
        }
      }

      assertThat(node.isAlive()).isTrue();
      assertThat(node.pid()).isEqualTo(pid);
      assertThat(node.readyStatus()).isEqualTo(200);
      assertThat(refused).hasPositiveValue();
      assertThat(took.stream().sorted().toList().get(SUBMISSIONS * 9 / 10)).isLessThan(SOON);
      assertThat(node.output())
          .doesNotContain("java.lang.OutOfMemoryError")
          .doesNotContain("\"ERROR\"");
    }
  }

  private static List<Duration> submissions(Api api, LocalReceiver receiver) throws Exception {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < SUBMISSIONS; i++) {
      long began = System.nanoTime();
      HttpResponse<String> answer =
          api.post("<p>one</p>", receiver.uri("/hook"), "tag", Optional.empty());
      took.add(Duration.ofNanos(System.nanoTime() - began));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
    return took;
  }

  /** Sends bodies whose tree would be thirty times as large, one after the other. */
  private static void send(int port, String key, AtomicBoolean over, AtomicInteger refused) {
    byte[] piece = "{\"a\":{\"a\":0}},".repeat(4_681).getBytes(StandardCharsets.US_ASCII);
    String head =
        "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-API-Key: "
            + key
            + "\r\nContent-Length: "
            + LARGE
            + "\r\n\r\n";
    while (!over.get()) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        out.write((head + "[").getBytes(StandardCharsets.US_ASCII));
        for (int sent = 1; sent < LARGE && !over.get(); sent += piece.length) {
          out.write(piece, 0, Math.min(piece.length, LARGE - sent));
        }
        byte[] status = socket.getInputStream().readNBytes(12);
        refused.addAndGet(new String(status, StandardCharsets.US_ASCII).contains("429") ? 1 : 0);
      } catch (IOException closed) {
        // A sender that writes on after the refusal may find the connection closed before it reads.
        refused.incrementAndGet();
      }
    }
  }

  @Test
  void healthAndOthersAreAnsweredWhileRequestsAreHalfSent() throws Exception {
    Map<String, String> settings = settings();
    Client other = Client.create(settings);
    List<Socket> halfSent = new ArrayList<>();
    try (LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(200));
        Program node = Program.command("half-sent", settings, "serve").start()) {
      int port = node.api(other.key()).port();
      for (int i = 0; i < HALF_SENT; i++) {
        halfSent.add(halfSent(port));
      }

      long began = System.nanoTime();
      assertThat(node.liveStatus()).isEqualTo(200);
      assertThat(node.readyStatus()).isEqualTo(200);
      assertThat(node.meter("hookpress_clients_blocked")).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
      assertThat(submissions(node.api(other.key()), receiver)).hasSize(SUBMISSIONS);
      // Within the time for a head they are closed.
      halfSent.get(0).setSoTimeout(60_000);
      assertThat(halfSent.get(0).getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket each : halfSent) {
        each.close();
      }
    }
  }

  /** From another address than the other client's. */
  private static Socket halfSent(int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress("127.0.0.2", 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
    try {
      socket.getOutputStream().write("POST /v1/jobs HTTP/1.1\r\nHost: a\r\n".getBytes());
    } catch (IOException closedAtOnce) {
      return socket;
    }
    return socket;
  }
}
