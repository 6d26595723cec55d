package dev.hookpress.standalone;

import dev.hookpress.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Completes the settings with the standalone's own servers, keys and node id. */
public final class StandaloneSettings {
  /** Targets allowed beside global addresses by default. */
  public static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

  private StandaloneSettings() {}

  /**
   * Sets the servers' URIs, the keys and the node id where unset, and allows loopback.
   *
   * @throws IOException if the data directory cannot be read or written
   */
  public static Settings complete(Settings given, DataDirectory directory, EmbeddedServers servers)
      throws IOException {
    Settings.Postgres postgres = given.postgres();
    Settings.Redis redis = given.redis();
    Settings.Outbound outbound = given.outbound();
    return new Settings(
        local(given.http()),
        new Settings.Management(
            given.management().host().or(() -> Optional.of(Ports.LOOPBACK)),
            given.management().port()),
        given.operator(),
        new Settings.Data(directory.path()),
        new Settings.Postgres(
            postgres.uri().or(servers::postgresUri),
            postgres.pooler(),
            postgres.poolSize(),
            postgres.maxWaiting(),
            postgres.tlsFiles()),
        new Settings.Redis(
            redis.uri().or(servers::redisUri),
            redis.poolSize(),
            redis.maxWaiting(),
            redis.sslMode(),
            redis.tlsFiles()),
        new Settings.Secrets(
            orElse(given.secrets().key(), directory::secretsKey), given.secrets().previousKeys()),
        new Settings.Outbound(
            outbound.allow().isEmpty() ? LOOPBACK : outbound.allow(),
            outbound.allowHttp(),
            outbound.ports(),
            outbound.poolPerOrigin(),
            outbound.maxWaitingPerOrigin(),
            outbound.trustedCertificates(),
            outbound.proxy(),
            outbound.fetchesPerHost(),
            outbound.fetchesPerHostPerClient(),
            outbound.contactPage()),
        given.limits(),
        given.render(),
        given.delivery(),
        given.mail(),
        given.breaker(),
        given.files(),
        given.retention(),
        new Settings.Node(
            orElse(given.node().id(), directory::nodeId),
            // Nobody balances load before it.
            0,
            given.node().drainSeconds()),
        given.log(),
        given.telemetry(),
        new Settings.Standalone(
            orElse(given.standalone().apiKey(), directory::apiKey),
            given.standalone().inboxPort(),
            given.standalone().mailboxPort()),
        given.demo());
  }

  /** What is started to try it out is not for the whole network, unless the settings say so. */
  private static Settings.Http local(Settings.Http given) {
    return new Settings.Http(
        given.host().or(() -> Optional.of(Ports.LOOPBACK)),
        given.port(),
        given.publicUrl(),
        given.maxBodyBytes(),
        given.idleTimeoutSeconds(),
        given.h2c(),
        given.corsOrigins(),
        given.bounds());
  }

  private interface Kept {
    String get() throws IOException;
  }

  /** Creates a value only if none is given. */
  private static Optional<String> orElse(Optional<String> given, Kept kept) throws IOException {
    return given.isPresent() ? given : Optional.of(kept.get());
  }
}
