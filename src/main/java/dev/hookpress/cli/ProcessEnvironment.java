package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import dev.hookpress.logging.LogSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables and clock of the process.
 *
 * @param environment the variables
 * @param clock the only clock; all other code takes the time from its caller
 */
public record ProcessEnvironment(Map<String, String> environment, Clock clock) {
  /**
   * Reads the settings from the file that {@code --config} or else {@code HOOKPRESS_CONFIG} names.
   *
   * @throws WrongSettings with all errors in its message
   */
  Settings settings(Optional<Path> config) {
    Optional<Path> file =
        config.or(
            () ->
                Optional.ofNullable(environment.get("HOOKPRESS_CONFIG"))
                    .filter(text -> !text.isBlank())
                    .map(Path::of));
    SettingsResult reading = SettingsReader.read(environment, file);
    if (reading instanceof SettingsResult.Invalid invalid) {
      throw new WrongSettings(invalid.message());
    }
    return ((SettingsResult.Valid) reading).settings();
  }

  /**
   * Chooses the log format before the first log line: {@code HOOKPRESS_LOG} or else the command's
   * default.
   */
  void logAs(String usual) {
    String chosen = environment.getOrDefault("HOOKPRESS_LOG", "").strip();
    if (!chosen.isEmpty() && !chosen.equals("json") && !chosen.equals("text")) {
      throw new WrongSettings("HOOKPRESS_LOG: given \"" + chosen + "\", allowed: json or text");
    }
    LogSetup.format(chosen.isEmpty() ? usual : chosen);
  }

  /** Thrown for invalid settings; the message is meant for the operator. */
  public static final class WrongSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSettings(String message) {
      super(message);
    }
  }
}
