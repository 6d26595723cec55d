package dev.hookpress.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The API reference as one page, made from the description: no scripts, nothing from elsewhere. */
final class ReferencePage {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final JsonNode root;
  private final StringBuilder page = new StringBuilder();

  private ReferencePage(JsonNode root) {
    this.root = root;
  }

  private record Operation(String method, String path, JsonNode node, JsonNode item) {}

  static String of(JsonNode root) {
    return new ReferencePage(root).written();
  }

  private String written() {
    page.append("<h1>").append(Html.text(root.at("/info/title").asText())).append(" API</h1>\n<p>");
    page.append(Html.text(root.at("/info/description").asText()));
    page.append(
        "</p>\n<p>The same for programs: <a href=\"/openapi.yaml\">openapi.yaml</a>, <a"
            + " href=\"/openapi.json\">openapi.json</a>. <a href=\"/docs/problems\">Problem"
            + " types</a>.</p>\n");
    Map<String, List<Operation>> byTag = byTag();
    page.append("<nav><ul>\n");
    byTag.forEach(this::contents);
    page.append("</ul></nav>\n");
    for (JsonNode tag : root.path("tags")) {
      List<Operation> operations = byTag.getOrDefault(tag.path("name").asText(), List.of());
      section(tag, operations);
    }
    page.append("<section><h2 id=\"schemas\">Schemas</h2>\n");
    root.at("/components/schemas")
        .properties()
        .forEach(each -> schema(each.getKey(), each.getValue()));
    page.append("</section>\n");
    return Html.page(root.at("/info/title").asText() + " API", page.toString());
  }

  private Map<String, List<Operation>> byTag() {
    Map<String, List<Operation>> byTag = new LinkedHashMap<>();
    root.path("tags").forEach(tag -> byTag.put(tag.path("name").asText(), new ArrayList<>()));
    root.path("paths")
        .properties()
        .forEach(
            path -> {
              for (String method : METHODS) {
                JsonNode node = path.getValue().path(method);
                if (!node.isMissingNode()) {
                  byTag
                      .computeIfAbsent(node.at("/tags/0").asText(), tag -> new ArrayList<>())
                      .add(new Operation(method, path.getKey(), node, path.getValue()));
                }
              }
            });
    return byTag;
  }

  private void contents(String tag, List<Operation> operations) {
    page.append("<li><a href=\"#tag-").append(Html.text(tag)).append("\">");
    page.append(Html.text(tag)).append("</a> ").append(operations.size()).append("</li>\n");
  }

  private void section(JsonNode tag, List<Operation> operations) {
    String name = Html.text(tag.path("name").asText());
    page.append("<section><h2 id=\"tag-").append(name).append("\">").append(name);
    page.append("</h2>\n<p>").append(Html.text(tag.path("description").asText()));
    page.append("</p>\n");
    operations.forEach(this::operation);
    page.append("</section>\n");
  }

  private void operation(Operation operation) {
    JsonNode node = operation.node();
    page.append("<article><h3 id=\"").append(Html.text(node.path("operationId").asText()));
    page.append("\"><code>").append(operation.method().toUpperCase(Locale.ROOT)).append(' ');
    page.append(Html.text(operation.path())).append("</code></h3>\n<p>");
    page.append(Html.text(node.path("summary").asText())).append("</p>\n");
    if (node.has("description")) {
      page.append("<p>").append(Html.text(node.path("description").asText())).append("</p>\n");
    }
    List<JsonNode> parameters = new ArrayList<>();
    operation.item().path("parameters").forEach(each -> parameters.add(resolved(each)));
    node.path("parameters").forEach(each -> parameters.add(resolved(each)));
    if (!parameters.isEmpty()) {
      page.append("<table><tr><th>parameter</th><th>in</th><th></th></tr>\n");
      parameters.forEach(this::parameter);
      page.append("</table>\n");
    }
    body("Request", resolved(node.path("requestBody")));
    node.path("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode meant = resolved(response.getValue());
              body(response.getKey() + " " + Html.text(meant.path("description").asText()), meant);
            });
    page.append("</article>\n");
  }

  private void parameter(JsonNode parameter) {
    page.append("<tr><td><code>").append(Html.text(parameter.path("name").asText()));
    page.append("</code></td><td>").append(Html.text(parameter.path("in").asText()));
    page.append("</td><td>").append(Html.text(parameter.path("description").asText()));
    page.append("</td></tr>\n");
  }

  private void body(String title, JsonNode body) {
    if (body.isMissingNode()) {
      return;
    }
    page.append("<p><b>").append(title).append("</b></p>\n");
    body.path("content")
        .properties()
        .forEach(
            type -> {
              page.append("<p><code>").append(Html.text(type.getKey())).append("</code> ");
              reference(type.getValue().path("schema"));
              page.append("</p>\n");
              examples(type.getValue());
            });
  }

  private void examples(JsonNode content) {
    content
        .path("examples")
        .properties()
        .forEach(each -> code(each.getValue().path("value").toPrettyString()));
    if (content.has("example")) {
      code(content.get("example").toPrettyString());
    }
  }

  private void reference(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    if (reference.isEmpty()) {
      page.append("<code>").append(Html.text(schema.toString())).append("</code>");
    } else {
      String name = Html.text(reference.substring(reference.lastIndexOf('/') + 1));
      page.append("<a href=\"#schema-").append(name).append("\">").append(name).append("</a>");
    }
  }

  private void schema(String name, JsonNode schema) {
    String shown = Html.text(name);
    page.append("<h3 id=\"schema-").append(shown).append("\">").append(shown).append("</h3>\n");
    code(schema.toPrettyString());
  }

  private void code(String text) {
    page.append("<pre>").append(Html.text(text)).append("</pre>\n");
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : root.at(reference.substring(1));
  }
}
