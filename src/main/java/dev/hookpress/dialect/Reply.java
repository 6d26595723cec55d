package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Json;
import java.util.Map;

/**
 * The HTTP reply to a request.
 *
 * @param headers sent in addition to the content type
 */
public record Reply(int status, Map<String, String> headers, String contentType, byte[] body) {
  /** Creates a JSON reply. */
  public static Reply json(int status, JsonNode body) {
    return json(status, Map.of(), body);
  }

  /** Creates a JSON reply with headers. */
  public static Reply json(int status, Map<String, String> headers, JsonNode body) {
    return new Reply(status, headers, "application/json", Json.write(body));
  }
}
