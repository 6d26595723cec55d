package dev.hookpress.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Groups the {@code node} commands. */
@Command(name = "node", description = "Lists and drains nodes.", mixinStandardHelpOptions = true)
public final class NodeCommand implements Callable<Integer> {
  private final OperatorRun operator;

  @Spec private CommandSpec spec;

  public NodeCommand(ProcessEnvironment environment) {
    this.operator = new OperatorRun(environment);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.WRONG_USE;
  }

  @Command(name = "list", description = "Lists nodes with what they hold.")
  int list(@Mixin OperatorOptions options) {
    return operator.run(
        spec.commandLine(), options, (commands, actor, now) -> commands.nodes().list(now));
  }

  @Command(name = "drain", description = "Lets a node finish what it has and take no more.")
  int drain(
      @Mixin OperatorOptions options,
      @Parameters(paramLabel = "NODE", description = "its id or its name") String node) {
    return operator.run(
        spec.commandLine(),
        options,
        (commands, actor, now) -> commands.nodes().drain(actor, node, now));
  }
}
