package dev.hookpress.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any template with any data gives a bounded value and no exception. */
class AnyTemplateTest {
  private static final int MAX_BYTES = 10_000;
  private static final TemplateLimits LIMITS =
      new TemplateLimits(100_000, 1_000, 20, MAX_BYTES, 20_000, 1 << 20);

  private final TemplateEngine engine = new TemplateEngine(LIMITS);

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().all().ofMaxLength(200);
  }

  /** Pieces of the language in any order: more often nearly right than right. */
  @Provide
  Arbitrary<String> nearlyTemplates() {
    return Arbitraries.of(
            "{{",
            "}}",
            "{{{",
            "}}}",
            "{{#if a}}",
            "{{/if}}",
            "{{else}}",
            "{{#each b}}",
            "{{/each}}",
            "{{^}}",
            "{{#with a as |x|}}",
            "{{/with}}",
            "{{x}}",
            "{{.}}",
            "{{@index}}",
            "{{../a}}",
            "{{else if b}}",
            "{{~",
            "~}}",
            "(",
            ")",
            "\"",
            "'",
            "[",
            "]",
            "|",
            "=",
            " ",
            "\n",
            "a",
            "b",
            "\\",
            "\\{{",
            "{{!",
            "{{!--",
            "--}}",
            "{{number a decimals=2}}",
            "{{date a}}",
            "{{#a}}",
            "{{/a}}",
            "{{^a}}",
            "{{&a}}",
            "1.5",
            "-7",
            "true",
            "{{lookup . 'a'}}",
            "@root",
            "{{multiply a 3}}",
            "{{#eq a b}}",
            "{{/eq}}",
            "{{b.[0]}}",
            "{{b.length}}",
            "<p>",
            "ß€")
        .list()
        .ofMaxSize(25)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> templates() {
    return Arbitraries.of(
            "{{#if a}}",
            "{{#each b}}",
            "{{#each a}}",
            "{{#with a}}",
            "{{#unless b}}",
            "{{#a}}",
            "{{^b}}",
            "{{#each . as |v k|}}",
            "{{#gt a b}}")
        .list()
        .ofMaxSize(8)
        .flatMap(
            open ->
                nearlyTemplates()
                    .map(
                        inside -> {
                          StringBuilder whole = new StringBuilder();
                          open.forEach(whole::append);
                          whole.append("{{a}}{{b.c}}{{number a}}").append(inside);
                          for (int i = open.size() - 1; i >= 0; i--) {
                            String name = open.get(i).substring(3).split("[ }]")[0];
                            whole.append("{{/").append(name).append("}}");
                          }
                          return whole.toString();
                        }));
  }

  @Provide
  Arbitrary<JsonNode> data() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<JsonNode> plain =
        Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(20).map(json::textNode),
            Arbitraries.of("1.5", "2026-04-13", "", "EUR").map(json::textNode),
            Arbitraries.bigDecimals().map(json::numberNode).map(JsonNode.class::cast),
            Arbitraries.doubles().map(json::numberNode),
            Arbitraries.of("1e99999", "1e-99999", "0e999999999")
                .map(number -> (JsonNode) json.numberNode(new BigDecimal(number))),
            Arbitraries.of(json.booleanNode(true), json.booleanNode(false), json.nullNode()));
    return Arbitraries.recursive(
        () -> plain,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(items -> json.arrayNode().addAll(items)),
                Arbitraries.maps(Arbitraries.of("a", "b", "c", "length", "@root", "this"), inner)
                    .ofMaxSize(4)
                    .map(fields -> object(fields))),
        0,
        4);
  }

  private static JsonNode object(Map<String, JsonNode> fields) {
    var object = JsonNodeFactory.instance.objectNode();
    object.setAll(fields);
    return object;
  }

  @Property(tries = 500)
  void anyText(@ForAll("texts") String template, @ForAll("data") JsonNode data) {
    check(template, data);
  }

  @Property(tries = 2_000)
  void anyPieces(@ForAll("nearlyTemplates") String template, @ForAll("data") JsonNode data) {
    check(template, data);
  }

  @Property(tries = 1_500)
  void anyBlocks(@ForAll("templates") String template, @ForAll("data") JsonNode data) {
    check(template, data);
  }

  private void check(String template, JsonNode data) {
    Rendering rendering = engine.render(template, data);
    assertThat(engine.render(template, data)).isEqualTo(rendering);
    if (rendering instanceof Rendering.Html html) {
      assertThat(html.html().length()).isLessThanOrEqualTo(MAX_BYTES);
      assertThat(engine.check(template)).isInstanceOf(CheckedTemplate.class);
    } else {
      assertThat(((Rendering.Failed) rendering).fault().message())
          .isNotBlank()
          .doesNotContain("java.", "Exception", "jknack", "dev.hookpress");
    }
  }
}
