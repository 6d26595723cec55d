package dev.hookpress.e2e;

import dev.hookpress.signing.SigningSecret;
import java.util.Map;

/** A client as the command line makes it. */
record Client(String key, SigningSecret secret) {
  /** Creates a client, and the tables if there are none. */
  static Client create(Map<String, String> settings) {
    try (Program create =
        Program.command("create", settings, "client", "create", "--name", "Shop")) {
      if (create.run() != 0) {
        throw new AssertionError(create.output());
      }
      return new Client(
          create.printed("api_key="),
          SigningSecret.parse(create.printed("signing_secret=")).orElseThrow());
    }
  }
}
