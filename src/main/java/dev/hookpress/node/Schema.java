package dev.hookpress.node;

import dev.hookpress.config.Pooler;
import dev.hookpress.config.Settings;
import dev.hookpress.postgres.Migrations;
import java.util.Optional;

/** The database's tables: migrated by a node when it starts, or beforehand. */
public final class Schema {
  private Schema() {}

  /**
   * Migrates the schema when a node starts, or checks it.
   *
   * @param migrating whether the node migrates; behind a pooler it never does
   * @throws StartFailure as of what it does
   */
  static void update(Settings settings, boolean migrating) {
    if (migrating && settings.postgres().pooler() == Pooler.NONE) {
      migrate(settings);
    } else {
      require(settings);
    }
  }

  /**
   * Migrates the schema to this version.
   *
   * @throws StartFailure if the database cannot be reached or a migration fails
   */
  public static void migrate(Settings settings) {
    try {
      Migrations.run(StoreAddresses.database(settings));
    } catch (StartFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreachable(e);
    }
  }

  /**
   * Checks that someone else has migrated the schema.
   *
   * @throws StartFailure if it is older than this version needs
   */
  public static void require(Settings settings) {
    Optional<String> missing;
    try {
      missing = Migrations.missing(StoreAddresses.database(settings));
    } catch (StartFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreachable(e);
    }
    missing.ifPresent(
        what -> {
          throw new StartFailure(
              "Postgres: "
                  + what
                  + ". Run \"hookpress migrate\" of this version first"
                  + " (it needs a connection without a pooler).");
        });
  }

  private static StartFailure unreachable(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).strip();
    return new StartFailure("Postgres: " + message.lines().findFirst().orElse(message), e);
  }
}
