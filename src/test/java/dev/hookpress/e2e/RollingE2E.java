package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.FreePorts;
import dev.hookpress.support.InstalledProgram;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes behind HAProxy are restarted one after the other, and no request is lost. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RollingE2E {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int CLIENTS = 4;
  private static final int ACCEPTED = 202;
  private static final int STARTS = 3;
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(25);

  private final Map<String, String> settings =
      Map.of(
          "HOOKPRESS_POSTGRES_URI",
          TestServers.migratedDatabase(),
          "HOOKPRESS_REDIS_URI",
          TestServers.freshRedis(),
          "HOOKPRESS_SECRETS_KEY",
          Base64.getEncoder().encodeToString(new byte[32]),
          "HOOKPRESS_OUTBOUND_ALLOW",
          "127.0.0.0/8",
          "HOOKPRESS_RENDER_ISOLATION",
          "thread",
          "HOOKPRESS_NODE_LAME_DUCK_SECONDS",
          "3");

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void aRollingRestartUnderLoadLosesNoRequest() throws Exception {
    Path haproxy = InstalledProgram.require("haproxy");
    Client client = Client.create(settings);
    try (LocalReceiver receiver = LocalReceiver.start();
        Program one = node("one").start();
        Program other = node("other").start()) {
      int port = FreePorts.next();
      try (InstalledProgram proxy = proxy(haproxy, port, one, other)) {
        Api api = new Api(port, client.key());
        Waiting.until(
            "the proxy serves", SOON, () -> submit(api, receiver) == ACCEPTED, proxy::output);
        lost.clear();
        List<Thread> clients = clients(api, receiver);
        restart(one, proxy);
        restart(other, proxy);
        enough.set(true);
        for (Thread each : clients) {
          each.join();
        }

        assertThat(lost).as("%s", proxy.output()).isEmpty();
        assertThat(accepted).hasSizeGreaterThan(100);
        Database database = new Database(settings.get("HOOKPRESS_POSTGRES_URI"));
        Ledger ledger = new Ledger(receiver);
        ledger.awaitAll(accepted, database, one);
        assertThat(ledger.repeated()).isEmpty();
        assertThat(database.jobs()).isEqualTo(accepted.size());
      }
    }
  }

  private static void restart(Program node, InstalledProgram proxy) {
    assertThat(node.terminate()).isZero();
    startAsAnOrchestratorDoes(node);
    Waiting.until(
        "the proxy sends it requests",
        SOON,
        () -> node.meter("hookpress_jobs_accepted_total{dialect=\"native\"}") > 0,
        proxy::output);
  }

  /**
   * A machine that is busy with both nodes and all clients may be too slow for a start's bounds.
   */
  private static void startAsAnOrchestratorDoes(Program node) {
    for (int tried = 1; !node.isAlive(); tried++) {
      try {
        node.start();
      } catch (AssertionError ended) {
        if (tried == STARTS) {
          throw ended;
        }
      }
    }
  }

  private List<Thread> clients(Api api, LocalReceiver receiver) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (!enough.get()) {
                  submit(api, receiver);
                  LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  /** Gives the status; 0 without an answer. */
  private int submit(Api api, LocalReceiver receiver) {
    int number = numbers.incrementAndGet();
    try {
      HttpResponse<String> answer =
          api.post(Pages.small(number), receiver.uri("/hook"), "tag", Optional.empty());
      if (answer.statusCode() == ACCEPTED) {
        accepted.add(Api.id(answer));
      } else {
        lost.add(answer.statusCode() + " " + answer.body());
      }
      return answer.statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (Exception noAnswer) {
      lost.add(noAnswer.toString());
      return 0;
    }
  }

  private Program node(String name) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("HOOKPRESS_NODE_ID", name);
    return Program.command(name, all, "serve").keepingPorts();
  }

  private static InstalledProgram proxy(Path haproxy, int port, Program... nodes) throws Exception {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "defaults",
                "  mode http",
                "  timeout connect 2s",
                "  timeout client 60s",
                "  timeout server 60s",
                "  timeout check 5s",
                "  option redispatch",
                "listen hookpress",
                "  bind 127.0.0.1:" + port,
                "  option httpchk GET /health/ready",
                "  default-server check inter 500ms fall 2 rise 1"));
    for (Program node : nodes) {
      lines.add(
          "  server node-%d 127.0.0.1:%d port %d"
              .formatted(node.pid(), node.httpPort(), node.managementPort()));
    }
    Path directory = TestServers.newDirectory("haproxy");
    Path file = Files.write(directory.resolve("haproxy.cfg"), lines);
    return InstalledProgram.start(
        directory, List.of(haproxy.toString(), "-db", "-f", file.toString()));
  }
}
