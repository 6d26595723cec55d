package dev.hookpress.cli;

import dev.hookpress.operator.Actor;
import dev.hookpress.operator.Actor.Source;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every operator command. */
public final class OperatorOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  @Option(names = "--json", description = "prints the answer of the operator API")
  private boolean json;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "who makes the change, for the audit log; the user by default")
  private String name = System.getProperty("user.name", "unknown");

  /** The settings' file. */
  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** Whether the answer is printed as JSON. */
  boolean json() {
    return json;
  }

  /** Who uses the command line. */
  Actor actor() {
    if (name.isBlank() || name.length() > Actor.MAX_NAME_CHARACTERS) {
      throw new ProcessEnvironment.WrongSettings(
          "--as: must be 1 to " + Actor.MAX_NAME_CHARACTERS + " characters");
    }
    return new Actor(name, Source.CLI);
  }
}
