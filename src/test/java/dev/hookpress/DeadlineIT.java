package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A document that takes too long fails at its deadline, and the node goes on. */
class DeadlineIT {
  @RegisterExtension final Installation hookpress = new Installation();

  @Test
  void aTableOfTwentyThousandRowsEndsAtItsDeadline() {
    // No machine lays out the table within a second.
    SystemNode node = hookpress.start(Map.of("HOOKPRESS_RENDER_DEADLINE_SECONDS", "1"));
    StringBuilder table = new StringBuilder("<table>");
    for (int i = 0; i < 20_000; i++) {
      table.append("<tr><td>").append(i).append("</td><td>some words in a cell</td></tr>");
    }
    JsonObject tooLong = ended(node, table.append("</table>").toString());
    assertThat(tooLong.getJsonObject("error").getString("code")).isEqualTo("RENDER_TIMEOUT");
    // On a busy machine even one line may take a second at first.
    eventually(() -> ended(node, "<p>x</p>").getString("status").equals("completed"));
  }

  private static JsonObject ended(SystemNode node, String html) {
    JsonArray parts = new JsonArray().add(new JsonObject().put("html", html));
    return node.ended(node.submit(new JsonObject().put("parts", parts).encode()));
  }
}
