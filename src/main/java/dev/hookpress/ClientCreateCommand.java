package dev.hookpress;

import dev.hookpress.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a tenant in; the API key goes to standard output alone, so that a script can take it. */
@Command(
    name = "create",
    description = "Creates a client and prints its API key.",
    mixinStandardHelpOptions = true)
final class ClientCreateCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  @Option(names = "--name", required = true, description = "what people call it")
  private String name;

  @Option(names = "--key", description = "its API key; made if not given")
  private String key;

  ClientCreateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.logAs("text");
    Settings settings = surroundings.settings(Optional.ofNullable(config)).withoutStandalone();
    ServeCommand.requireExternal(settings, false);
    String created =
        App.createClient(settings, surroundings.clock(), name, Optional.ofNullable(key));
    spec.commandLine().getOut().println(created);
    return 0;
  }
}
