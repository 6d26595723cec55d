package dev.hookpress.description;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * The OpenAPI document of this version, and its schemas as validators. The values of {@code
 * x-extensible-enum} are checked like those of {@code enum}: clients must be prepared for more, but
 * this version sends no others.
 */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonObject root;
  private final Map<Map<String, Object>, Validator> validators = new IdentityHashMap<>();

  private OpenApi(JsonObject root) {
    this.root = root;
  }

  /** The packaged document. */
  public static OpenApi read() {
    return new OpenApi(parsed(text().replace("x-extensible-enum:", "enum:")));
  }

  /** The packaged document as it is written. */
  public static JsonObject asWritten() {
    return parsed(text());
  }

  /**
   * One operation.
   *
   * @param method in upper case
   * @param parameters those of the path too, resolved
   */
  public record Operation(
      String path, String method, JsonObject node, List<JsonObject> parameters) {
    /** Its operation id. */
    public String id() {
      return node.getString("operationId");
    }
  }

  /** All operations, in the order of the document. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    JsonObject paths = root.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          JsonObject node = item.getJsonObject(method);
          List<JsonObject> parameters = new ArrayList<>();
          addTo(parameters, item.getJsonArray("parameters", new JsonArray()));
          addTo(parameters, node.getJsonArray("parameters", new JsonArray()));
          operations.add(
              new Operation(path, method.toUpperCase(Locale.ROOT), node, List.copyOf(parameters)));
        }
      }
    }
    return operations;
  }

  private void addTo(List<JsonObject> parameters, JsonArray described) {
    for (int i = 0; i < described.size(); i++) {
      parameters.add(resolved(described.getJsonObject(i)));
    }
  }

  /** What a reference leads to; the node itself if it is none. */
  public JsonObject resolved(JsonObject node) {
    Object reference = node.getValue("$ref");
    if (!(reference instanceof String text)) {
      return node;
    }
    JsonObject at = root;
    for (String name : text.substring(2).split("/")) {
      at = at.getJsonObject(name.replace("~1", "/").replace("~0", "~"));
    }
    return resolved(at);
  }

  /** The description of a status of an operation, resolved; null if there is none. */
  public JsonObject response(Operation operation, int status) {
    JsonObject responses = operation.node().getJsonObject("responses");
    JsonObject response = responses.getJsonObject(Integer.toString(status));
    return response == null ? null : resolved(response);
  }

  /** Why a value violates a schema of this document; empty if it does not. */
  public List<String> faults(JsonObject schema, Object value) {
    Validator validator = validators.computeIfAbsent(schema.getMap(), key -> validator(schema));
    OutputUnit output = validator.validate(value);
    if (output.getValid()) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    if (output.getErrors() != null) {
      output
          .getErrors()
          .forEach(error -> faults.add(error.getInstanceLocation() + ": " + error.getError()));
    }
    return faults.isEmpty() ? List.of("not valid") : faults;
  }

  private Validator validator(JsonObject schema) {
    JsonObject whole =
        schema
            .copy()
            .put(
                "components",
                new JsonObject()
                    .put("schemas", root.getJsonObject("components").getJsonObject("schemas")));
    return Validator.create(
        JsonSchema.of(whole),
        new JsonSchemaOptions()
            .setBaseUri("https://hookpress.test")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));
  }

  /** The root of the document. */
  public JsonObject root() {
    return root;
  }

  private static JsonObject parsed(String text) {
    Map<String, Object> map = new Yaml().load(text);
    // Through text, so that all collections are Vert.x' own.
    return new JsonObject(new JsonObject(map).encode());
  }

  private static String text() {
    try (InputStream file = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
