package dev.hookpress.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JSON form of the log, with the encoder that a node has. */
class FieldsJsonProviderTest {
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void collect() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    events.start();
    context.getLogger("ROOT").addAppender(events);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void idsAndInstantsAreStringsAndNumbersAreNumbers() throws Exception {
    context
        .getLogger("dev.hookpress")
        .atWarn()
        .addKeyValue("event", "client.blocked")
        .addKeyValue("client", new ClientId(new UUID(0, 1)))
        .addKeyValue("until", Instant.parse("2026-01-01T00:00:00Z"))
        .addKeyValue("count", 7)
        .addKeyValue("share", 0.5)
        .addKeyValue("known", true)
        .addKeyValue("nothing", (Object) null)
        .log("client.blocked");

    JsonNode line = written();

    assertThat(line.path("event").asText()).isEqualTo("client.blocked");
    assertThat(line.path("client")).hasToString("\"00000000000000000000000001\"");
    assertThat(line.path("until")).hasToString("\"2026-01-01T00:00:00Z\"");
    assertThat(line.path("count")).hasToString("7");
    assertThat(line.path("share")).hasToString("0.5");
    assertThat(line.path("known")).hasToString("true");
    assertThat(line.path("nothing").isNull()).isTrue();
    assertThat(line.path("level").asText()).isEqualTo("WARN");
  }

  @Test
  void everyLineNamesTheNode() throws Exception {
    context.putProperty("node", "0c4e");
    context.getLogger("dev.hookpress").info("Something.");

    assertThat(written().path("node").asText()).isEqualTo("0c4e");
  }

  private JsonNode written() throws Exception {
    return new ObjectMapper().readTree(LogConfigurator.json(context).encode(events.list.get(0)));
  }
}
