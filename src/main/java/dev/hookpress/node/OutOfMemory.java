package dev.hookpress.node;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its memory is exhausted: a node whose acceptor or pump has died of it would
 * stand there and accept nothing. The JVM does it at once by {@code -XX:+ExitOnOutOfMemoryError};
 * without the flag this class does it where the error arrives, which is not everywhere.
 */
public final class OutOfMemory {
  /** The status with which the JVM ends by its flag. */
  public static final int STATUS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);
  private static final String FLAG = "ExitOnOutOfMemoryError";

  /** Causes nest a few levels deep; the bound guards against a cycle. */
  private static final int MAX_DEPTH = 10;

  private OutOfMemory() {}

  /** Handles every uncaught error of the process; warns if the JVM's flag is not set. */
  public static void endTheProcess() {
    if (!flagIsSet()) {
      LOG.warn(
          "Start Java with -XX:+{}, so that a node without memory ends at once and is restarted",
          FLAG);
    }
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          endIfMeant(failure);
          if (usual != null) {
            usual.uncaughtException(thread, failure);
          } else {
            LOG.error("Uncaught in {}", thread.getName(), failure);
          }
        });
  }

  /** Ends the process if the failure says that memory is exhausted. */
  static void endIfMeant(Throwable failure) {
    if (isMeant(failure)) {
      // Without shutdown hooks: they would need memory.
      Runtime.getRuntime().halt(STATUS);
    }
  }

  static boolean isMeant(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean flagIsSet() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return jvm == null || Boolean.parseBoolean(jvm.getVMOption(FLAG).getValue());
  }
}
