package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.node.App;
import dev.hookpress.node.Role;
import dev.hookpress.node.StartFailure;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A node beside a schema of another version. */
class SchemaVersionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  private final String database = TestServers.freshDatabase();

  @RegisterExtension
  final Installation hookpress = new Installation(database, TestServers.freshRedis());

  @TempDir private Path data;

  @Test
  void aNodeThatDoesNotMigrateRefusesAnOlderSchemaInWords() {
    migrate("22", "classpath:db/migration");
    Settings settings =
        ((SettingsResult.Valid)
                SettingsReader.read(
                    Map.of(
                        "HOOKPRESS_POSTGRES_URI",
                        database,
                        "HOOKPRESS_REDIS_URI",
                        hookpress.redis(),
                        "HOOKPRESS_DATA_DIR",
                        data.toString(),
                        "HOOKPRESS_SECRETS_KEY",
                        Base64.getEncoder().encodeToString(new byte[32])),
                    Optional.empty()))
            .settings();

    assertThatThrownBy(
            () -> App.start(settings, EnumSet.allOf(Role.class), Clock.systemUTC(), false))
        .isInstanceOf(StartFailure.class)
        .hasMessageMatching(
            "Postgres: the schema is of version 22; this version of Hookpress needs [0-9]+\\."
                + " Run \"hookpress migrate\" of this version first.*");
  }

  /**
   * The next version's migration has expanded every table that nodes write to. It is a test's own:
   * no other version of the program exists while this one is built.
   */
  @Test
  void aNodeWorksBesideTheNextVersionOfTheSchema() {
    migrate("latest", "classpath:db/migration", "classpath:db/next");

    SystemNode node = hookpress.start();

    String job = node.submitHello(receiver.uri("/hook"));
    receiver.await(1, PATIENCE);
    assertThat(node.ended(job).getString("status")).isEqualTo("completed");
    receiver.answer(request -> LocalReceiver.Answer.status(410));
    String gone = node.submitHello(receiver.uri("/gone"));
    eventually(
        () ->
            node.notification(gone).map(it -> it.getString("status").equals("gone")).orElse(false));
  }

  private void migrate(String target, String... locations) {
    URI uri = URI.create(database);
    String[] user = uri.getUserInfo().split(":", 2);
    Flyway.configure()
        .dataSource(
            "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
            user[0],
            user[1])
        .locations(locations)
        .target(target)
        .load()
        .migrate();
  }
}
