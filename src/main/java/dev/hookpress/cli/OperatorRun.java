package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.ClientId;
import dev.hookpress.node.OperatorSession;
import dev.hookpress.operator.Actor;
import dev.hookpress.operator.OperatorCommands;
import dev.hookpress.operator.Result;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs an operator command and prints its result. */
final class OperatorRun {
  private final ProcessEnvironment environment;

  OperatorRun(ProcessEnvironment environment) {
    this.environment = environment;
  }

  /** What a command does. */
  interface Command {
    Future<Result> run(OperatorCommands commands, Actor actor, Instant now);
  }

  /** What a command does with a client. */
  interface ClientCommand {
    Future<Result> run(OperatorCommands commands, Actor actor, ClientId client, Instant now);
  }

  /** Runs a command and returns the exit status. */
  int run(CommandLine line, OperatorOptions options, Command command) {
    environment.logAs("text");
    Settings settings = environment.settings(options.config()).withoutStandalone();
    ServeCommand.requireExternal(settings, true, true);
    Actor actor = options.actor();
    Function<OperatorCommands, Future<Result>> run =
        commands -> command.run(commands, actor, environment.clock().instant());
    Result result = OperatorSession.run(settings, environment.clock(), run);
    if (result instanceof Result.Done done) {
      PrintWriter out = line.getOut();
      out.println(options.json() ? done.body().toPrettyString() : TextOutput.of(done.body()));
      out.flush();
      return 0;
    }
    Problem problem = ((Result.Refused) result).problem();
    line.getErr().println(problem.detail());
    problem.errors().forEach(fault -> line.getErr().println(fault.where() + ": " + fault.detail()));
    return ExitCodes.FAILED;
  }

  /** Runs a command for a client. */
  int forClient(CommandLine line, OperatorOptions options, String client, ClientCommand command) {
    return run(
        line,
        options,
        (commands, actor, now) ->
            ClientId.parse(client)
                .map(id -> command.run(commands, actor, id, now))
                .orElseGet(() -> Future.succeededFuture(Result.noClient())));
  }
}
