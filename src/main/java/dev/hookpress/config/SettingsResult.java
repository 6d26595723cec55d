package dev.hookpress.config;

import java.util.List;

/** How reading the settings ended. */
public sealed interface SettingsResult {
  /** All are right. */
  record Valid(Settings settings) implements SettingsResult {}

  /**
   * Some are wrong.
   *
   * @param problems one for people each; secrets are not in them
   */
  record Invalid(List<String> problems) implements SettingsResult {
    /** All of them in one message. */
    public String message() {
      return "Hookpress cannot start: "
          + (problems.size() == 1 ? "a setting is wrong" : problems.size() + " settings are wrong")
          + ".\n  "
          + String.join("\n  ", problems);
    }
  }
}
