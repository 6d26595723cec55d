package dev.hookpress.tls;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hookpress.postgres.Database;
import dev.hookpress.postgres.Migrations;
import dev.hookpress.postgres.Pools;
import dev.hookpress.support.TestAuthority;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A PostgreSQL with TLS: every mode means the same to pools, queue connections and migrations. */
class PostgresTlsIT {
  private static final String SSL_OF_THIS_CONNECTION =
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

  private static final Vertx VERTX = Vertx.vertx();
  private static TestAuthority right;
  private static TestAuthority wrong;
  private static TestServers.DedicatedPostgres postgres;
  private static String plainUri;

  @BeforeAll
  static void start() throws Exception {
    right = new TestAuthority(TestServers.newDirectory("right-authority"));
    wrong = new TestAuthority(TestServers.newDirectory("wrong-authority"));
    postgres = TestServers.dedicatedPostgres();
    plainUri = postgres.uri();
    TestAuthority.Issued server = right.issue("server", "dns:localhost");
    Path data = dataDirectory();
    copyForServer(server.certificate(), data.resolve("server.crt"), data);
    copyForServer(server.key(), data.resolve("server.key"), data);
    copyForServer(right.certificate(), data.resolve("root.crt"), data);
    Files.writeString(
        data.resolve("postgresql.conf"),
        "\nssl = on\nssl_ca_file = 'root.crt'\n",
        StandardOpenOption.APPEND);
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "hostssl all certain 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n"
            + "host all all 127.0.0.1/32 scram-sha-256\n");
    postgres.stop();
    postgres.start();
    try (Connection connection = TestServers.connect(plainUri);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER certain SUPERUSER PASSWORD 'test-password'");
    }
  }

  private static Path dataDirectory() throws Exception {
    try (Connection connection = TestServers.connect(plainUri);
        Statement statement = connection.createStatement();
        var found = statement.executeQuery("SHOW data_directory")) {
      found.next();
      return Path.of(found.getString(1));
    }
  }

  private static void copyForServer(Path from, Path to, Path data) throws IOException {
    Files.copy(from, to);
    if (!Files.getOwner(data).equals(Files.getOwner(to))) {
      Files.setOwner(to, Files.getOwner(data));
    }
  }

  @AfterAll
  static void stop() {
    await(VERTX.close());
    postgres.close();
  }

  /** The certificate names localhost, so 127.0.0.1 is a wrong name. */
  private static Database database(String mode, String host, TestAuthority authority) {
    String uri = plainUri.replace("127.0.0.1", host) + (mode.isEmpty() ? "" : "?sslmode=" + mode);
    List<Path> authorities = authority == null ? List.of() : List.of(authority.certificate());
    return Database.of(uri, new Database.Files(authorities, Optional.empty(), Optional.empty()));
  }

  private static TestAuthority authority(String name) {
    return switch (name) {
      case "right" -> right;
      case "wrong" -> wrong;
      default -> null;
    };
  }

  private static boolean encrypted(Pool pool) {
    try {
      return await(
          pool.query(SSL_OF_THIS_CONNECTION)
              .execute()
              .map(rows -> rows.iterator().next().getBoolean(0)));
    } finally {
      await(pool.close());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 127.0.0.1, none, false",
    "disable, 127.0.0.1, none, false",
    "prefer, 127.0.0.1, none, true",
    "require, 127.0.0.1, none, true",
    "require, 127.0.0.1, right, true",
    "verify-ca, 127.0.0.1, right, true",
    "verify-full, localhost, right, true",
  })
  void connectsAsTheModeSays(String mode, String host, String authority, boolean encrypted) {
    Database database = database(mode, host, authority(authority));

    assertThat(encrypted(Pools.open(VERTX, database, 1, 10))).isEqualTo(encrypted);
    assertThat(encrypted(Pools.openForQueues(VERTX, database, 10))).isEqualTo(encrypted);
    assertThat(encrypted(Pools.openOne(VERTX, database, "one", 10))).isEqualTo(encrypted);
    Migrations.run(database);
  }

  @ParameterizedTest
  @CsvSource({
    "require, 127.0.0.1, wrong",
    "verify-ca, 127.0.0.1, wrong",
    "verify-full, localhost, wrong",
    "verify-full, localhost, none",
    "verify-full, 127.0.0.1, right",
  })
  void refusesAnotherAuthorityOrName(String mode, String host, String authority) {
    Database database = database(mode, host, authority(authority));

    assertThatThrownBy(() -> encrypted(Pools.open(VERTX, database, 1, 10)))
        .hasStackTraceContaining("SSL handshake failed");
    assertThatThrownBy(() -> encrypted(Pools.openForQueues(VERTX, database, 10)))
        .hasStackTraceContaining("SSL handshake failed");
    assertThatThrownBy(() -> Migrations.run(database))
        .hasStackTraceContaining(authority.equals("right") ? "hostname" : "certif");
  }

  @Test
  void showsItsOwnCertificate() {
    TestAuthority.Issued client = right.issue("client", "dns:client");
    String uri = plainUri.replace("hookpress:", "certain:") + "?sslmode=require";
    Database database =
        Database.of(
            uri,
            new Database.Files(
                List.of(), Optional.of(client.certificate()), Optional.of(client.key())));

    assertThat(encrypted(Pools.open(VERTX, database, 1, 10))).isTrue();
    Migrations.run(database);
    assertThatThrownBy(() -> Migrations.run(Database.of(uri)))
        .hasStackTraceContaining("client certificate");
  }

  @Test
  void readsThePathsOfTheUri() {
    Database database =
        Database.of(
            plainUri.replace("127.0.0.1", "localhost")
                + "?sslmode=verify-full&sslrootcert="
                + right.certificate());

    assertThat(encrypted(Pools.open(VERTX, database, 1, 10))).isTrue();
    Migrations.run(database);
  }

  @Test
  void saysThatPreferWentInClear() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Pools.class);
    logger.addAppender(log);
    Database withoutTls = Database.of(TestServers.freshDatabase() + "?sslmode=prefer");

    assertThat(encrypted(Pools.open(VERTX, withoutTls, 1, 10))).isFalse();
    Migrations.run(withoutTls);

    logger.detachAppender(log);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("not encrypted") && line.contains("prefer"));
  }

  @Test
  void refusesAServerWithoutTls() {
    Database withoutTls = Database.of(TestServers.freshDatabase() + "?sslmode=require");

    assertThatThrownBy(() -> encrypted(Pools.open(VERTX, withoutTls, 1, 10)))
        .hasStackTraceContaining("SSL");
    assertThatThrownBy(() -> Migrations.run(withoutTls)).hasStackTraceContaining("SSL");
  }

  @Test
  void namesWhatIsWrongWithTheSettings() {
    assertThatThrownBy(() -> Database.of(plainUri + "?sslmode=allow"))
        .hasMessageContaining("disable, prefer, require, verify-ca or verify-full");
    assertThatThrownBy(() -> Database.of(plainUri + "?sslmode=verify-ca"))
        .hasMessageContaining("needs the authorities");
    assertThatThrownBy(
            () ->
                Pools.open(
                    VERTX,
                    Database.of(plainUri + "?sslmode=verify-full&sslrootcert=/no/such.pem"),
                    1,
                    1))
        .hasMessageContaining("/no/such.pem cannot be read");
  }
}
