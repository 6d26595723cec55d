package dev.hookpress.api.http;

import java.util.Optional;

/** Reads the cookies that console sessions are kept in. */
@FunctionalInterface
public interface Sessions {
  /** The name of the cookie. */
  String COOKIE = "hookpress_session";

  /**
   * The header that every request of the console carries which changes something. A page of another
   * origin cannot send it without asking first, and the cookie never goes with such a request.
   */
  String HEADER = "Hookpress-Console";

  /** The session that a cookie holds; empty if it is no cookie of ours. It may have ended. */
  Optional<Session> open(String cookie);
}
