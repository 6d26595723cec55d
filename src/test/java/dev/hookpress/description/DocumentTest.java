package dev.hookpress.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What client generators and their users need of {@code openapi.yaml}. */
class DocumentTest {
  private static final OpenApi API = OpenApi.read();

  @Test
  void everyBodyHasAnExampleThatItsSchemaAccepts() {
    List<String> without = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    forEachBody(
        API.root(),
        (where, body) -> {
          JsonObject schema = body.getJsonObject("schema");
          List<Object> examples = examples(body);
          if (examples.isEmpty() && !"binary".equals(schema.getString("format"))) {
            without.add(where);
          }
          for (Object example : examples) {
            API.faults(schema, example).forEach(fault -> invalid.add(where + " " + fault));
          }
        });

    assertThat(without).isEmpty();
    assertThat(invalid).isEmpty();
  }

  @Test
  void whatASchemaDoesNotAcceptIsFound() {
    JsonObject job = new JsonObject().put("$ref", "#/components/schemas/Job");
    JsonObject valid = new JsonObject("{\"id\":\"job_01M7Z5T8Q3F4N6R2W9X1Y7K0AB\"}");
    valid.put("status", "pending").put("created_at", "2026-11-21T13:48:07Z");
    valid.put("links", new JsonObject().put("self", "/").put("notifications", "/"));

    assertThat(API.faults(job, valid)).isEmpty();
    assertThat(API.faults(job, valid.copy().put("id", "7"))).isNotEmpty();
    assertThat(API.faults(job, valid.copy().put("status", "lost"))).isNotEmpty();
    assertThat(API.faults(job, valid.copy().put("created_at", "yesterday"))).isNotEmpty();
  }

  @Test
  void examplesOfSchemasAreAccepted() {
    List<String> invalid = new ArrayList<>();
    forEachObject(
        API.root().getJsonObject("components").getJsonObject("schemas"),
        "",
        (where, schema) -> {
          if (schema.getValue("examples") instanceof JsonArray examples) {
            examples.forEach(
                each -> API.faults(schema, each).forEach(fault -> invalid.add(where + fault)));
          }
        });

    assertThat(invalid).isEmpty();
  }

  @Test
  void operationsHaveIdsTagsSummariesAndDescriptions() {
    List<String> ids = API.operations().stream().map(OpenApi.Operation::id).toList();
    Set<String> tags = new HashSet<>();
    API.root().getJsonArray("tags").forEach(tag -> tags.add(((JsonObject) tag).getString("name")));

    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(API.operations())
        .allSatisfy(
            each -> {
              assertThat(each.node().getJsonArray("tags")).hasSize(1);
              assertThat(tags).contains(each.node().getJsonArray("tags").getString(0));
              assertThat(each.node().getString("summary")).isNotBlank();
              assertThat(each.node().getString("description")).isNotBlank();
            });
    assertThat(API.root().getJsonArray("servers")).isNotEmpty();
  }

  @Test
  void answersMayGainFieldsAndValues() {
    JsonObject written = OpenApi.asWritten();
    List<String> closed = new ArrayList<>();
    Set<String> read = new HashSet<>();
    JsonObject paths = written.getJsonObject("paths");
    forEachObject(
        paths,
        "",
        (where, node) -> {
          boolean answer = where.contains("/responses/") && !where.contains("/example");
          boolean callback = where.contains("/callbacks/") && where.contains("/requestBody/");
          if (answer || callback) {
            closes(written, where, node, read, closed);
          }
        });

    assertThat(closed).isEmpty();
  }

  /** Generators make a type that has no values of an object of which nothing is said. */
  @Test
  void objectsHavePropertiesOrAreOpen() {
    List<String> empty = new ArrayList<>();
    forEachObject(
        API.root(),
        "",
        (where, node) -> {
          boolean object = String.valueOf(node.getValue("type")).contains("object");
          boolean described =
              node.containsKey("properties") || node.containsKey("additionalProperties");
          if (object && !described && !where.contains("/example")) {
            empty.add(where);
          }
        });

    assertThat(empty).isEmpty();
  }

  @Test
  void timesAreMarked() {
    List<String> unmarked = new ArrayList<>();
    forEachObject(
        API.root().getJsonObject("components").getJsonObject("schemas"),
        "",
        (where, node) -> {
          boolean time = where.endsWith("_at") || where.endsWith("_until") || where.endsWith("At");
          if (time && !"date-time".equals(node.getString("format"))) {
            unmarked.add(where);
          }
        });

    assertThat(unmarked).isEmpty();
  }

  /**
   * A description is a string: an unquoted comma in braces begins another key, whose value is null.
   */
  @Test
  void noTextIsCutAtAComma() {
    List<String> slips = new ArrayList<>();
    forEachObject(
        OpenApi.asWritten(),
        "",
        (where, node) -> {
          if (!where.contains("/example")) {
            node.forEach(
                each -> {
                  if (each.getValue() == null) {
                    slips.add(where + "/" + each.getKey());
                  }
                });
          }
        });

    assertThat(slips).isEmpty();
  }

  /** Collects what an answer's schema does not leave open, references followed. */
  private static void closes(
      JsonObject root, String where, JsonObject node, Set<String> read, List<String> closed) {
    if (Boolean.FALSE.equals(node.getValue("additionalProperties"))) {
      closed.add(where + " has no room for fields");
    }
    if (node.getValue("enum") instanceof JsonArray || node.getValue("const") instanceof String) {
      closed.add(where + " has no room for values");
    }
    if (node.getValue("$ref") instanceof String reference && read.add(reference)) {
      JsonObject target = root;
      for (String name : reference.substring(2).split("/")) {
        target = target.getJsonObject(name);
      }
      forEachObject(
          target,
          reference,
          (inner, each) -> {
            if (!inner.contains("/example")) {
              closes(root, inner, each, read, closed);
            }
          });
    }
  }

  private static List<Object> examples(JsonObject body) {
    List<Object> examples = new ArrayList<>();
    if (body.containsKey("example")) {
      examples.add(body.getValue("example"));
    }
    JsonObject named = body.getJsonObject("examples", new JsonObject());
    named.forEach(each -> examples.add(((JsonObject) each.getValue()).getValue("value")));
    return examples;
  }

  private static void forEachBody(JsonObject root, BiConsumer<String, JsonObject> use) {
    forEachObject(
        root,
        "",
        (where, node) -> {
          boolean body = where.endsWith("/requestBody") || where.contains("/responses/");
          if (body && node.getValue("content") instanceof JsonObject content) {
            content.forEach(
                type -> use.accept(where + " " + type.getKey(), (JsonObject) type.getValue()));
          }
        });
  }

  private static void forEachObject(
      JsonObject node, String where, BiConsumer<String, JsonObject> use) {
    use.accept(where, node);
    node.forEach(
        each -> {
          if (each.getValue() instanceof JsonObject object) {
            forEachObject(object, where + "/" + each.getKey(), use);
          } else if (each.getValue() instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
              if (array.getValue(i) instanceof JsonObject object) {
                forEachObject(object, where + "/" + each.getKey() + "/" + i, use);
              }
            }
          }
        });
  }
}
