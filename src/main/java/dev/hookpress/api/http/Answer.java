package dev.hookpress.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The response to a request as a value, so that deciding on it and sending it are separate. */
public sealed interface Answer {
  /**
   * @param headers other than Content-Type
   * @param reason the type of the problem, for the log; empty if there is none
   */
  record Body(
      int status, Map<String, String> headers, String contentType, Buffer body, String reason)
      implements Answer {
    /** Creates a response that refuses nothing. */
    public Body(int status, Map<String, String> headers, String contentType, Buffer body) {
      this(status, headers, contentType, body, "");
    }

    /** Returns a copy of this response with one more header. */
    public Body with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Body(status, more, contentType, body, reason);
    }
  }

  /** An empty response with status 204. */
  record NoContent(Map<String, String> headers) implements Answer {
    /** Creates a response without further headers. */
    public NoContent() {
      this(Map.of());
    }
  }

  /** An empty response with status 307 that points to another URL. */
  record Redirect(String location) implements Answer {}

  /** A file, sent from disk without passing through memory. */
  record File(Path path, Map<String, String> headers, String contentType) implements Answer {}

  /** Several files as one ZIP, which is made while it is sent. */
  record Archive(List<Entry> files, Map<String, String> headers) implements Answer {
    /** A file on disk, and its name in the ZIP. */
    public record Entry(String name, Path path) {}
  }

  /** A JSON response. */
  static Answer json(int status, JsonNode body) {
    return json(status, Map.of(), Json.write(body));
  }

  /** A JSON response whose body is already serialized. */
  static Answer json(int status, Map<String, String> headers, byte[] body) {
    return new Body(status, headers, "application/json", Buffer.buffer(body));
  }

  /**
   * A resource of the client, or 404 if there is none.
   *
   * @param missing the detail of the error
   */
  static Answer found(Dialect dialect, Optional<ObjectNode> resource, String missing) {
    return resource
        .map(json -> json(200, json))
        .orElseGet(() -> problem(dialect, Problem.of(Problem.Type.NOT_FOUND, missing)));
  }

  /** An error response in the format of the route's dialect. */
  static Answer problem(Dialect dialect, Problem problem) {
    return problem(dialect, problem, Map.of());
  }

  /** An error response with additional headers. */
  static Answer problem(Dialect dialect, Problem problem, Map<String, String> headers) {
    return of(dialect.problem(problem), headers, problem);
  }

  /** A dialect's reply to a refused request. */
  static Answer of(Reply reply, Map<String, String> headers, Problem problem) {
    Body body = (Body) of(reply, headers);
    return new Body(
        body.status(), body.headers(), body.contentType(), body.body(), problem.type().slug());
  }

  /** A dialect's reply. */
  static Answer of(Reply reply) {
    return of(reply, Map.of());
  }

  /** A dialect's reply with additional headers. */
  static Answer of(Reply reply, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.putAll(more);
    return new Body(reply.status(), headers, reply.contentType(), Buffer.buffer(reply.body()));
  }
}
