package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.node.App;
import dev.hookpress.node.OutOfMemory;
import dev.hookpress.node.Role;
import dev.hookpress.node.ShutdownSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node that uses the operator's own servers. Any number of equal nodes may run. */
@Command(
    name = "serve",
    description = "Runs a node on external PostgreSQL and Redis until it is stopped.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      description = "some of: api, render, dispatch; all by default")
  private List<Role> roles = List.of(Role.values());

  @Option(
      names = "--no-migrate",
      description = "does not migrate the database, and refuses to start if it is too old")
  private boolean noMigrate;

  public ServeCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    environment.logAs("json");
    OutOfMemory.endTheProcess();
    Settings settings = environment.settings(Optional.ofNullable(config)).withoutStandalone();
    requireExternal(settings, true, true);
    Set<Role> chosen = EnumSet.copyOf(roles);
    ShutdownSequence lifetime = ShutdownSequence.untilSignal();
    try {
      lifetime
          .begin(
              "app",
              App.stopBound(settings),
              () -> App.start(settings, chosen, environment.clock(), !noMigrate),
              App::stop)
          .ready();
    } catch (Exception e) {
      lifetime.end();
      throw e;
    }
    lifetime.await();
    return 0;
  }

  /** Requires the servers and the key that only the standalone provides itself. */
  static void requireExternal(Settings settings, boolean redisToo, boolean keyToo) {
    List<String> missing = new ArrayList<>();
    if (settings.postgres().uri().isEmpty()) {
      missing.add("postgres.uri (HOOKPRESS_POSTGRES_URI)");
    }
    if (redisToo && settings.redis().uri().isEmpty()) {
      missing.add("redis.uri (HOOKPRESS_REDIS_URI)");
    }
    if (keyToo && settings.secrets().key().isEmpty()) {
      missing.add("secrets.key (HOOKPRESS_SECRETS_KEY), 32 bytes in base64");
    }
    if (!missing.isEmpty()) {
      throw new ProcessEnvironment.WrongSettings(
          "Required and not set: "
              + String.join("; ", missing)
              + ". The standalone command needs none of them.");
    }
  }
}
