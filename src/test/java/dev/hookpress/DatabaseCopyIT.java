package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.TestServers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a copy of the database gives away to somebody who has no key. */
class DatabaseCopyIT {
  private static final String TABLES =
      "select table_name from information_schema.tables"
          + " where table_schema = 'public' and table_type = 'BASE TABLE'";

  @RegisterExtension final Installation hookpress = new Installation();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(callback -> Answer.status(200));

  @Test
  void aCopyHoldsNoLinkToAPdfNoContentAndNoCallbackUrl() throws SQLException {
    SystemNode node = hookpress.start();
    node.ended(node.submit(job("/hook-path-secret", "content-secret")));
    eventually(() -> receiver.received().size() == 1);
    String body = receiver.received().get(0).text();
    String link =
        new JsonObject(body).getJsonObject("destination", new JsonObject()).getString("url");
    assertThat(link).contains("signature=");
    String signature = link.substring(link.indexOf("signature=") + "signature=".length());

    String copy = copy();

    assertThat(copy).as("the row of the job").contains("copy-of-metadata");
    for (String secret : List.of(signature, "hook-path-secret", "content-secret")) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      assertThat(copy).doesNotContain(secret).doesNotContain(HexFormat.of().formatHex(bytes));
    }
  }

  private String job(String path, String content) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", "<p>" + content + "</p>")))
        .put("metadata", new JsonObject().put("order", "copy-of-metadata"))
        .put("callback", new JsonObject().put("url", receiver.uri(path).toString()))
        .encode();
  }

  /** Every row of every table, as text; bytes are in hexadecimal digits. */
  private String copy() throws SQLException {
    StringBuilder copy = new StringBuilder();
    try (Connection connection = TestServers.connect(hookpress.database());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(TABLES)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            copy.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return copy.toString();
  }
}
