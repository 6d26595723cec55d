package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.standalone.PostgresServer;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A base backup and the data directory, restored elsewhere: what was owed is delivered. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RestoreIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Not a part of a backup. */
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "pg_stat_tmp");

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  private final MutableClock clock = MutableClock.now();

  @Test
  void whatWasOwedIsDeliveredAfterARestore() throws Exception {
    Path backup = TestServers.newDirectory("backup");
    TestServers.DedicatedPostgres lost = TestServers.dedicatedPostgres();
    String database = TestServers.freshDatabase(lost);
    Installation before = new Installation(clock, database, TestServers.freshRedis());
    receiver.answer(request -> Answer.status(503));
    SystemNode node = before.start();
    String job = node.submit(job());
    receiver.await(1, PATIENCE);
    eventually(() -> node.notification(job).isPresent());
    String link = node.ended(job).getJsonObject("destination").getString("url");
    copyRunning(lost, backup);
    Path files = TestServers.newDirectory("files-backup");
    copy(before.data(), files, Set.of());
    node.close();
    before.afterEach(null);
    lost.close();

    PostgresServer restored =
        PostgresServer.start(
            TestServers.cache(), backup.resolve("data"), backup.resolve("password"), 0);
    // Redis has nothing that must be kept: a new one is empty.
    Installation after =
        new Installation(
            clock, restored.uri(name(database)), TestServers.dedicatedRedis().uri(), files);
    try {
      receiver.answer(request -> Answer.status(200));
      SystemNode anew = after.start();
      clock.advance(Duration.ofMinutes(10));
      receiver.await(2, PATIENCE);

      assertThat(ids()).hasSize(1);
      eventually(
          () -> anew.notification(job).orElseThrow().getString("status").equals("delivered"));
      URI moved = URI.create(link);
      byte[] pdf =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(anew.uri(moved.getRawPath() + "?" + moved.getRawQuery()))
                      .build(),
                  BodyHandlers.ofByteArray())
              .body();
      assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo("%PDF-");
    } finally {
      after.afterEach(null);
      restored.close();
    }
  }

  private Set<String> ids() {
    return receiver.received().stream()
        .map(one -> one.headers().get(StandardWebhooks.ID))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String job() {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", "<p>restored</p>")))
        .put("callback", new JsonObject().put("url", receiver.uri("/hook").toString()))
        .encode();
  }

  private static String name(String uri) {
    return URI.create(uri).getPath().substring(1);
  }

  /** What {@code pg_basebackup} does, by PostgreSQL's functions for it; the server runs on. */
  private static void copyRunning(TestServers.DedicatedPostgres server, Path backup)
      throws Exception {
    Path copy = Files.createDirectory(backup.resolve("data"));
    try (Connection connection = TestServers.connect(server.uri());
        Statement statement = connection.createStatement()) {
      Path data = Path.of(text(statement, "show data_directory"));
      statement.execute("select pg_backup_start('backup', true)");
      copy(data, copy, LEFT_OUT);
      String label = text(statement, "select labelfile from pg_backup_stop(false)");
      Files.writeString(copy.resolve("backup_label"), label);
      for (String empty : List.of("pg_wal", "pg_replslot", "pg_stat_tmp")) {
        Files.createDirectories(copy.resolve(empty));
      }
      copy(data.resolve("pg_wal"), copy.resolve("pg_wal"), Set.of());
    }
    Files.setPosixFilePermissions(
        copy, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
  }

  private static String text(Statement statement, String query) throws Exception {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path each : all) {
      Path name = from.relativize(each);
      if (leftOut.contains(name.getName(0).toString())) {
        continue;
      }
      try {
        if (Files.isDirectory(each)) {
          Files.createDirectories(to.resolve(name.toString()));
        } else {
          Files.copy(each, to.resolve(name.toString()), StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (NoSuchFileException gone) {
        // Removed meanwhile; the log of the backup knows.
      }
    }
  }
}
