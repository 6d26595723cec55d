package dev.hookpress.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What is to be rendered. A request is not changed; each method returns another. */
public final class JobRequest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ObjectNode json;

  private JobRequest(ObjectNode json) {
    this.json = json;
  }

  /** A request of HTML. */
  public static JobRequest html(String html) {
    return new JobRequest(MAPPER.createObjectNode()).andHtml(html);
  }

  /** A request of a web page. */
  public static JobRequest url(String url) {
    return new JobRequest(MAPPER.createObjectNode()).and("url", url);
  }

  /** A request of a stored template, filled with data that Jackson can write. */
  public static JobRequest template(String id, Object data) {
    return new JobRequest(MAPPER.createObjectNode()).andTemplate(id, data);
  }

  /** A request as the API has it: a map or a tree with {@code parts} or {@code documents}. */
  public static JobRequest of(Object body) {
    if (MAPPER.valueToTree(body) instanceof ObjectNode object) {
      return new JobRequest(object);
    }
    throw new IllegalArgumentException("A request is a JSON object.");
  }

  /** The same document, with HTML behind what it has. */
  public JobRequest andHtml(String html) {
    return and("html", html);
  }

  /** The same document, with a filled template behind what it has. */
  public JobRequest andTemplate(String id, Object data) {
    JobRequest next = and("template", id);
    JsonNode parts = next.json.get("parts");
    ((ObjectNode) parts.get(parts.size() - 1)).set("data", MAPPER.valueToTree(data));
    return next;
  }

  /** With an option, such as {@code format}, {@code margins} or {@code landscape}. */
  public JobRequest option(String name, Object value) {
    JobRequest next = copy();
    next.json.withObject("/options").set(name, MAPPER.valueToTree(value));
    return next;
  }

  /** With a callback to this URL when the job has ended. */
  public JobRequest callback(String url) {
    return callback(url, Map.of());
  }

  /** With a callback that has headers of your own. */
  public JobRequest callback(String url, Map<String, String> headers) {
    JobRequest next = copy();
    ObjectNode callback = next.json.putObject("callback").put("url", url);
    if (!headers.isEmpty()) {
      callback.set("headers", MAPPER.valueToTree(headers));
    }
    return next;
  }

  /** With JSON of your own, which comes back in the job and the callback. */
  public JobRequest metadata(Map<String, ?> metadata) {
    JobRequest next = copy();
    next.json.set("metadata", MAPPER.valueToTree(metadata));
    return next;
  }

  private JobRequest and(String kind, String value) {
    JobRequest next = copy();
    next.json.withArray("/parts").addObject().put(kind, value);
    return next;
  }

  private JobRequest copy() {
    return new JobRequest(json.deepCopy());
  }

  /** The JSON that is sent. */
  @Override
  public String toString() {
    return json.toString();
  }
}
