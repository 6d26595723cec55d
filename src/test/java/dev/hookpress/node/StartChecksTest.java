package dev.hookpress.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.config.SettingsResult;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);

  @TempDir private Path directory;

  @Test
  void aFontFolderThatIsMissingOrNoneIsNamed() throws IOException {
    Path missing = directory.resolve("fonts");
    Settings settings = settings(Map.of("HOOKPRESS_RENDER_FONTS_DIR", missing.toString()));

    assertThatThrownBy(() -> StartChecks.directories(settings, ALL))
        .isInstanceOf(StartFailure.class)
        .hasMessage("render.fontsDir (HOOKPRESS_RENDER_FONTS_DIR): " + missing + " does not exist");
    Files.createFile(missing);
    assertThatThrownBy(() -> StartChecks.directories(settings, ALL))
        .hasMessageEndingWith(missing + " is not a directory that can be read");
    Files.delete(missing);
    Files.createDirectory(missing);
    assertThatCode(() -> StartChecks.directories(settings, ALL)).doesNotThrowAnyException();
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Settings settings = settings(Map.of("HOOKPRESS_DATA_DIR", file.toString()));

    assertThatThrownBy(() -> StartChecks.directories(settings, ALL))
        .isInstanceOf(StartFailure.class)
        .hasMessageStartingWith("data.dir (HOOKPRESS_DATA_DIR): " + file + " is not a directory");
    assertThatCode(() -> StartChecks.directories(settings, EnumSet.of(Role.DISPATCH)))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingDataDirectoryIsCreatedAndLeftEmpty() throws IOException {
    Path data = directory.resolve("new/data");

    StartChecks.directories(settings(Map.of("HOOKPRESS_DATA_DIR", data.toString())), ALL);

    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aPortInUseIsNamedWithItsSetting() {
    StartFailure failure = new StartFailure("api: no", new BindException("Address already in use"));

    assertThat(StartChecks.listening(failure, "http.port (HOOKPRESS_HTTP_PORT)", "::1", 8080))
        .hasMessage(
            "http.port (HOOKPRESS_HTTP_PORT): port 8080 of ::1 is in use by another program, or"
                + " may not be used (Address already in use)");
    StartFailure other = new StartFailure("api: other");
    assertThat(StartChecks.listening(other, "http.port", "::1", 8080)).isSameAs(other);
  }

  private Settings settings(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    all.put("HOOKPRESS_DATA_DIR", directory.resolve("data").toString());
    all.putAll(given);
    return ((SettingsResult.Valid) SettingsReader.read(all, Optional.empty())).settings();
  }
}
