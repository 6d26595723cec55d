package dev.hookpress.bench;

import dev.hookpress.config.Settings;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The machine and the settings of the measurement. */
final class Setting {
  private Setting() {}

  static void print(PrintStream out, Stage stage) throws SQLException, IOException {
    String postgresUri = stage.postgres().uri();
    Settings settings = stage.settings(postgresUri);
    Runtime runtime = Runtime.getRuntime();
    out.printf(
        "Machine: %d cores of %s, %s %s, load average %.1f before the start.%n",
        runtime.availableProcessors(),
        cpu(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    out.printf(
        "Versions: Java %s, Vert.x %s, PostgreSQL %s, Redis %s.%n",
        Runtime.version(),
        Vertx.class.getPackage().getImplementationVersion(),
        show(postgresUri, "server_version"),
        redisVersion(stage.redis().uri()));
    out.printf(
        "JVM of the program: %s; of what loads it and of the limits: heap of %d MB.%n",
        String.join(" ", stage.options().nodeJvm()), runtime.maxMemory() >> 20);
    out.printf(
        "PostgreSQL: fsync %s, synchronous_commit %s, full_page_writes %s, shared_buffers %s.%n",
        show(postgresUri, "fsync"),
        show(postgresUri, "synchronous_commit"),
        show(postgresUri, "full_page_writes"),
        show(postgresUri, "shared_buffers"));
    out.printf(
        "Hookpress: %d slots, %d a client, %d connections an origin, %d to Postgres.%n",
        settings.delivery().slots(),
        settings.delivery().slotsPerEndpoint(),
        settings.outbound().poolPerOrigin(),
        settings.postgres().poolSize());
    out.printf(
        "Each callback: a body of %d bytes, signed; an origin of its own for each client.%n",
        stage.limits().bodyBytes());
    out.printf(
        "Receiver: one event loop on bare sockets in a JVM of its own, which finds where requests"
            + " end, counts them and answers 200.%n");
    out.printf("Medians of %d runs.%n%n", stage.runs());
  }

  private static String redisVersion(String uri) {
    return TestServers.redis(
        uri, "EVAL \"return redis.call('INFO','server'):match('redis_version:(%S+)')\" 0");
  }

  private static String cpu() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (var lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    }
  }

  private static String show(String uri, String setting) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + setting)) {
      result.next();
      return result.getString(1);
    }
  }
}
