package dev.hookpress.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.config.Settings;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.node.ClientCreation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates a client and prints its credentials to standard output, one per line, for scripts. */
@Command(
    name = "create",
    description = "Creates a client; prints its API key and its signing secret.",
    mixinStandardHelpOptions = true)
public final class ClientCreateCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  @Option(names = "--name", required = true, description = "what people call it")
  private String name;

  @Option(names = "--json", description = "prints JSON")
  private boolean json;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "a file whose first line is its API key; made if not given")
  private Path keyFile;

  public ClientCreateCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.logAs("text");
    Settings settings = environment.settings(Optional.ofNullable(config)).withoutStandalone();
    ServeCommand.requireExternal(settings, false, true);
    ClientCreation.Created created = ClientCreation.run(settings, environment.clock(), name, key());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode shown = Json.object().put("id", created.client().toString());
      shown.put("name", name).put("api_key", created.apiKey());
      out.println(shown.put("signing_secret", created.signingKey().reveal()).toPrettyString());
      return 0;
    }
    out.println("api_key=" + created.apiKey());
    out.println("signing_secret=" + created.signingKey().reveal());
    return 0;
  }

  /** From a file: every user of the machine can read a process's arguments. */
  private Optional<String> key() {
    if (keyFile == null) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(keyFile)) {
      return Optional.of(lines.findFirst().orElse("").strip());
    } catch (IOException | UncheckedIOException e) {
      throw new ProcessEnvironment.WrongSettings("--key-file: " + keyFile + " cannot be read");
    }
  }
}
