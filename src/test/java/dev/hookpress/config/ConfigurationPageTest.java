package dev.hookpress.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on settings has one row for each setting of {@code config/defaults.json}. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("src/docs/configuration.md");
  private static final Path DEFAULTS = Path.of("config/defaults.json");
  private static final String NOT_SET = "not set";

  /** Setting, variable, unit, default and meaning. */
  private static final Pattern ROW =
      Pattern.compile("\\| `([\\w.]+)` \\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

  /** A name that ends in one of these has this unit. */
  private static final Map<String, String> UNITS =
      Map.of("Seconds", "s", "Bytes", "bytes", "Hours", "h", "Pixels", "pixels", "Port", "port");

  private record Row(String variable, String unit, String standard, String meaning) {}

  @Test
  void everySettingHasItsRow() throws IOException {
    Map<String, Row> rows = rows();
    List<String> wrong = new ArrayList<>();
    settings()
        .forEach(
            (name, standard) -> {
              String should =
                  "| `%s` | `%s` | %s | %s | ... |"
                      .formatted(
                          name,
                          SettingNames.variable(name),
                          unit(name).orElse("UNIT"),
                          standard.isEmpty() ? NOT_SET : "`" + standard + "`");
              Row row = rows.get(name);
              if (row == null) {
                wrong.add("add this row, with a meaning: " + should);
              } else if (!should.startsWith(
                  "| `%s` | `%s` | %s | %s |"
                      .formatted(
                          name,
                          row.variable(),
                          unit(name).isEmpty() ? "UNIT" : row.unit(),
                          row.standard()))) {
                wrong.add("correct the row of " + name + ": " + should);
              }
            });
    assertThat(wrong).as("%s, from %s", PAGE, DEFAULTS).isEmpty();
  }

  @Test
  void everyRowIsOfASetting() throws IOException {
    List<String> extra = new ArrayList<>(rows().keySet());
    extra.removeAll(settings().keySet());
    assertThat(extra)
        .as("remove these rows of %s: %s has no such settings", PAGE, DEFAULTS)
        .isEmpty();
  }

  private static Optional<String> unit(String name) {
    return UNITS.entrySet().stream()
        .filter(unit -> name.endsWith(unit.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, Row> rows() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Row earlier =
            rows.put(row.group(1), new Row(row.group(2), row.group(3), row.group(4), row.group(5)));
        assertThat(earlier).as("%s has two rows", row.group(1)).isNull();
      } else {
        assertThat(line)
            .as("a row is: | `setting` | `VARIABLE` | unit | default | meaning |")
            .doesNotStartWith("| `");
      }
    }
    return rows;
  }

  private static Map<String, String> settings() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    flatten("", new ObjectMapper().readTree(DEFAULTS.toFile()), settings);
    return settings;
  }

  private static void flatten(String prefix, JsonNode tree, Map<String, String> settings) {
    tree.properties()
        .forEach(
            entry -> {
              String name = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(name + ".", entry.getValue(), settings);
              } else {
                settings.put(name, entry.getValue().asText());
              }
            });
  }
}
