package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.postgres.Migrations;
import dev.hookpress.support.CapturedLog;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.InstalledProgram;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node behind PgBouncer in transaction mode, with fewer connections than it asks for. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PgBouncerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int JOBS = 40;
  private static final Map<String, String> POOLED =
      Map.of("HOOKPRESS_POSTGRES_POOLER", "transaction");

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  private final String direct = TestServers.freshDatabase();
  private final int port = FreePorts.next();
  private final Installation hookpress = new Installation(pooled(), TestServers.freshRedis());
  private InstalledProgram pgbouncer;

  @AfterEach
  void close() throws Exception {
    hookpress.afterEach(null);
    if (pgbouncer != null) {
      pgbouncer.close();
    }
  }

  @Test
  void jobsAreAcceptedRenderedAndCalledBack() throws Exception {
    start();
    Migrations.run(direct);
    try (CapturedLog log = CapturedLog.of("dev.hookpress.node.StoreAddresses")) {
      SystemNode node = hookpress.start(POOLED);

      // The pooler passes no settings on: the operator is told the statements that set them.
      assertThat(log.lines()).hasSize(1);
      run(log.lines().get(0).replaceFirst("^[^:]*: ", ""));
      List<String> jobs = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        jobs.add(node.submitHello(receiver.uri("/hook")));
      }
      receiver.await(JOBS, PATIENCE);
      for (String job : jobs) {
        assertThat(node.ended(job).getString("status")).isEqualTo("completed");
      }
      assertThat(node.management("/health/ready").statusCode()).isEqualTo(200);
      assertThat(receiver.received()).hasSize(JOBS);
    }
    try (CapturedLog log = CapturedLog.of("dev.hookpress.node.StoreAddresses")) {
      hookpress.start(POOLED);

      assertThat(log.lines()).isEmpty();
    }
  }

  private void run(String statements) throws Exception {
    assertThat(statements).startsWith("alter database ");
    try (Connection connection = TestServers.connect(direct);
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
    // Sessions that the pooler holds have begun before.
    pgbouncer.close();
    start();
  }

  private String pooled() {
    URI uri = URI.create(direct);
    return direct.replace(":" + uri.getPort() + "/", ":" + port + "/");
  }

  private void start() throws Exception {
    Path program = InstalledProgram.require("pgbouncer");
    URI uri = URI.create(direct);
    String[] user = uri.getUserInfo().split(":", 2);
    String name = uri.getPath().substring(1);
    Path directory = TestServers.newDirectory("pgbouncer");
    Path file =
        Files.writeString(
            directory.resolve("pgbouncer.ini"),
            """
            [databases]
            %s = host=127.0.0.1 port=%d dbname=%s user=%s password=%s
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 5
            max_client_conn = 200
            """
                .formatted(name, uri.getPort(), name, user[0], user[1], port));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root.
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(file.toString());
    pgbouncer = InstalledProgram.start(directory, command);
    awaitConnection();
  }

  private void awaitConnection() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        TestServers.connect(pooled()).close();
        return;
      } catch (java.sql.SQLException notYet) {
        if (System.nanoTime() > end) {
          throw new AssertionError(pgbouncer.output(), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }
}
