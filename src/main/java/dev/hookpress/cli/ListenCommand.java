package dev.hookpress.cli;

import dev.hookpress.listen.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the callbacks of a client's jobs to a URL on the machine of a developer. */
@Command(
    name = "listen",
    description =
        "Forwards the callbacks of your jobs, signed, to a URL that the service cannot reach.",
    mixinStandardHelpOptions = true)
public final class ListenCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--forward",
      required = true,
      paramLabel = "URL",
      description = "where callbacks go, such as http://localhost:3000/hook")
  private URI forward;

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "the service; ${DEFAULT-VALUE} by default",
      defaultValue = "http://localhost:8080")
  private URI api;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "a file whose first line is your API key; else HOOKPRESS_API_KEY has it")
  private Path keyFile;

  public ListenCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    environment.logAs("text");
    requireHttp("--forward", forward);
    requireHttp("--api", api);
    Optional<String> refused = new Listener(api, key(), forward, spec.commandLine().getOut()).run();
    refused.ifPresent(spec.commandLine().getErr()::println);
    return refused.isPresent() ? ExitCodes.FAILED : 0;
  }

  private static void requireHttp(String option, URI url) {
    boolean http =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new ProcessEnvironment.WrongSettings(
          option + ": must be a URL such as http://localhost:3000/hook");
    }
  }

  /** Not an option: every user of the machine can read a process's arguments. */
  private String key() {
    String key = keyFile == null ? environment.environment().get("HOOKPRESS_API_KEY") : ofFile();
    if (key == null || key.isBlank()) {
      throw new ProcessEnvironment.WrongSettings(
          "Your API key is needed: set HOOKPRESS_API_KEY, or name a file with --key-file.");
    }
    return key.strip();
  }

  private String ofFile() {
    try (Stream<String> lines = Files.lines(keyFile)) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException e) {
      throw new ProcessEnvironment.WrongSettings("--key-file: " + keyFile + " cannot be read");
    }
  }
}
