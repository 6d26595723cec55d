package dev.hookpress.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads the settings: the packaged defaults, then a file, then the environment; the later wins. An
 * empty text is as if it were not there.
 */
public final class SettingsReader {
  /** Meant for the command line, which looks at them before any setting is read. */
  private static final Set<String> OF_THE_COMMAND_LINE =
      Set.of("HOOKPRESS_CONFIG", "HOOKPRESS_LOG");

  private SettingsReader() {}

  /**
   * Reads and checks everything; takes a fraction of a second, at most ten.
   *
   * @param environment all variables; those that do not begin with {@code HOOKPRESS_} are passed by
   * @param file JSON in the shape of {@code config/defaults.json}; may leave out what it likes
   */
  public static SettingsResult read(Map<String, String> environment, Optional<Path> file) {
    JsonObject defaults = packagedDefaults();
    Map<String, String> texts = flatten(defaults);
    Map<String, String> variables =
        texts.keySet().stream().collect(Collectors.toMap(SettingNames::variable, name -> name));
    List<String> problems = new ArrayList<>();
    JsonObject given = new JsonObject();
    JsonObject fromEnvironment = fromEnvironment(environment, variables, problems);
    try {
      given = retrieve(file, fromEnvironment);
    } catch (ExecutionException e) {
      problems.add(file.map(Path::toString).orElse("environment") + ": " + reason(e.getCause()));
    } catch (TimeoutException e) {
      problems.add(file.map(Path::toString).orElse("environment") + ": not read within 10 s");
    }
    for (Map.Entry<String, String> entry : flatten(given).entrySet()) {
      if (!texts.containsKey(entry.getKey())) {
        problems.add(unknown(entry.getKey(), texts.keySet()));
      } else if (!entry.getValue().isBlank()) {
        texts.put(entry.getKey(), entry.getValue());
      }
    }
    texts.values().removeIf(String::isBlank);
    Settings settings = SettingsAssembly.assemble(new SettingValues(texts, problems));
    return problems.isEmpty()
        ? new SettingsResult.Valid(settings)
        : new SettingsResult.Invalid(List.copyOf(problems));
  }

  private static String unknown(String name, Set<String> known) {
    return name
        + ": no such setting"
        + SettingNames.nearest(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** The reason alone: a parser may quote the file, and there may be secrets in the file. */
  private static String reason(Throwable failure) {
    if (failure instanceof FileSystemException) {
      return "cannot be read";
    }
    return "is not a JSON object";
  }

  /** The variables as a tree of raw texts: a password of digits stays a text. */
  private static JsonObject fromEnvironment(
      Map<String, String> environment, Map<String, String> variables, List<String> problems) {
    JsonObject tree = new JsonObject();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String key = variable.getKey();
      if (variables.containsKey(key)) {
        if (!variable.getValue().isBlank()) {
          put(tree, variables.get(key), variable.getValue());
        }
      } else if (key.startsWith(SettingNames.PREFIX)
          && !OF_THE_COMMAND_LINE.contains(key)
          && !SettingNames.isServiceLink(variable)) {
        problems.add(unknown(key, variables.keySet()));
      }
    }
    return tree;
  }

  private static void put(JsonObject tree, String name, String text) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      tree.put(name, text);
      return;
    }
    String group = name.substring(0, dot);
    if (!tree.containsKey(group)) {
      tree.put(group, new JsonObject());
    }
    put(tree.getJsonObject(group), name.substring(dot + 1), text);
  }

  /**
   * The file under the environment. The stores are named one by one, since vertx-config's own order
   * lets the file win, and its own store for the environment turns texts into numbers.
   */
  private static JsonObject retrieve(Optional<Path> file, JsonObject fromEnvironment)
      throws ExecutionException, TimeoutException {
    ConfigRetrieverOptions options = new ConfigRetrieverOptions().setScanPeriod(-1);
    file.ifPresent(
        path ->
            options.addStore(
                new ConfigStoreOptions()
                    .setType("file")
                    .setFormat("json")
                    .setConfig(new JsonObject().put("path", path.toAbsolutePath().toString()))));
    options.addStore(new ConfigStoreOptions().setType("json").setConfig(fromEnvironment));
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      return ConfigRetriever.create(vertx, options)
          .getConfig()
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException();
    } finally {
      // Its threads end by themselves; nothing waits for them.
      vertx.close();
    }
  }

  private static JsonObject packagedDefaults() {
    try (InputStream stream = SettingsReader.class.getResourceAsStream("/defaults.json")) {
      if (stream == null) {
        throw new IllegalStateException("defaults.json is not on the class path");
      }
      return new JsonObject(Buffer.buffer(stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Dotted names and texts; a list is its parts with commas between. */
  private static Map<String, String> flatten(JsonObject tree) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", tree, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonObject tree, Map<String, String> flat) {
    for (Map.Entry<String, Object> entry : tree) {
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof JsonObject group) {
        flatten(name + ".", group, flat);
      } else if (entry.getValue() instanceof JsonArray list) {
        flat.put(
            name,
            StreamSupport.stream(list.spliterator(), false)
                .map(String::valueOf)
                .collect(Collectors.joining(",")));
      } else {
        flat.put(name, entry.getValue() == null ? "" : String.valueOf(entry.getValue()));
      }
    }
  }
}
