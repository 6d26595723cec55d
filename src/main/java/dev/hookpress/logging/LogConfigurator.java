package dev.hookpress.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;

/**
 * Configures the log: a line for each event on standard output, as JSON for machines or as text for
 * a terminal. Logback finds it as a service. A {@code logback.xml} on the class path, or one that
 * {@code -Dlogback.configurationFile} names, takes precedence.
 *
 * <p>It is not a {@code logback.xml} itself because Logback needs a quarter of a second of a cold
 * start to read one.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK + 1)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %-20logger{0} %msg %kvp%n%ex{20}";

  private static final int MAX_FRAMES = 40;
  private static final int MAX_STACK_TRACE_CHARACTERS = 8_192;
  private static final String LEFT_OUT = "[ignore]";

  private static final Map<String, Level> LEVELS =
      Map.ofEntries(
          Map.entry(Logger.ROOT_LOGGER_NAME, Level.INFO),
          Map.entry("io.netty", Level.WARN),
          Map.entry("io.vertx", Level.WARN),
          // What it warns of is the outcome of an attempt.
          Map.entry("io.vertx.ext.mail", Level.ERROR),
          // The standalone's mailbox: a mistyped password is a stack trace; SMTP and POP3 say it.
          Map.entry("com.icegreen", Level.OFF),
          // Vert.x registers a gauge twice at every start.
          Map.entry("io.micrometer.core.instrument.MeterRegistry", Level.ERROR),
          Map.entry("org.flywaydb", Level.WARN),
          Map.entry("org.postgresql", Level.WARN),
          // They quote what clients send, line after line; what matters of it is in the result.
          Map.entry("org.apache.pdfbox", Level.OFF),
          Map.entry("org.apache.fontbox", Level.OFF),
          Map.entry("com.openhtmltopdf", Level.WARN),
          Map.entry("software.amazon.awssdk", Level.WARN));

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setName("console");
    console.setContext(context);
    console.setEncoder(LogSetup.isJson() ? json(context) : text(context));
    console.start();
    LEVELS.forEach((logger, level) -> context.getLogger(logger).setLevel(level));
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern(TEXT);
    text.start();
    return text;
  }

  static Encoder<ILoggingEvent> json(LoggerContext context) {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("time");
    names.setVersion(LEFT_OUT);
    names.setLevelValue(LEFT_OUT);
    names.setLogger("logger");
    names.setThread("thread");
    ShortenedThrowableConverter stackTrace = new ShortenedThrowableConverter();
    stackTrace.setMaxDepthPerThrowable(MAX_FRAMES);
    stackTrace.setMaxLength(MAX_STACK_TRACE_CHARACTERS);
    stackTrace.setRootCauseFirst(true);
    stackTrace.start();
    LogstashEncoder json = new LogstashEncoder();
    json.setContext(context);
    json.setFieldNames(names);
    // Written by our own provider: ids and instants as strings.
    json.setIncludeKeyValuePairs(false);
    json.addProvider(new FieldsJsonProvider());
    json.setThrowableConverter(stackTrace);
    json.start();
    return json;
  }
}
