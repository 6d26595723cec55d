package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.node.SecretsResealing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reseals the values that older secrets keys sealed. Runs beside live nodes; may be interrupted and
 * restarted.
 */
@Command(
    name = "reseal",
    description = "Seals with HOOKPRESS_SECRETS_KEY all that the previous keys sealed.",
    mixinStandardHelpOptions = true)
public final class SecretsResealCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  public SecretsResealCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.logAs("text");
    Settings settings = environment.settings(Optional.ofNullable(config)).withoutStandalone();
    ServeCommand.requireExternal(settings, false, true);
    SecretsResealing.Done done = SecretsResealing.run(settings);
    spec.commandLine().getOut().println("resealed=" + done.resealed());
    if (!done.finished()) {
      spec.commandLine()
          .getErr()
          .println(
              "A node still seals with a previous key. Restart it with the new"
                  + " HOOKPRESS_SECRETS_KEY, then run this again.");
      return ExitCodes.FAILED;
    }
    spec.commandLine()
        .getOut()
        .println("Nothing is sealed with previous keys: HOOKPRESS_SECRETS_PREVIOUS_KEYS may go.");
    return 0;
  }
}
