package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.cli.ProcessEnvironment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An operator's command line beside the nodes of an installation, whose clock it has. */
final class OperatorCommandLine {
  private final Map<String, String> environment;
  private final Clock clock;
  private final StringWriter err = new StringWriter();

  OperatorCommandLine(Installation hookpress, Clock clock) {
    this.environment =
        Map.of(
            "HOOKPRESS_POSTGRES_URI", hookpress.database(),
            "HOOKPRESS_REDIS_URI", hookpress.redis(),
            "HOOKPRESS_DATA_DIR", hookpress.data().toString(),
            "HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    this.clock = clock;
  }

  /** Runs a command that ends with this status. Gives what it prints. */
  String run(int status, String... arguments) {
    StringWriter out = new StringWriter();
    int ended =
        Main.run(
            new ProcessEnvironment(environment, clock),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments);
    assertThat(ended).as("%s: %s%s", List.of(arguments), out, err).isEqualTo(status);
    return out.toString();
  }

  /** Runs a command that succeeds. Gives its answer. */
  JsonObject json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return new JsonObject(run(0, all.toArray(String[]::new)));
  }

  /** The list in the answer of a command that succeeds. */
  JsonArray data(String... arguments) {
    return json(arguments).getJsonArray("data");
  }

  /** What all commands have written to standard error. */
  String errors() {
    return err.toString();
  }
}
