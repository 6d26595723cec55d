package dev.hookpress.cli;

/** The exit statuses of all commands; 0 is success. */
public final class ExitCodes {
  /** A dependency is unavailable or misconfigured, or Hookpress has a defect. */
  public static final int FAILED = 1;

  /** The command line or the settings are wrong. */
  public static final int WRONG_USE = 2;

  /** Another process has locked the data directory. */
  public static final int IN_USE = 3;

  private ExitCodes() {}
}
