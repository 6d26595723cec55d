package dev.hookpress.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What is sent back: a value, so that deciding and sending are apart. */
public sealed interface Answer {
  /**
   * @param headers beside the content type
   */
  record Body(int status, Map<String, String> headers, String contentType, Buffer body)
      implements Answer {}

  /** 204. */
  record NoContent() implements Answer {}

  /** A file, sent from disk without passing through memory. */
  record File(Path path, Map<String, String> headers, String contentType) implements Answer {}

  /** JSON. */
  static Answer json(int status, JsonNode body) {
    return json(status, Map.of(), Json.write(body));
  }

  /** JSON that is written already. */
  static Answer json(int status, Map<String, String> headers, byte[] body) {
    return new Body(status, headers, "application/json", Buffer.buffer(body));
  }

  /** A refusal in the shape of the route's dialect. */
  static Answer problem(Dialect dialect, Problem problem) {
    return problem(dialect, problem, Map.of());
  }

  /** A refusal with headers of its own. */
  static Answer problem(Dialect dialect, Problem problem, Map<String, String> headers) {
    return of(dialect.problem(problem), headers);
  }

  /** What a dialect says. */
  static Answer of(Reply reply) {
    return of(reply, Map.of());
  }

  /** What a dialect says, with more headers. */
  static Answer of(Reply reply, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.putAll(more);
    return new Body(reply.status(), headers, reply.contentType(), Buffer.buffer(reply.body()));
  }
}
