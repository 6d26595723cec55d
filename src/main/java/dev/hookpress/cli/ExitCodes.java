package dev.hookpress.cli;

/** The exit statuses of all commands; 0 is success. */
public final class ExitCodes {
  /** Something outside is not as it must be, or Hookpress is broken. */
  public static final int FAILED = 1;

  /** The command line or the settings are wrong. */
  public static final int WRONG_USE = 2;

  /** Another process has the data directory. */
  public static final int IN_USE = 3;

  private ExitCodes() {}
}
