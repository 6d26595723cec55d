package dev.hookpress.description;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes values that a schema accepts, or nearly: within its words and around its bounds. */
final class SchemaValues {
  private static final int DEPTH = 6;
  private static final List<Object> ODD =
      List.of(
          "",
          "\u0000",
          "\ud83d\ude00\u202e",
          "../../etc/passwd",
          "{{#each this}}{{../this}}",
          "<b>text</b><script>1</script>",
          "' OR 1=1 --",
          "2026-13-45T99:99:99Z",
          "x".repeat(5000),
          0,
          -1,
          1.5,
          Long.MAX_VALUE,
          1e300,
          true,
          new JsonArray(),
          new JsonArray().add(new JsonArray().add(new JsonObject())),
          new JsonObject(),
          new JsonObject().put("$ref", "#").put("a\u0000b", 1));

  private final OpenApi api;
  private final Random random;
  private final String url;
  private final Supplier<String> ids;

  /**
   * Values by this generator.
   *
   * @param url what stands for every URL, so that nothing is sent elsewhere
   * @param ids ids that the server has given
   */
  SchemaValues(OpenApi api, Random random, String url, Supplier<String> ids) {
    this.api = api;
    this.random = random;
    this.url = url;
    this.ids = ids;
  }

  /** A value that hardly any schema accepts; null among them. */
  Object odd() {
    int index = random.nextInt(ODD.size() + 1);
    Object value = index == ODD.size() ? null : ODD.get(index);
    if (value instanceof JsonObject object) {
      return object.copy();
    }
    return value instanceof JsonArray array ? array.copy() : value;
  }

  /** A value for a field of this name. */
  Object value(String name, JsonObject schema) {
    return value(name, schema, DEPTH);
  }

  private Object value(String name, JsonObject given, int depth) {
    JsonObject schema = api.resolved(given);
    if (random.nextInt(40) == 0 || depth == 0) {
      return odd();
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.getValue(choice) instanceof JsonArray choices && !schema.containsKey("type")) {
        return value(name, choices.getJsonObject(random.nextInt(choices.size())), depth);
      }
    }
    if (schema.containsKey("const")) {
      return schema.getValue("const");
    }
    if (schema.getValue("enum") instanceof JsonArray words) {
      return words.getValue(random.nextInt(words.size()));
    }
    if (schema.getValue("examples") instanceof JsonArray examples && random.nextBoolean()) {
      return examples.getValue(random.nextInt(examples.size()));
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "string" -> text(name, schema);
      case "integer" -> integer(schema);
      case "number" -> integer(schema) / 4.0;
      case "boolean" -> random.nextBoolean();
      default -> null;
    };
  }

  private String type(JsonObject schema) {
    Object type = schema.getValue("type");
    if (type instanceof JsonArray types) {
      return types.getString(random.nextInt(types.size()));
    }
    return type instanceof String only
        ? only
        : schema.containsKey("properties") ? "object" : "null";
  }

  private JsonObject object(JsonObject schema, int depth) {
    JsonObject object = new JsonObject();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    for (String name : properties.fieldNames()) {
      if (required.contains(name) ? random.nextInt(20) > 0 : random.nextInt(3) == 0) {
        object.put(name, value(name, properties.getJsonObject(name), depth - 1));
      }
    }
    if (random.nextInt(20) == 0) {
      object.put("unknown", odd());
    }
    return object;
  }

  private JsonArray array(String name, JsonObject schema, int depth) {
    JsonArray array = new JsonArray();
    JsonObject items = schema.getJsonObject("items", new JsonObject());
    int size = random.nextInt(30) == 0 ? schema.getInteger("maxItems", 20) + 1 : random.nextInt(4);
    for (int i = 0; i < Math.min(size, 120); i++) {
      array.add(value(name, items, depth - 1));
    }
    return array;
  }

  private Object text(String name, JsonObject schema) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (lower.endsWith("url") || lower.equals("uri") || lower.equals("endpoint")) {
      return url + "/" + random.nextInt(5);
    }
    if (lower.equals("id") || lower.endsWith("id") || lower.equals("template")) {
      return ids.get();
    }
    if ("date-time".equals(schema.getString("format"))) {
      return "20" + (10 + random.nextInt(80)) + "-0" + (1 + random.nextInt(9)) + "-21T13:48:07Z";
    }
    int least = schema.getInteger("minLength", 0);
    int most = Math.min(schema.getInteger("maxLength", 60), 20_000);
    int length =
        switch (random.nextInt(10)) {
          case 0 -> least;
          case 1 -> most;
          case 2 -> most + 1;
          default -> Math.min(least + random.nextInt(30), most);
        };
    List<String> letters =
        List.of("a", "Z", "0", " ", "<p>", "é", "\n", "{{", "}}", "-", "mm", "🦊");
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(letters.get(random.nextInt(letters.size())));
    }
    return text.toString();
  }

  private long integer(JsonObject schema) {
    long least = schema.getNumber("minimum", -3).longValue();
    long most = schema.getNumber("maximum", 1000).longValue();
    List<Long> around = new ArrayList<>(List.of(least, least - 1, most, most + 1));
    around.add(least + random.nextInt((int) Math.max(1, Math.min(most - least, 100))));
    return around.get(random.nextInt(around.size()));
  }
}
