package dev.hookpress.e2e;

import dev.hookpress.signing.SigningSecret;
import java.nio.file.Path;
import java.util.Map;

/** A client as the command line makes it. */
record Client(String key, SigningSecret secret) {
  /** Creates a client, and the tables if there are none. */
  static Client create(Map<String, String> settings) {
    return create(settings, "client", "create", "--name", "Shop");
  }

  /** Creates a client whose key is the first line of a file. */
  static Client create(Map<String, String> settings, Path keyFile) {
    return create(settings, "client", "create", "--name", "Shop", "--key-file", keyFile.toString());
  }

  private static Client create(Map<String, String> settings, String... command) {
    try (Program create = Program.command("create", settings, command)) {
      if (create.run() != 0) {
        throw new AssertionError(create.output());
      }
      return new Client(
          create.printed("api_key="),
          SigningSecret.parse(create.printed("signing_secret=")).orElseThrow());
    }
  }
}
