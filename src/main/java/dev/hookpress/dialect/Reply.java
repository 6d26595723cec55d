package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Json;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param headers beside the content type
 */
public record Reply(int status, Map<String, String> headers, String contentType, byte[] body) {
  /** An answer in JSON. */
  public static Reply json(int status, JsonNode body) {
    return json(status, Map.of(), body);
  }

  /** An answer in JSON, with headers. */
  public static Reply json(int status, Map<String, String> headers, JsonNode body) {
    return new Reply(status, headers, "application/json", Json.write(body));
  }
}
