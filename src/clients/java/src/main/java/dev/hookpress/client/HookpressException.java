package dev.hookpress.client;

/** Why a call did not do what it promises. Each kind is a class of its own. */
public abstract class HookpressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HookpressException(String message) {
    super(message);
  }

  HookpressException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There was no answer, or none that could be read, after all retries. */
  public static final class Transport extends HookpressException {
    private static final long serialVersionUID = 1L;

    Transport(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The job had not ended when the time was up. It goes on, and can be waited for again. */
  public static final class WaitTimeout extends HookpressException {
    private static final long serialVersionUID = 1L;

    WaitTimeout(String message) {
      super(message);
    }
  }

  /** The job has no PDF to read: it failed, was canceled, or is stored elsewhere. */
  public static final class NoPdf extends HookpressException {
    private static final long serialVersionUID = 1L;

    NoPdf(String message) {
      super(message);
    }
  }

  /** A callback was not signed with the given keys, or not recently; do not act on it. */
  public static final class InvalidSignature extends HookpressException {
    private static final long serialVersionUID = 1L;

    InvalidSignature(String message) {
      super(message);
    }
  }
}
