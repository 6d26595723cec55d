package dev.hookpress.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads the settings from the packaged defaults, a file and the environment; the later source wins.
 * Empty values count as unset.
 */
public final class SettingsReader {
  /** Variables that the command line reads before the settings are read. */
  private static final Set<String> OF_THE_COMMAND_LINE =
      Set.of("HOOKPRESS_CONFIG", "HOOKPRESS_LOG");

  /** Ends the name of a variable that names a file with the value. */
  private static final String FILE_SUFFIX = "_FILE";

  private static final int MAX_VALUE_BYTES = 64 * 1024;

  // Numbers keep their digits, so that messages show an invalid number as written.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private SettingsReader() {}

  /**
   * Reads and checks all settings.
   *
   * @param environment all variables; of those without the prefix {@code HOOKPRESS_}, only
   *     OpenTelemetry's are read
   * @param file JSON in the shape of {@code config/defaults.json}; every setting is optional
   */
  public static SettingsResult read(Map<String, String> environment, Optional<Path> file) {
    Map<String, String> texts = flatten(packagedDefaults());
    Set<String> known = Set.copyOf(texts.keySet());
    List<String> problems = new ArrayList<>();
    file.ifPresent(path -> texts.putAll(fromFile(path, known, problems)));
    texts.putAll(fromEnvironment(environment, known, problems));
    texts.values().removeIf(String::isBlank);
    Settings settings =
        SettingsAssembly.assemble(
            new SettingValues(texts, problems), TelemetrySettings.of(environment));
    return problems.isEmpty()
        ? new SettingsResult.Valid(settings)
        : new SettingsResult.Invalid(List.copyOf(problems));
  }

  private static String unknown(String name, Set<String> known) {
    return name
        + ": no such setting"
        + SettingNames.nearest(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static Map<String, String> fromFile(Path file, Set<String> known, List<String> problems) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : flatten(read(file, problems)).entrySet()) {
      if (!known.contains(entry.getKey())) {
        problems.add(unknown(entry.getKey(), known));
      } else if (!entry.getValue().isBlank()) {
        given.put(entry.getKey(), entry.getValue());
      }
    }
    return given;
  }

  /** Parser messages are not shown: they may quote the file and its secrets. */
  private static ObjectNode read(Path file, List<String> problems) {
    try {
      if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
        return object;
      }
      problems.add(file + ": is not a JSON object");
    } catch (JsonProcessingException e) {
      problems.add(file + ": is not a JSON object");
    } catch (IOException e) {
      problems.add(file + ": cannot be read");
    }
    return JSON.createObjectNode();
  }

  private static Map<String, String> fromEnvironment(
      Map<String, String> environment, Set<String> known, List<String> problems) {
    Map<String, String> names =
        known.stream().collect(Collectors.toMap(SettingNames::variable, name -> name));
    Map<String, String> given = new LinkedHashMap<>();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String key = variable.getKey();
      Optional<String> named = ofFile(key, names.keySet());
      if (named.isPresent()) {
        if (!environment.getOrDefault(named.get(), "").isBlank()) {
          problems.add(key + ": " + named.get() + " is set as well");
        }
        content(variable, problems).ifPresent(text -> given.put(names.get(named.get()), text));
      } else if (names.containsKey(key)) {
        if (!variable.getValue().isBlank()) {
          given.put(names.get(key), variable.getValue());
        }
      } else if (key.startsWith(SettingNames.PREFIX)
          && !OF_THE_COMMAND_LINE.contains(key)
          && !SettingNames.isServiceLink(variable)) {
        problems.add(unknown(key, names.keySet()));
      }
    }
    return given;
  }

  /** The variable whose value is in a file that this variable names. */
  private static Optional<String> ofFile(String variable, Set<String> names) {
    return Optional.of(variable)
        .filter(name -> name.endsWith(FILE_SUFFIX) && !names.contains(name))
        .map(name -> name.substring(0, name.length() - FILE_SUFFIX.length()))
        .filter(names::contains);
  }

  /** The content of a file that a variable names; it is not shown, since it may be a secret. */
  private static Optional<String> content(
      Map.Entry<String, String> variable, List<String> problems) {
    if (variable.getValue().isBlank()) {
      return Optional.empty();
    }
    try (InputStream file = Files.newInputStream(Path.of(variable.getValue().strip()))) {
      byte[] bytes = file.readNBytes(MAX_VALUE_BYTES + 1);
      if (bytes.length <= MAX_VALUE_BYTES) {
        return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip())
            .filter(text -> !text.isEmpty());
      }
      problems.add(variable.getKey() + ": the file has more than " + MAX_VALUE_BYTES + " bytes");
    } catch (IOException | InvalidPathException e) {
      problems.add(variable.getKey() + ": the file cannot be read");
    }
    return Optional.empty();
  }

  private static ObjectNode packagedDefaults() {
    try (InputStream stream = SettingsReader.class.getResourceAsStream("/defaults.json")) {
      if (stream == null) {
        throw new IllegalStateException("defaults.json is not on the class path");
      }
      return (ObjectNode) JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flattens the tree to dotted names and texts; lists become comma-separated texts. */
  private static Map<String, String> flatten(ObjectNode tree) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", tree, flat);
    return flat;
  }

  private static void flatten(String prefix, ObjectNode tree, Map<String, String> flat) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String name = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value instanceof ObjectNode group) {
        flatten(name + ".", group, flat);
      } else if (value.isArray()) {
        flat.put(
            name,
            StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(",")));
      } else {
        flat.put(name, value.isNull() ? "" : value.asText());
      }
    }
  }
}
