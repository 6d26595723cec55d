package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.support.CapturedLog;
import dev.hookpress.support.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** How the schema is changed under a running service. */
class MigrationsIT {
  private static final Path FILES = Path.of("src/main/resources/db/migration");

  /** The last one of version 0.2.0; those before are not judged any more. */
  private static final int BEFORE_THE_RULE = 27;

  /** Tables of the service itself: few rows, and none of a client. */
  private static final List<String> NOT_OF_CLIENTS =
      List.of(
          "flyway_schema_history",
          "delivery_hand",
          "delivery_shard",
          "node",
          "node_probe",
          "secrets_key");

  private final String uri = TestServers.freshDatabase();

  @Test
  void aTableInUseIsWaitedForShortlyAndTheMigrationTriedAgain() throws Exception {
    migrate("22");
    try (Connection user = TestServers.connect(uri);
        Statement using = user.createStatement();
        CapturedLog log = CapturedLog.of(Migrations.class.getName())) {
      user.setAutoCommit(false);
      using.execute("lock table render_queue in access share mode");
      CompletableFuture<Void> migration =
          CompletableFuture.runAsync(
              () -> Migrations.run(Database.of(uri), Duration.ofMillis(100)));
      eventually(() -> !log.lines().isEmpty());
      assertThat(log.lines().get(0)).contains("migration.waiting");
      // What waits for the migration's lock goes on meanwhile.
      user.commit();

      migration.get(30, TimeUnit.SECONDS);
    }
    assertThat(Migrations.missing(Database.of(uri))).isEmpty();
  }

  @Test
  void aSchemaIsCurrentWithTheLastFileAndNotBefore() throws Exception {
    List<Integer> versions;
    try (Stream<Path> files = Files.list(FILES)) {
      versions = files.map(MigrationsIT::version).sorted().toList();
    }
    int newest = versions.get(versions.size() - 1);
    migrate(Integer.toString(versions.get(versions.size() - 2)));
    assertThat(Migrations.missing(Database.of(uri))).isPresent();

    Migrations.run(uri);

    assertThat(Migrations.missing(Database.of(uri))).isEmpty();
    assertThat(Migrations.NEWEST).isEqualTo(newest);
  }

  @Test
  void anotherFailureIsNotTriedAgain() throws Exception {
    execute("create table client (other int)");
    try (CapturedLog log = CapturedLog.of(Migrations.class.getName())) {
      assertThatThrownBy(() -> Migrations.run(uri)).hasMessageContaining("non-empty schema");

      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void anOlderSchemaIsReportedInWords() {
    assertThat(Migrations.missing(Database.of(uri)))
        .hasValueSatisfying(
            what ->
                assertThat(what)
                    .startsWith("the database has no tables of Hookpress; this version"));
    migrate("22");
    assertThat(Migrations.missing(Database.of(uri)))
        .hasValueSatisfying(what -> assertThat(what).startsWith("the schema is of version 22;"));
  }

  @Test
  void everyUniqueKeyContainsTheClient() throws Exception {
    Migrations.run(uri);
    List<String> without = new ArrayList<>();
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet keys =
            statement.executeQuery(
                "select t.relname, k.relname from pg_index i"
                    + " join pg_class t on t.oid = i.indrelid"
                    + " join pg_class k on k.oid = i.indexrelid"
                    + " where i.indisunique and not t.relispartition"
                    + " and t.relnamespace = 'public'::regnamespace"
                    + " and not exists (select from pg_attribute a where a.attrelid = t.oid"
                    + " and a.attnum = any (i.indkey) and a.attname = 'client_id')")) {
      while (keys.next()) {
        if (!NOT_OF_CLIENTS.contains(keys.getString(1))) {
          without.add(keys.getString(1) + ": " + keys.getString(2));
        }
      }
    }

    // Where clients are found: by their ids, by their keys, and who has changed them.
    assertThat(without)
        .containsExactlyInAnyOrder(
            "client: client_pkey",
            "client_deletion: client_deletion_pkey",
            "api_key: api_key_pkey",
            "audit_log: audit_log_pkey");
  }

  @Test
  void migrationsOnlyExpandUnlessTheySayWhyTheyMayContract() throws Exception {
    Pattern breaking =
        Pattern.compile(
            "\\bdrop (table|column|view|function)\\b|\\brename\\b|\\bset not null\\b"
                + "|\\balter column \\w{1,63} type\\b");
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.filter(MigrationsIT::isJudged).toList()) {
        String sql = Files.readString(file).toLowerCase(Locale.ROOT);
        Matcher found = breaking.matcher(sql);
        assertThat(!found.find() || sql.contains("-- contract: "))
            .as("%s must keep what nodes of the version before use", file.getFileName())
            .isTrue();
      }
    }
  }

  private static boolean isJudged(Path file) {
    return version(file) > BEFORE_THE_RULE;
  }

  private static int version(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void migrate(String version) {
    String jdbc = uri.replaceFirst("postgresql://[^@]*@", "jdbc:postgresql://");
    Flyway.configure()
        .dataSource(jdbc, "hookpress", uri.replaceFirst(".*:([^:@]*)@.*", "$1"))
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }
}
