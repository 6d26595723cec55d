package dev.hookpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.support.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 8, unit = TimeUnit.MINUTES)
class EmbeddedServersIT {
  private static final List<LeftoverProcesses.Step> AT_ONCE =
      List.of(new LeftoverProcesses.Step(Signal.KILL, Duration.ofSeconds(10)));

  @Test
  void postgresIsDurableAndListensOnLoopback() throws Exception {
    String uri = TestServers.freshDatabase();

    assertThat(one(uri, "SHOW fsync")).isEqualTo("on");
    assertThat(one(uri, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(one(uri, "SHOW full_page_writes")).isEqualTo("on");
    assertThat(one(uri, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(one(uri, "SHOW unix_socket_directories")).isEmpty();
    assertThat(one(uri, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(one(uri, "SHOW server_version")).startsWith("18.");
  }

  @Test
  void bothServersAskForThePassword() {
    String postgres = TestServers.freshDatabase();
    assertThatThrownBy(() -> one(postgres.replaceFirst(":[^:@/]+@", ":wrong@"), "SELECT 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    String redis = TestServers.redisUri();
    assertThatThrownBy(() -> TestServers.redis(redis.replaceFirst(":[^:@/]+@", ":wrong@"), "PING"))
        .hasMessageContaining("WRONGPASS");
  }

  @Test
  void dataSurvivesARestart() throws Exception {
    Path data = TestServers.newDirectory("restart");
    try (DataDirectory directory = opened(data)) {
      borrowBinaries(directory);
      try (EmbeddedServers servers = EmbeddedServers.start(directory, true, true)) {
        write(servers);
      }
    }
    try (DataDirectory directory = opened(data);
        EmbeddedServers servers = EmbeddedServers.start(directory, true, true)) {
      assertThat(read(servers)).isEqualTo("kept kept");
    }
  }

  @Test
  void onlyWhatIsWantedIsStartedAndWhatLayThereOpenlyIsTightened() throws Exception {
    Path data = TestServers.newDirectory("wanted");
    Path redis = Files.createDirectories(data.resolve("redis"));
    Path conf = Files.writeString(redis.resolve("redis.conf"), "requirepass old");
    Files.setPosixFilePermissions(redis, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-r--r--"));
    try (DataDirectory directory = opened(data);
        EmbeddedServers servers = EmbeddedServers.start(directory, false, true)) {
      assertThat(servers.postgresUri()).isEmpty();
      assertThat(TestServers.redis(servers.redisUri().orElseThrow(), "PING")).isEqualTo("+PONG");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(redis)))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theStandaloneListensOnLoopbackUnlessToldOtherwise() throws Exception {
    try (DataDirectory directory = opened(TestServers.newDirectory("loopback"));
        EmbeddedServers servers = EmbeddedServers.start(directory, false, false)) {
      Settings own = StandaloneSettings.complete(settings(Map.of()), directory, servers);
      assertThat(own.http().host()).contains("127.0.0.1");
      assertThat(own.management().host()).contains("127.0.0.1");
      Settings told =
          StandaloneSettings.complete(
              settings(Map.of("HOOKPRESS_HTTP_HOST", "0.0.0.0")), directory, servers);
      assertThat(told.http().host()).contains("0.0.0.0");
      assertThat(told.management().host()).contains("127.0.0.1");
    }
  }

  private static Settings settings(Map<String, String> environment) {
    return ((SettingsResult.Valid) SettingsReader.read(environment, Optional.empty())).settings();
  }

  @Test
  void aServerIsStoppedIfTheOtherCannotStart() throws Exception {
    Path data = TestServers.newDirectory("partial");
    try (DataDirectory directory = opened(data)) {
      borrowBinaries(directory);
      Files.createDirectories(directory.path().resolve("postgres"));

      assertThatThrownBy(() -> EmbeddedServers.start(directory, true, true))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("postgres ended before it was ready");

      // Immediately: this throws while the killed server still runs.
      LeftoverProcesses redis =
          new LeftoverProcesses(directory.path().resolve("redis"), "redis-server");
      redis.end(List.of());
    }
  }

  @Test
  void theNextStartAfterAKillTakesOverServersAndData() throws Exception {
    Path data = TestServers.newDirectory("killed");
    try (DataDirectory directory = opened(data)) {
      borrowBinaries(directory);
    }
    Process child = child(data);
    try (BufferedReader lines = child.inputReader()) {
      assertThat(lines.lines().anyMatch("written"::equals)).isTrue();
      assertThat(DataDirectory.open(data)).isInstanceOf(DataDirectory.Opening.InUse.class);
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

    try (DataDirectory directory = opened(data);
        EmbeddedServers servers = EmbeddedServers.start(directory, true, true)) {
      assertThat(read(servers)).isEqualTo("kept kept");
    }
  }

  @Test
  void aKilledServerRecovers() throws Exception {
    Path data = TestServers.newDirectory("crash");
    try (DataDirectory directory = opened(data)) {
      borrowBinaries(directory);
      EmbeddedServers servers = EmbeddedServers.start(directory, true, true);
      write(servers);
      new LeftoverProcesses(directory.path().resolve("postgres"), "postgres").end(AT_ONCE);
      new LeftoverProcesses(directory.path().resolve("redis"), "redis-server").end(AT_ONCE);
      servers.close();
      // As after a crash of the machine, the id may be that of a stranger by now: ours.
      Path pidFile = directory.path().resolve("postgres/postmaster.pid");
      List<String> lines = Files.readAllLines(pidFile);
      assertThat(lines).isNotEmpty();
      lines.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(pidFile, lines);

      try (EmbeddedServers again = EmbeddedServers.start(directory, true, true)) {
        assertThat(one(again.postgresUri().orElseThrow(), "SELECT text FROM t")).isEqualTo("kept");
      }
    }
  }

  @Test
  void anInterruptedCreationIsRepeated() throws Exception {
    Path data = TestServers.newDirectory("torn");
    Path half = Files.createDirectories(data.resolve("postgres.creating1"));
    Files.writeString(half.resolve("postgresql.conf"), "");
    try (PostgresServer postgres =
        PostgresServer.start(
            TestServers.cache(), data.resolve("postgres"), data.resolve("password"), 0)) {
      assertThat(one(postgres.uri(), "SELECT current_database()")).isEqualTo("hookpress");
      assertThat(half).doesNotExist();
    }
  }

  @Test
  void asRootPostgresRunsAsNobodyWhereNameSpacesAreForbidden() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path data = TestServers.newDirectory("nobody");
    Launcher nobody = Launcher.choose(true, List.of(List.of("false"), Launcher.OTHER_USER));
    for (Launcher launcher : List.of(nobody, Launcher.notAsRoot(), nobody)) {
      try (PostgresServer postgres =
          PostgresServer.start(
              launcher,
              TestServers.cache(),
              data.resolve("postgres"),
              data.resolve("password"),
              0)) {
        assertThat(one(postgres.uri(), "SHOW fsync")).isEqualTo("on");
      }
    }
  }

  @Test
  void asRootWithoutAlternativesTheMessageSaysWhatToDo() {
    assertThatThrownBy(() -> Launcher.choose(true, List.of(List.of("no-such-program"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ordinary user");
  }

  @Test
  void dedicatedServersRestartUnderTheSameUri() throws Exception {
    TestServers.DedicatedPostgres postgres = TestServers.dedicatedPostgres();
    String uri = TestServers.freshDatabase(postgres);
    postgres.stop();
    assertThatThrownBy(() -> one(uri, "SELECT 1")).isInstanceOf(SQLException.class);
    postgres.start();
    assertThat(one(uri, "SELECT 1")).isEqualTo("1");
    postgres.stop();

    TestServers.DedicatedRedis redis = TestServers.dedicatedRedis();
    redis.stop();
    assertThatThrownBy(() -> TestServers.redis(redis.uri(), "PING"));
    redis.start();
    assertThat(TestServers.redis(redis.uri(), "PING")).isEqualTo("+PONG");
    redis.stop();
    assertThat(TestServers.redis(TestServers.freshRedis(), "PING")).isEqualTo("+PONG");
  }

  /** The program that is killed: starts, writes, says so, and waits for its end. */
  public static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      EmbeddedServers servers = EmbeddedServers.start(opened(Path.of(args[0])), true, true);
      write(servers);
      System.out.println("written");
      System.in.read();
    }
  }

  private static Process child(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void write(EmbeddedServers servers) throws SQLException {
    try (Connection connection = TestServers.connect(servers.postgresUri().orElseThrow());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (text text)");
      statement.execute("INSERT INTO t VALUES ('kept')");
    }
    TestServers.redis(servers.redisUri().orElseThrow(), "SET k kept");
  }

  private static String read(EmbeddedServers servers) throws SQLException {
    return one(servers.postgresUri().orElseThrow(), "SELECT text FROM t")
        + " "
        + TestServers.redis(servers.redisUri().orElseThrow(), "GET k");
  }

  private static String one(String uri, String query) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Unpacking takes seconds; one copy does for all tests. */
  private static void borrowBinaries(DataDirectory directory) throws IOException {
    Files.createDirectories(TestServers.cache());
    Files.createSymbolicLink(directory.path().resolve("bin"), TestServers.cache());
  }

  private static DataDirectory opened(Path path) throws IOException {
    return ((DataDirectory.Opening.Opened) DataDirectory.open(path)).directory();
  }
}
