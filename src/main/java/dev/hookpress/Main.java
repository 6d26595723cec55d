package dev.hookpress;

import dev.hookpress.cli.ClientCommand;
import dev.hookpress.cli.ClientCreateCommand;
import dev.hookpress.cli.ExitCodes;
import dev.hookpress.cli.HealthCommand;
import dev.hookpress.cli.KeyCommand;
import dev.hookpress.cli.ListenCommand;
import dev.hookpress.cli.MigrateCommand;
import dev.hookpress.cli.NodeCommand;
import dev.hookpress.cli.OperatorProgram;
import dev.hookpress.cli.ProcessEnvironment;
import dev.hookpress.cli.SecretsResealCommand;
import dev.hookpress.cli.ServeCommand;
import dev.hookpress.cli.StandaloneCommand;
import dev.hookpress.logging.LogSetup;
import dev.hookpress.node.StartFailure;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of the command line. */
@Command(
    name = Main.NAME,
    description = "Renders PDFs in the background and tells the caller when they are ready.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main extends OperatorProgram {
  static final String NAME = "hookpress";

  private static final String CANNOT_GO_ON = "Hookpress cannot go on: ";

  @Spec private CommandSpec spec;

  private Main(ProcessEnvironment environment) {
    super(environment);
  }

  /** Returns on success; otherwise exits the JVM with a non-zero status. */
  public static void main(String[] args) {
    // All must be set before any class of Vert.x is loaded.
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    // Resources are not read by Vert.x: it needs no directory for copies, which a kill leaves.
    System.setProperty("vertx.disableFileCaching", "true");
    System.setProperty("vertx.disableFileCPResolving", "true");
    int status =
        run(
            new ProcessEnvironment(Map.copyOf(System.getenv()), Clock.systemUTC()),
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs one command and returns its exit status. */
  static int run(ProcessEnvironment environment, PrintWriter out, PrintWriter err, String... args) {
    String name = args.length == 0 ? "" : args[0];
    // A node does not wait until the options of all other commands are known.
    Optional<CommandLine> node =
        nodes(environment).stream().filter(one -> one.getCommandName().equals(name)).findFirst();
    node.ifPresent(one -> one.setCommandName(NAME + " " + name));
    return node.orElseGet(() -> all(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Main::explainUsage)
        .setExecutionExceptionHandler(Main::explainFailure)
        .execute(node.isEmpty() ? args : Arrays.copyOfRange(args, 1, args.length));
  }

  /** The commands that run a node. */
  private static List<CommandLine> nodes(ProcessEnvironment environment) {
    return List.of(
        new CommandLine(new ServeCommand(environment)),
        new CommandLine(new StandaloneCommand(environment)));
  }

  private static CommandLine all(ProcessEnvironment environment) {
    CommandLine all = new CommandLine(new Main(environment));
    nodes(environment).forEach(all::addSubcommand);
    CommandLine client = new CommandLine(new ClientCommand(environment));
    client.addSubcommand(new ClientCreateCommand(environment));
    CommandLine secrets = new CommandLine(new SecretsCommand());
    secrets.addSubcommand(new SecretsResealCommand(environment));
    return all.addSubcommand(new MigrateCommand(environment))
        .addSubcommand(new ListenCommand(environment))
        .addSubcommand(new HealthCommand(environment))
        .addSubcommand(client)
        .addSubcommand(new KeyCommand(environment))
        .addSubcommand(new NodeCommand(environment))
        .addSubcommand(secrets);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.WRONG_USE;
  }

  private static int explainUsage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(e.getMessage());
    line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.WRONG_USE;
  }

  private static int explainFailure(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    if (e instanceof ProcessEnvironment.WrongSettings) {
      line.getErr().println(e.getMessage());
      return ExitCodes.WRONG_USE;
    }
    boolean expected = e instanceof StartFailure;
    // A node's log is JSON to its last line.
    if (LogSetup.isJson() || !expected) {
      LoggerFactory.getLogger(Main.class)
          .atError()
          .addKeyValue("event", "node.failed")
          .setCause(expected ? null : e)
          .log(CANNOT_GO_ON + e.getMessage());
    }
    if (!LogSetup.isJson()) {
      line.getErr().println(CANNOT_GO_ON + e.getMessage());
    }
    return ExitCodes.FAILED;
  }

  /** Reads the version from the jar; there is none when running from class files. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Hookpress " + (version == null ? "(built from source)" : version)};
    }
  }

  /** Groups the {@code secrets} commands. */
  @Command(
      name = "secrets",
      description = "Manages the secrets key.",
      mixinStandardHelpOptions = true)
  private static final class SecretsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getErr());
      return ExitCodes.WRONG_USE;
    }
  }
}
