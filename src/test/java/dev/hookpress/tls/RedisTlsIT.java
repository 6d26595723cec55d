package dev.hookpress.tls;

import static dev.hookpress.support.Awaiting.await;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.redis.RedisPools;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.RedisProcess;
import dev.hookpress.support.TestAuthority;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis with TLS: one server, a master watched by a sentinel, and a cluster's node. */
class RedisTlsIT {
  private static final String MASTER = "tlsmaster";
  private static final Vertx VERTX = Vertx.vertx();
  private static TestAuthority right;
  private static TestAuthority wrong;
  private static TestAuthority.Issued server;
  private static TestAuthority.Issued client;
  private static RedisProcess redis;
  private static int port;

  @BeforeAll
  static void start() {
    right = new TestAuthority(TestServers.newDirectory("right-authority"));
    wrong = new TestAuthority(TestServers.newDirectory("wrong-authority"));
    server = right.issue("server", "ip:127.0.0.1");
    client = right.issue("client", "dns:client");
    port = FreePorts.next();
    redis = RedisProcess.start(tls(port, "no"));
  }

  private static List<String> tls(int port, String clientCertificates) {
    return List.of(
        "save \"\"",
        "tls-port " + port,
        "tls-cert-file " + server.certificate(),
        "tls-key-file " + server.key(),
        "tls-ca-cert-file " + right.certificate(),
        "tls-auth-clients " + clientCertificates);
  }

  @AfterAll
  static void stop() {
    await(VERTX.close());
    redis.close();
  }

  private static String uri(String host, int port) {
    return "rediss://:" + RedisProcess.password() + "@" + host + ":" + port;
  }

  private static StoreTls tls(String mode, String authority) {
    List<Path> authorities =
        switch (authority) {
          case "right" -> List.of(right.certificate());
          case "wrong" -> List.of(wrong.certificate());
          default -> List.of();
        };
    return new StoreTls(
        TlsMode.of(mode).orElseThrow(), authorities, Optional.empty(), Optional.empty());
  }

  private static String ping(String uri, StoreTls tls) {
    Redis pool = RedisPools.open(VERTX, uri, tls, 1, 10);
    try {
      return await(pool.send(Request.cmd(Command.INFO).arg("server"))).toString();
    } finally {
      pool.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "verify-full, 127.0.0.1, right",
    "verify-ca, localhost, right",
    "require, localhost, right",
    "require, localhost, none",
  })
  void connects(String mode, String host, String authority) {
    assertThat(ping(uri(host, port), tls(mode, authority))).contains("redis_version");
  }

  @ParameterizedTest
  @CsvSource({
    "verify-full, localhost, right",
    "verify-full, 127.0.0.1, wrong",
    "verify-full, 127.0.0.1, none",
    "verify-ca, 127.0.0.1, wrong",
    "require, 127.0.0.1, wrong",
  })
  void refusesAnotherAuthorityOrName(String mode, String host, String authority) {
    assertThatThrownBy(() -> ping(uri(host, port), tls(mode, authority)))
        .hasStackTraceContaining(
            host.equals("localhost") ? "No name matching" : "valid certification path");
  }

  @Test
  void showsItsOwnCertificate() {
    int strict = FreePorts.next();
    try (RedisProcess asking = RedisProcess.start(tls(strict, "yes"))) {
      assertThat(asking.command("PING")).isEqualTo("+PONG");
      StoreTls own =
          new StoreTls(
              TlsMode.VERIFY_FULL,
              List.of(right.certificate()),
              Optional.of(client.certificate()),
              Optional.of(client.key()));

      assertThat(ping(uri("127.0.0.1", strict), own)).contains("redis_version");
      assertThatThrownBy(() -> ping(uri("127.0.0.1", strict), tls("verify-full", "right")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void reachesTheMasterThatSentinelsName() {
    int sentinelPort = FreePorts.next();
    List<String> settings = new ArrayList<>(tls(sentinelPort, "no"));
    settings.remove("save \"\"");
    settings.add("tls-replication yes");
    settings.add("sentinel monitor " + MASTER + " 127.0.0.1 " + port + " 1");
    settings.add("sentinel auth-pass " + MASTER + " " + RedisProcess.password());
    try (RedisProcess sentinel = RedisProcess.start(settings, "--sentinel")) {
      assertThat(sentinel.command("PING")).isEqualTo("+PONG");
      String uri =
          "sentinels://:" + RedisProcess.password() + "@127.0.0.1:" + sentinelPort + "/" + MASTER;

      assertThat(ping(uri, tls("verify-full", "right"))).contains("redis_version");
      assertThatThrownBy(() -> ping(uri, tls("verify-full", "wrong")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void reachesTheNodesOfACluster() {
    int nodePort = FreePorts.next();
    List<String> settings = new ArrayList<>(tls(nodePort, "no"));
    settings.addAll(List.of("cluster-enabled yes", "tls-cluster yes", "tls-replication yes"));
    try (RedisProcess node = RedisProcess.start(settings)) {
      for (int half : List.of(0, 8_192)) {
        node.command(
            "CLUSTER ADDSLOTS "
                + IntStream.range(half, half + 8_192)
                    .mapToObj(Integer::toString)
                    .collect(joining(" ")));
      }
      for (int tries = 0; !node.command("CLUSTER INFO").equals("cluster_state:ok"); tries++) {
        assertThat(tries).isLessThan(1_000);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      String uri = uri("127.0.0.1", nodePort) + "," + uri("127.0.0.1", nodePort);
      Redis pool = RedisPools.open(VERTX, uri, tls("verify-full", "right"), 1, 10);

      assertThat(await(pool.send(Request.cmd(Command.SET).arg("key").arg("value"))).toString())
          .isEqualTo("OK");
      pool.close();
    }
  }
}
