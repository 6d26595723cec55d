package dev.hookpress.render.process;

import java.util.Locale;

/** Why a render process has ended. */
public enum ProcessEnd {
  /** Its document ran past its deadline. */
  TIMEOUT,
  /** Its document used up the memory. */
  OUT_OF_MEMORY,
  /** It ended by itself, or its answer broke the protocol. */
  CRASHED,
  /** Somebody else ended it: the system, short of memory, or an operator. */
  KILLED,
  /** It had rendered enough documents or had grown, and another one has taken its place. */
  RENEWED,
  /** It could not be started. */
  NOT_STARTED;

  /** The exit code of a Java process that {@code -XX:+ExitOnOutOfMemoryError} ends. */
  private static final int OUT_OF_MEMORY_CODE = 3;

  private static final int SIGKILL_CODE = 128 + 9;
  private static final int SIGTERM_CODE = 128 + 15;

  /** The label in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason of a process that nobody here has ended. */
  static ProcessEnd of(int exitCode) {
    return switch (exitCode) {
      case OUT_OF_MEMORY_CODE -> OUT_OF_MEMORY;
      case SIGKILL_CODE, SIGTERM_CODE -> KILLED;
      default -> CRASHED;
    };
  }
}
