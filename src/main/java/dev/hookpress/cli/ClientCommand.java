package dev.hookpress.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Groups the {@code client} commands. */
@Command(name = "client", description = "Manages clients.", mixinStandardHelpOptions = true)
public final class ClientCommand implements Callable<Integer> {
  private static final int MAX_LISTED = 100;
  private static final String STANDARD = "default";

  private final OperatorRun operator;

  @Spec private CommandSpec spec;

  public ClientCommand(ProcessEnvironment environment) {
    this.operator = new OperatorRun(environment);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.WRONG_USE;
  }

  @Command(name = "list", description = "Lists clients, a hundred at a time.")
  int list(
      @Mixin OperatorOptions options,
      @Option(names = "--after", paramLabel = "CLIENT", description = "the last one before")
          String after) {
    return operator.run(
        spec.commandLine(),
        options,
        (commands, actor, now) ->
            commands
                .clients()
                .list(Optional.ofNullable(after).flatMap(ClientId::parse), MAX_LISTED));
  }

  @Command(name = "show", description = "Shows a client, its block, holds and backlog.")
  int show(@Mixin OperatorOptions options, @Parameters(paramLabel = "CLIENT") String client) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.clients().show(id, now));
  }

  @Command(name = "disable", description = "Refuses its keys and sends nothing for it.")
  int disable(@Mixin OperatorOptions options, @Parameters(paramLabel = "CLIENT") String client) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.clients().disable(actor, id, now));
  }

  @Command(name = "enable", description = "Undoes disable.")
  int enable(@Mixin OperatorOptions options, @Parameters(paramLabel = "CLIENT") String client) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.clients().enable(actor, id, now));
  }

  @Command(name = "unblock", description = "Lifts its block on all nodes.")
  int unblock(@Mixin OperatorOptions options, @Parameters(paramLabel = "CLIENT") String client) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.clients().unblock(actor, id, now));
  }

  @Command(name = "delete", description = "Deletes it and all that it has, in the background.")
  int delete(@Mixin OperatorOptions options, @Parameters(paramLabel = "CLIENT") String client) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.clients().delete(actor, id, now));
  }

  @Command(
      name = "limits",
      description = "Sets its limits; \"default\" is as in the settings again.")
  int limits(
      @Mixin OperatorOptions options,
      @Parameters(paramLabel = "CLIENT") String client,
      @Option(names = "--requests-per-second") String requestsPerSecond,
      @Option(names = "--max-pending-jobs") String maxPendingJobs,
      @Option(names = "--breaker-errors") String breakerErrors,
      @Option(names = "--breaker-window-seconds") String breakerWindowSeconds,
      @Option(names = "--breaker-block-seconds") String breakerBlockSeconds,
      @Option(names = "--retention-days") String retentionDays,
      @Option(
              names = "--retry-schedule",
              split = ",",
              paramLabel = "SECONDS",
              description = "the wait before each further attempt")
          List<String> retrySchedule) {
    ObjectNode body = Json.object();
    put(body, "requests_per_second", requestsPerSecond);
    put(body, "max_pending_jobs", maxPendingJobs);
    put(body, "breaker_errors", breakerErrors);
    put(body, "breaker_window_seconds", breakerWindowSeconds);
    put(body, "breaker_block_seconds", breakerBlockSeconds);
    put(body, "retention_days", retentionDays);
    if (retrySchedule != null && retrySchedule.equals(List.of(STANDARD))) {
      body.putNull("retry_schedule_seconds");
    } else if (retrySchedule != null) {
      ArrayNode waits = body.putArray("retry_schedule_seconds");
      retrySchedule.forEach(wait -> waits.add(number(wait)));
    }
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.clients().limits(actor, id, body, now));
  }

  private static void put(ObjectNode body, String name, String value) {
    if (value != null && value.equals(STANDARD)) {
      body.putNull(name);
    } else if (value != null) {
      body.put(name, number(value));
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException notOne) {
      throw new ProcessEnvironment.WrongSettings("\"" + text + "\" is not a whole number");
    }
  }
}
