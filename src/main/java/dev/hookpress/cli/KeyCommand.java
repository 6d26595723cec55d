package dev.hookpress.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.operator.Result;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Groups the {@code key} commands. */
@Command(name = "key", description = "Manages API keys.", mixinStandardHelpOptions = true)
public final class KeyCommand implements Callable<Integer> {
  private final OperatorRun operator;

  @Spec private CommandSpec spec;

  public KeyCommand(ProcessEnvironment environment) {
    this.operator = new OperatorRun(environment);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.WRONG_USE;
  }

  @Command(name = "list", description = "Lists a client's valid keys.")
  int list(@Mixin OperatorOptions options, @Parameters(paramLabel = "CLIENT") String client) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.keys().list(id, now));
  }

  @Command(name = "create", description = "Creates a key and prints it once.")
  int create(
      @Mixin OperatorOptions options,
      @Parameters(paramLabel = "CLIENT") String client,
      @Option(names = "--name", description = "what people call it") String name,
      @Option(
              names = "--scopes",
              split = ",",
              paramLabel = "SCOPE",
              description = "some of: read, write, manage; all by default")
          List<String> scopes,
      @Option(
              names = "--expires-at",
              paramLabel = "TIME",
              description = "such as 2033-04-01T12:34:56Z; never by default")
          String expiresAt) {
    ObjectNode body = Json.object();
    body.put("name", name).put("expires_at", expiresAt);
    if (scopes != null) {
      ArrayNode list = body.putArray("scopes");
      scopes.forEach(list::add);
    }
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) -> commands.keys().create(actor, id, body, now));
  }

  @Command(name = "revoke", description = "Revokes a key.")
  int revoke(
      @Mixin OperatorOptions options,
      @Parameters(paramLabel = "CLIENT") String client,
      @Parameters(paramLabel = "KEY", description = "its id, key_...") String key) {
    return operator.forClient(
        spec.commandLine(),
        options,
        client,
        (commands, actor, id, now) ->
            NativeIds.apiKey(key)
                .map(one -> commands.keys().revoke(actor, id, one, now))
                .orElseGet(() -> Future.succeededFuture(Result.noSuchId())));
  }
}
