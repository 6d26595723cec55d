package dev.hookpress.description;

import dev.hookpress.description.OpenApi.Operation;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares answers with the description. Not for several threads. */
public final class AnswerCheck {
  private final OpenApi api;

  /** Compares with this document. */
  public AnswerCheck(OpenApi api) {
    this.api = api;
  }

  /** What the description does not say of an answer, and whether the server failed. */
  public List<String> violations(Operation operation, HttpResponse<byte[]> answer) {
    List<String> found = new ArrayList<>();
    int status = answer.statusCode();
    if (status >= 500) {
      found.add(operation.id() + " answers " + status);
    }
    JsonObject described = api.response(operation, status);
    if (described == null) {
      found.add(operation.id() + " is not described with " + status);
      return found;
    }
    JsonObject headers = described.getJsonObject("headers", new JsonObject());
    for (String name : headers.fieldNames()) {
      boolean required = api.resolved(headers.getJsonObject(name)).getBoolean("required", false);
      if (required && answer.headers().firstValue(name).isEmpty()) {
        found.add(operation.id() + " " + status + " lacks the header " + name);
      }
    }
    if (answer.body().length > 0) {
      found.addAll(body(operation, answer, described));
    }
    return found;
  }

  private List<String> body(
      Operation operation, HttpResponse<byte[]> answer, JsonObject described) {
    String where = operation.id() + " " + answer.statusCode();
    String type = answer.headers().firstValue("content-type").orElse("");
    JsonObject content = described.getJsonObject("content", new JsonObject());
    JsonObject body = content.getJsonObject(type);
    if (body == null) {
      return List.of(where + " is not described with the media type " + type);
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    Optional<Object> value = json(answer);
    if (value.isEmpty()) {
      return List.of(where + " is not JSON");
    }
    return api.faults(body.getJsonObject("schema"), value.get()).stream()
        .map(fault -> where + " " + fault)
        .toList();
  }

  /** The body of an answer, if that is JSON. */
  public Optional<Object> json(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("content-type").orElse("");
    if (!type.endsWith("json")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.decodeValue(new String(answer.body(), StandardCharsets.UTF_8)));
    } catch (DecodeException broken) {
      return Optional.empty();
    }
  }
}
