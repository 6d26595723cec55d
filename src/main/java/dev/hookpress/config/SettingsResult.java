package dev.hookpress.config;

import java.util.List;

/** The result of reading the settings. */
public sealed interface SettingsResult {
  /** All settings are valid. */
  record Valid(Settings settings) implements SettingsResult {}

  /**
   * Some settings are invalid.
   *
   * @param problems messages for users, one per error; contain no secrets
   */
  record Invalid(List<String> problems) implements SettingsResult {
    /** All problems in one message. */
    public String message() {
      return "Hookpress cannot start: "
          + (problems.size() == 1 ? "a setting is wrong" : problems.size() + " settings are wrong")
          + ".\n  "
          + String.join("\n  ", problems);
    }
  }
}
