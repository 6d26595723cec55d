package dev.hookpress.node;

import dev.hookpress.config.Pooler;
import dev.hookpress.config.Settings;
import dev.hookpress.postgres.Database;
import dev.hookpress.postgres.SessionSettings;
import dev.hookpress.tls.StoreTls;
import dev.hookpress.tls.TlsMode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the node's own servers are and how they are verified, by the settings. */
final class StoreAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAddresses.class);
  private static final Duration CHECK_BOUND = Duration.ofSeconds(10);

  private StoreAddresses() {}

  /**
   * The database.
   *
   * @throws StartFailure if it is not set, or its TLS parameters or files cannot be used
   */
  static Database database(Settings settings) {
    Settings.TlsFiles files = settings.postgres().tlsFiles();
    String uri =
        settings.postgres().uri().orElseThrow(() -> new StartFailure("postgres.uri is not set"));
    try {
      Database database =
          Database.of(
              uri,
              new Database.Files(
                  files.trustedCertificates(), files.clientCertificate(), files.clientKey()));
      return settings.postgres().pooler() == Pooler.NONE ? database : database.behindPooler();
    } catch (IllegalArgumentException e) {
      throw new StartFailure("postgres.uri: " + e.getMessage(), e);
    }
  }

  /** Warns if a pooler keeps a node from the settings that its statements need. */
  static void checkSession(Connections connections) {
    if (connections.settings.postgres().pooler() == Pooler.NONE) {
      return;
    }
    String missing =
        BoundedWait.forStart("Postgres", SessionSettings.missing(connections.pool), CHECK_BOUND);
    if (!missing.isEmpty()) {
      LOG.warn(
          "Behind a pooler the settings are the database's, and these are missing: {}", missing);
    }
  }

  /**
   * The TLS of Redis, used if its URI asks for TLS.
   *
   * @throws StartFailure if its files cannot be used
   */
  static StoreTls redisTls(Settings.Redis redis) {
    TlsMode mode =
        switch (redis.sslMode()) {
          case VERIFY_FULL -> TlsMode.VERIFY_FULL;
          case VERIFY_CA -> TlsMode.VERIFY_CA;
          case REQUIRE -> TlsMode.REQUIRE;
        };
    Settings.TlsFiles files = redis.tlsFiles();
    try {
      StoreTls tls =
          new StoreTls(
              mode, files.trustedCertificates(), files.clientCertificate(), files.clientKey());
      if (!files.trustedCertificates().isEmpty() || files.clientCertificate().isPresent()) {
        // Names a file that cannot be used. Without files there is nothing to read, and the JDK's
        // authorities take a tenth of a second.
        tls.options();
      }
      return tls;
    } catch (IllegalArgumentException e) {
      throw new StartFailure("redis: " + e.getMessage(), e);
    }
  }
}
