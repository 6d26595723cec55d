package dev.hookpress.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up what a node logs. */
public final class LogSetup {
  private static final List<String> OWN = List.of("dev.hookpress", "hookpress.events");

  private static final String FORMAT = "hookpress.log";

  private LogSetup() {}

  /**
   * Chooses the format; call before the first line. Lines of {@code java.util.logging} are written
   * in it too.
   *
   * @param format {@code json} or {@code text}
   */
  public static void format(String format) {
    System.setProperty(FORMAT, format);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Whether each line is a JSON object. */
  public static boolean isJson() {
    return "json".equals(System.getProperty(FORMAT));
  }

  /**
   * Names the node in every line in JSON, and sets from which level on Hookpress' own lines are
   * written.
   *
   * @param level such as {@code INFO}
   */
  public static void node(String node, String level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.putProperty("node", node);
    OWN.forEach(logger -> context.getLogger(logger).setLevel(Level.toLevel(level)));
  }
}
