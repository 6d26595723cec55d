package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.node.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Migrates the database and exits, for operators who disable migration at node start. */
@Command(
    name = "migrate",
    description = "Brings the database up to this version, and ends.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  public MigrateCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.logAs("text");
    Settings settings = environment.settings(Optional.ofNullable(config)).withoutStandalone();
    ServeCommand.requireExternal(settings, false, false);
    Schema.migrate(settings);
    return 0;
  }
}
