package dev.hookpress.description;

import dev.hookpress.description.OpenApi.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Makes requests from the description: most of them right, some with a fault or several. Ids that
 * answers name are used in later requests.
 */
public final class RequestFuzzer {
  /** Hosts of the examples, in whose place the receiver stands. */
  private static final Pattern HOSTS =
      Pattern.compile("https?://(?:[a-z]{1,20}\\.)?(?:example\\.com|example\\.org|myapp\\.com)");

  private static final Pattern IDS =
      Pattern.compile(
          "(?:(?:job|batch|msg|rpl|tpl|sig|ep)_)?[0-9A-Za-z]{16,26}|urn:aaid:AS:UE1:[0-9a-f-]{36}");
  private static final int MAX_IDS = 200;
  private static final String SOME_ID = "job_01M7Z5T8Q3F4N6R2W9X1Y7K0AB";

  private final OpenApi api;
  private final List<Operation> operations;
  private final String apiKey;
  private final String receiver;
  private final long seed;
  private final Queue<String> ids = new ConcurrentLinkedQueue<>(List.of(SOME_ID));

  /**
   * Requests for a server with this description.
   *
   * @param receiver the only address that requests name
   */
  public RequestFuzzer(OpenApi api, String apiKey, String receiver, long seed) {
    this.api = api;
    this.operations = api.operations();
    this.apiKey = apiKey;
    this.receiver = receiver;
    this.seed = seed;
  }

  /**
   * A request.
   *
   * @param target path and query
   * @param body null if there is none
   */
  public record Request(
      Operation operation, String method, String target, Map<String, String> headers, byte[] body) {
    @Override
    public String toString() {
      String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
      String shown = text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
      return method + " " + target + " " + headers + "\n" + shown;
    }
  }

  /** The request of a number; the operations take turns. */
  public Request request(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    Operation operation = operations.get(number % operations.size());
    SchemaValues values = new SchemaValues(api, random, receiver, () -> id(random));
    StringBuilder target = new StringBuilder(operation.path());
    Map<String, String> headers = new LinkedHashMap<>();
    StringBuilder query = new StringBuilder();
    for (JsonObject parameter : operation.parameters()) {
      parameter(parameter, values, random, target, query, headers);
    }
    if (random.nextInt(30) > 0) {
      headers.put("X-API-Key", random.nextInt(40) == 0 ? "none" : apiKey);
    }
    byte[] body = null;
    if (operation.node().getJsonObject("requestBody") != null) {
      body =
          body(
              api.resolved(operation.node().getJsonObject("requestBody")), values, random, headers);
    }
    return new Request(operation, operation.method(), target.toString() + query, headers, body);
  }

  private void parameter(
      JsonObject parameter,
      SchemaValues values,
      Random random,
      StringBuilder target,
      StringBuilder query,
      Map<String, String> headers) {
    String name = parameter.getString("name");
    Object value = values.value(name, parameter.getJsonObject("schema"));
    if (name.equals("wait")) {
      // What waits is tested elsewhere; here it would take hours.
      value = List.of("0", "1", "56", "-1", "soon").get(random.nextInt(5));
    }
    String text = value == null ? "null" : String.valueOf(value);
    switch (parameter.getString("in")) {
      case "path" -> {
        String encoded = encoded(text.isEmpty() || text.length() > 200 ? id(random) : text);
        int start = target.indexOf("{" + name + "}");
        target.replace(start, start + name.length() + 2, encoded);
      }
      case "query" -> {
        if (random.nextInt(3) == 0) {
          String short_ = text.length() > 500 ? text.substring(0, 500) : text;
          query
              .append(query.isEmpty() ? "?" : "&")
              .append(name)
              .append('=')
              .append(encoded(short_));
        }
      }
      default -> {
        String visible = text.replaceAll("[^\\x20-\\x7e]", "").strip();
        if (random.nextInt(4) == 0 && visible.length() < 1000) {
          headers.put(name, visible);
        }
      }
    }
  }

