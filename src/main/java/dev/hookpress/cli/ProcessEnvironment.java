package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the program is started in.
 *
 * @param environment the variables
 * @param clock the only one; everything else is given the time
 */
public record ProcessEnvironment(Map<String, String> environment, Clock clock) {
  /**
   * The settings, from the file that {@code --config} or else {@code HOOKPRESS_CONFIG} names.
   *
   * @throws WrongSettings with all mistakes in its message
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
   * Chooses how to log, before the first line is: {@code HOOKPRESS_LOG} or else the command's own.
   */
  void logAs(String usual) {
    String chosen = environment.getOrDefault("HOOKPRESS_LOG", "").strip();
    if (!chosen.isEmpty() && !chosen.equals("json") && !chosen.equals("text")) {
      throw new WrongSettings("HOOKPRESS_LOG: given \"" + chosen + "\", allowed: json or text");
    }
    System.setProperty("hookpress.log", chosen.isEmpty() ? usual : chosen);
  }

  /** The settings do not let Hookpress start; the message is for people. */
  public static final class WrongSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSettings(String message) {
      super(message);
    }
  }
}
