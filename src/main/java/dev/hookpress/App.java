package dev.hookpress;

import dev.hookpress.config.Settings;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** The only wiring: owns every client and every verticle. */
public final class App {
  private App() {}

  /**
   * Starts everything and returns when it serves.
   *
   * @throws StartFailure if a server that it needs is away or a port is taken
   */
  public static App start(Settings settings, Set<Role> roles, Clock clock) {
    return new App();
  }

  /** Drains and closes everything, in order; returns within a bound. */
  public void stop() {}

  /** Brings the database up to this version. */
  static void migrate(Settings settings) {
    throw new StartFailure("There are no migrations yet");
  }

  /**
   * Creates a client.
   *
   * @param key its API key; empty: one is made
   * @return the API key
   */
  static String createClient(Settings settings, Clock clock, String name, Optional<String> key) {
    throw new StartFailure("There are no clients yet");
  }
}