  private byte[] body(
      JsonObject described, SchemaValues values, Random random, Map<String, String> headers) {
    JsonObject content = described.getJsonObject("content");
    String type = content.fieldNames().iterator().next();
    JsonObject body = content.getJsonObject(type);
    Object value = example(body, random);
    if (value == null || random.nextBoolean()) {
      value = values.value("body", body.getJsonObject("schema"));
    } else {
      for (int faults = random.nextInt(3); faults > 0 && value instanceof JsonObject; faults--) {
        change((JsonObject) value, values, random);
      }
    }
    headers.put("Content-Type", random.nextInt(30) == 0 ? "text/plain" : type);
    if (type.equals("multipart/form-data")) {
      return multipart(value, random, headers);
    }
    if (type.equals("application/x-www-form-urlencoded")) {
      return form(value).getBytes(StandardCharsets.UTF_8);
    }
    String text = value instanceof String || value == null ? json(value) : value.toString();
    if (value instanceof JsonObject object) {
      // Wherever credentials lead, they lead here.
      if (object.containsKey("access_key_id")) {
        object.put("endpoint", receiver);
      }
      text = object.encode();
    }
    String local = HOSTS.matcher(text).replaceAll(receiver);
    if (random.nextInt(30) == 0) {
      local = local.substring(0, random.nextInt(local.length() + 1));
    }
    return local.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object text) {
    return new JsonArray().add(text).encode().replaceAll("^\\[|]$", "");
  }

  private static Object example(JsonObject body, Random random) {
    List<Object> examples = new ArrayList<>();
    if (body.containsKey("example")) {
      examples.add(body.getValue("example"));
    }
    body.getJsonObject("examples", new JsonObject())
        .forEach(each -> examples.add(((JsonObject) each.getValue()).getValue("value")));
    if (examples.isEmpty()) {
      return null;
    }
    Object chosen = examples.get(random.nextInt(examples.size()));
    return chosen instanceof JsonObject object ? object.copy() : chosen;
  }

  /** Drops, replaces or adds one field, here or further in. */
  private static void change(JsonObject object, SchemaValues values, Random random) {
    List<String> names = new ArrayList<>(object.fieldNames());
    if (names.isEmpty() || random.nextInt(8) == 0) {
      object.put("field" + random.nextInt(3), values.odd());
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    if (object.getValue(name) instanceof JsonObject inner && random.nextInt(3) > 0) {
      change(inner, values, random);
    } else if (random.nextInt(4) == 0) {
      object.remove(name);
    } else {
      object.put(name, values.odd());
    }
  }

  private byte[] multipart(Object value, Random random, Map<String, String> headers) {
    String boundary = "b" + random.nextInt(1000);
    headers.put("Content-Type", "multipart/form-data; boundary=" + boundary);
    StringBuilder body = new StringBuilder();
    JsonObject fields = value instanceof JsonObject object ? object : new JsonObject();
    for (String name : fields.fieldNames()) {
      body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
      body.append(name.replaceAll("[^a-z_]", "")).append('"');
      if (name.equals("file")) {
        body.append("; filename=\"a.").append(random.nextBoolean() ? "html" : "md").append('"');
      }
      body.append("\r\n\r\n").append(fields.getValue(name)).append("\r\n");
    }
    if (random.nextInt(10) > 0) {
      body.append("--").append(boundary).append("--\r\n");
    }
    return HOSTS.matcher(body).replaceAll(receiver).getBytes(StandardCharsets.UTF_8);
  }

  private static String form(Object value) {
    StringBuilder form = new StringBuilder();
    if (value instanceof JsonObject object) {
      object.forEach(
          each ->
              form.append(form.isEmpty() ? "" : "&")
                  .append(encoded(each.getKey()))
                  .append('=')
                  .append(encoded(String.valueOf(each.getValue()))));
    }
    return form.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Takes the ids out of an answer, for later requests. */
  public void learn(Object answer) {
    if (answer instanceof JsonObject object) {
      object.forEach(each -> learn(each.getValue()));
    } else if (answer instanceof JsonArray array) {
      array.forEach(this::learn);
    } else if (answer instanceof String text && IDS.matcher(text).matches()) {
      ids.add(text);
      if (ids.size() > MAX_IDS) {
        ids.poll();
      }
    }
  }

  private String id(Random random) {
    List<String> known = List.copyOf(ids);
    return known.get(random.nextInt(known.size()));
  }
}
