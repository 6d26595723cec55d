package dev.hookpress.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.operator.TopQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A program with the operator's commands that belong to no group; each method is a command. */
@Command
public abstract class OperatorProgram implements Callable<Integer> {
  private static final int MAX_LISTED = 100;
  private static final String TWENTY = "20";

  private final OperatorRun operator;

  @Spec private CommandSpec spec;

  protected OperatorProgram(ProcessEnvironment environment) {
    this.operator = new OperatorRun(environment);
  }

  @Command(
      name = "top",
      description = "Shows which clients fail, flood or wait most.",
      mixinStandardHelpOptions = true)
  public int top(
      @Mixin OperatorOptions options,
      @Option(names = "--by", description = "${COMPLETION-CANDIDATES}", defaultValue = "failing")
          TopQuery.By by,
      @Option(names = "--hours", description = "attempts of so many hours", defaultValue = "1")
          int hours,
      @Option(names = "--limit", defaultValue = TWENTY) int limit) {
    int within = Math.max(1, Math.min(hours, TopQuery.MAX_HOURS));
    int most = Math.max(1, Math.min(limit, MAX_LISTED));
    return operator.run(
        spec.commandLine(),
        options,
        (commands, actor, now) ->
            commands.insight().top(new TopQuery(by, Duration.ofHours(within), most), now));
  }

  @Command(
      name = "explain",
      description =
          "Explains what has an id: a job, notification, replay, client, endpoint, key or file.",
      mixinStandardHelpOptions = true)
  public int explain(@Mixin OperatorOptions options, @Parameters(paramLabel = "ID") String id) {
    return operator.run(
        spec.commandLine(), options, (commands, actor, now) -> commands.insight().explain(id, now));
  }

  @Command(
      name = "queue",
      description = "Shows what waits, and why.",
      mixinStandardHelpOptions = true)
  public int queue(@Mixin OperatorOptions options) {
    return operator.run(
        spec.commandLine(), options, (commands, actor, now) -> commands.insight().queue(now));
  }

  @Command(
      name = "audit",
      description = "Shows what operators have changed.",
      mixinStandardHelpOptions = true)
  public int audit(
      @Mixin OperatorOptions options,
      @Option(names = "--subject", paramLabel = "ID", description = "of this client or node only")
          String subject,
      @Option(names = "--limit", defaultValue = TWENTY) int limit) {
    int most = Math.max(1, Math.min(limit, MAX_LISTED));
    return operator.run(
        spec.commandLine(),
        options,
        (commands, actor, now) ->
            commands.audit().list(Optional.ofNullable(subject), Optional.empty(), most));
  }

  @Command(
      name = "redeliver",
      description = "Sends a notification again.",
      mixinStandardHelpOptions = true)
  public int redeliver(
      @Mixin OperatorOptions options,
      @Parameters(paramLabel = "ID", description = "msg_...") String id) {
    return operator.run(
        spec.commandLine(),
        options,
        (commands, actor, now) -> commands.deliveries().redeliver(actor, id, now));
  }

  @Command(
      name = "replay",
      description = "Sends many of a client's notifications again, at a bounded rate.",
      mixinStandardHelpOptions = true)
  public int replay(
      @Mixin OperatorOptions options,
      @Parameters(paramLabel = "CLIENT") String client,
      @Option(names = "--from", required = true, paramLabel = "TIME") String from,
      @Option(names = "--to", paramLabel = "TIME") String to,
      @Option(names = "--states", split = ",", paramLabel = "STATE") List<String> states,
      @Option(names = "--endpoint", paramLabel = "URL") String endpoint,
      @Option(names = "--rate", paramLabel = "PER SECOND") Integer rate,
      @Option(names = "--dry-run") boolean dryRun) {
    ObjectNode body = Json.object().put("from", from).put("to", to).put("endpoint", endpoint);
    body.put("rate_per_second", rate).put("dry_run", dryRun);
    if (states != null) {
      ArrayNode list = body.putArray("states");
      states.forEach(list::add);
    }
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.deliveries().replay(actor, id, body, now));
  }
}
