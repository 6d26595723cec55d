package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningSecret;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program's commands, as they are typed. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RestartE2E {

  @Test
  void aStandaloneLocksItsDirectoryAndKeepsItsData() throws Exception {
    try (LocalReceiver receiver = LocalReceiver.start();
        Program program = Program.standalone("restart", Map.of()).start()) {
      String job = program.api().submit("<h1>Kept</h1>", receiver.uri("/hook"), "kept");
      Ledger ledger = new Ledger(receiver);
      ledger.awaitAll(List.of(job), program);
      try (Program second = program.another("second")) {
        assertThat(second.run()).isEqualTo(3);
        assertThat(second.output())
            .contains(program.data().toString(), "is in use", "process " + program.pid());
      }
      assertThat(program.readyStatus()).isEqualTo(200);

      assertThat(program.terminate()).isZero();
      program.start();

      ledger.audit(
          List.of(job),
          SigningSecret.parse(program.printed("signing secret")).orElseThrow(),
          program.api());
      assertThat(receiver.received()).hasSize(1);
      String link = program.api().job(job).path("destination").path("url").asText();
      assertThat(program.api().fetch(link))
          .startsWith("%PDF-".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "standalone", "serve", "migrate", "listen", "client", "client create"})
  void everyCommandHasHelp(String command) {
    String[] line = (command + " --help").strip().split(" ");
    try (Program program = Program.command("help", Map.of(), line)) {
      assertThat(program.run()).isZero();
      assertThat(program.output())
          .startsWith(("Usage: hookpress " + command).strip())
          .contains("--help")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aNodeServesAClientCreatedByTheCommandLine(@TempDir Path directory) throws Exception {
    Map<String, String> settings = external();
    Path keyFile = Files.writeString(directory.resolve("key"), "hp_of_the_file\n");
    Client client = Client.create(settings, keyFile);
    assertThat(client.key()).isEqualTo("hp_of_the_file");
    try (LocalReceiver receiver = LocalReceiver.start();
        Program node = Program.command("serve", settings, "serve").start()) {
      Database database = new Database(settings.get("HOOKPRESS_POSTGRES_URI"));
      String job = node.api(client.key()).submit("<h1>Hello</h1>", receiver.uri("/hook"), "first");
      Ledger ledger = new Ledger(receiver);
      ledger.awaitAll(List.of(job), database, node);
      ledger.audit(List.of(job), client.secret(), node.api(client.key()));

      // A node without a name cannot take up its leases later: it gives them back as it stops.
      for (int i = 0; i < 6; i++) {
        node.api(client.key()).submit(Pages.slow(), receiver.uri("/slow"), "slow-" + i);
      }
      Waiting.until(
          "documents are being rendered",
          Duration.ofSeconds(60),
          () -> !database.rendering().isEmpty(),
          node::output);
      assertThat(node.terminate()).isZero();
      assertThat(database.queued()).isPositive();
      assertThat(database.rendering()).isEmpty();
      assertThat(database.inFlight()).isEmpty();
    }
  }

  private static Map<String, String> external() {
    Map<String, String> settings = new HashMap<>();
    settings.put("HOOKPRESS_POSTGRES_URI", TestServers.freshDatabase());
    settings.put("HOOKPRESS_REDIS_URI", TestServers.freshRedis());
    settings.put("HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    settings.put("HOOKPRESS_NODE_DRAIN_SECONDS", "1");
    return settings;
  }
}
