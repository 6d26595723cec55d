package dev.hookpress.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.job.document.FailureCode;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile templates end within bounds. The seconds allow for slow machines. */
@Timeout(60)
class HostileTemplatesTest {
  private static final int MIB = 1 << 20;
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Templates templates = new Templates(Templates.LIMITS);

  // A tenth of the steps: what is shown is that they end, many times over.
  private final Templates impatient =
      new Templates(new TemplateLimits(MIB, 5_000, 64, MIB, 500_000, MIB));

  private static JsonNode list(int size) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    IntStream.range(0, size).forEach(i -> items.add(i));
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("items", items);
    return data;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{class}}",
        "{{this.class}}{{name.class}}{{name.bytes}}{{items.size}}{{items.class.name}}",
        "{{getClass}}{{this.getClass}}{{name.getClass.name}}{{toString}}{{name.toString}}",
        "{{#with this.class.classLoader}}x{{/with}}",
        "{{#with name.class}}{{forName}}{{/with}}",
        "{{constructor}}{{__proto__}}{{prototype}}{{constructor.constructor}}",
        "{{lookup this 'class'}}{{lookup name 'class'}}{{lookup items 'class'}}",
        "{{lookup items -1}}{{lookup items 99}}{{items.[99]}}{{items.[2147483647]}}",
        "{{@partials}}{{@__inline_partials_}}{{@__inline_partials_.[0]}}",
        "{{#each @__inline_partials_}}x{{/each}}{{#each name}}x{{/each}}",
        "{{@work}}{{@context}}{{@resolver}}{{@model}}",
        "{{../x}}{{../../../x}}{{@../../index}}"
      })
  void onlyTheDataIsReachable(String template) {
    assertThat(templates.html(template, "{'name': 'n', 'items': [1]}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{> a}}",
        "{{~> a}}",
        "{{>a}}",
        "{{#> a}}b{{/a}}",
        "{{~#> a}}b{{/a}}",
        "{{> (lookup . 'a')}}",
        "{{> '../../etc/passwd'}}",
        "{{> @partial-block}}",
        "{{#*inline 'a'}}{{> a}}{{/inline}}{{> a}}",
        "{{* a}}",
        "{{#* a}}{{/a}}",
        "{{{{raw}}}}{{a}}{{{{/raw}}}}",
        "{{=<% %>=}}<% a %>",
        "{{partial 'a'}}",
        "{{precompile 'a'}}",
        "{{embedded 'a'}}",
        "{{#block 'a'}}{{/block}}x{{block 'a'}}",
        "{{log 'a'}}",
        "{{i18n 'a'}}",
        "{{i18nJs 'a'}}",
        "{{include 'a'}}",
        "{{method 'a'}}",
        "{{helperMissing 'a'}}",
        "{{stringFormat '%9999999d' 1}}",
        "{{join 'a' 'b' ','}}",
        "a\0b",
        "{{a\0b}}",
        "{{@[\0work]}}",
        "{{@[ work]}}",
        "{{@[com.github.jknack.handlebars.Context#partials]}}",
        "\ud800",
        "{{#if a}}",
        "{{",
        "{{{a}}",
        "{{a}}}}}",
        "{{!--",
        "{{[a}}",
        "{{\"a}}",
        "{{a 'b}} c '}}",
        "{{a.[\"]}}{{#if x}}\"}}"
      })
  void otherSyntaxIsRejected(String template) {
    assertThat(templates.refused(template).code()).isEqualTo(FailureCode.TEMPLATE_INVALID);
  }

  @Test
  void libraryNamesHaveNoMeaning() {
    assertThat(templates.html("{{#log}}{{message}}{{/log}}", "{'log': {'message': 'm'}}"))
        .isEqualTo("m");
  }

  @Test
  void deepNestingIsRefusedBeforeItIsParsed() {
    for (String block : new String[] {"if", "each", "with", "a", "eq"}) {
      String open = "{{#" + block + " a}}";
      String close = "{{/" + block + "}}";
      for (int depth : new int[] {65, 1_000, 10_000}) {
        String template = open.repeat(depth) + close.repeat(depth);
        assertThat(templates.refused(template).message()).containsAnyOf("deeper", "tags");
      }
    }
    assertThat(templates.refused("{{^a}}".repeat(65) + "{{/a}}".repeat(65)).message())
        .contains("deeper");
    assertThat(templates.refused("{{#if a}}" + "{{else if b}}".repeat(64) + "{{/if}}").message())
        .contains("deeper");
    assertThat(templates.refused("{{not " + "(not ".repeat(999) + "a" + ")".repeat(999) + "}}"))
        .isNotNull();
  }

  @Test
  void nestingUpToTheLimitRenders() {
    String deep = "{{#if a}}".repeat(64) + "x" + "{{/if}}".repeat(64);
    assertThat(templates.html(deep, "{'a': 1}")).isEqualTo("x");
    String parentheses = "{{not " + "(not ".repeat(16) + "a" + ")".repeat(16) + "}}";
    assertThat(templates.html(parentheses, "{'a': 1}")).isEqualTo("false");
    String names = "{{#each a}}".repeat(60) + "{{.}}" + "{{/each}}".repeat(60);
    assertThat(templates.html(names, "{'a': " + "[".repeat(61) + "7" + "]".repeat(61) + "}"))
        .isEmpty();
  }

  @Test
  void silentLoopsAreBounded() {
    JsonNode data = list(2_000);
    for (String body :
        new String[] {
          "",
          "{{x}}",
          "{{@x}}",
          "{{../x}}",
          "{{! }}",
          "{{#if x}}{{/if}}",
          "{{#unless @root}}{{/unless}}",
          "{{#eq 1 2}}{{/eq}}",
          "{{x.y.z}}",
          "{{date missing}}"
        }) {
      String loops = "{{#each @root.items}}".repeat(4) + body + "{{/each}}".repeat(4);
      assertThat(impatient.fault(loops, data).code())
          .as(body)
          .isEqualTo(FailureCode.TEMPLATE_TIMEOUT);
    }
    String whole = "{{#each items}}{{#each ../items}}{{x}}{{/each}}{{/each}}";
    assertThat(templates.fault(whole, list(5_000)).code()).isEqualTo(FailureCode.TEMPLATE_TIMEOUT);
    String sections = "{{#@root.items}}".repeat(6) + "{{/@root.items}}".repeat(6);
    assertThat(Templates.code(impatient.render(sections, data))).isNotNull();
  }

  @Test
  void loopsThatCompareLongTextsAreBounded() {
    ObjectNode data = (ObjectNode) list(100_000);
    data.put("a", "x".repeat(MIB)).put("b", "x".repeat(MIB));
    String template = "{{#each items}}{{#if (eq (upper ../a) (upper ../b))}}{{/if}}{{/each}}";
    assertThat(impatient.fault(template, data).code()).isEqualTo(FailureCode.TEMPLATE_TIMEOUT);
  }

  @Test
  void loopsThatFormatAreBounded() {
    for (String body :
        new String[] {
          "{{number . decimals=20 locale='ar'}}",
          "{{#if (date . \"EEEE, d. MMMM yyyy HH:mm:ss.SSSSSSSSS VV zzzz\")}}{{/if}}"
        }) {
      String loops = "{{#each items}}".repeat(1) + body + "{{/each}}";
      assertThat(impatient.fault(loops, list(100_000)).code())
          .isIn(FailureCode.TEMPLATE_TIMEOUT, FailureCode.TEMPLATE_TOO_LARGE);
    }
  }

  @Test
  void outputIsCountedWhileItIsWritten() {
    String text = "x".repeat(10_000);
    String loops = "{{#each items}}{{#each ../items}}" + text + "{{/each}}{{/each}}";
    TemplateFault fault = templates.fault(loops, list(10_000));
    assertThat(fault.code()).isEqualTo(FailureCode.TEMPLATE_TOO_LARGE);
    assertThat(fault.message()).isEqualTo("The template makes more than 1,048,576 bytes of HTML.");
    String sections = "{{#items}}{{#if 1}}" + text + "{{/if}}{{/items}}";
    assertThat(templates.fault(sections, list(10_000)).code())
        .isEqualTo(FailureCode.TEMPLATE_TOO_LARGE);
    ObjectNode euros = JsonNodeFactory.instance.objectNode().put("a", "€".repeat(MIB / 3 + 1));
    assertThat(templates.fault("{{a}}", euros).code()).isEqualTo(FailureCode.TEMPLATE_TOO_LARGE);
  }

  @Test
  void numbersAreBounded() {
    String square = "{{#with (multiply . .)}}".repeat(60) + "{{.}}" + "{{/with}}".repeat(60);
    JsonNode three = JsonNodeFactory.instance.numberNode(new BigDecimal("3"));
    assertThat(templates.fault(square, three).message()).contains("digits");
    for (String number : new String[] {"1e999999999", "1e-999999999", "9e2147483647"}) {
      for (String function : new String[] {"number", "add 1", "money", "lt 1", "upper"}) {
        JsonNode text = JsonNodeFactory.instance.textNode(number);
        assertThat(templates.render("{{" + function + " . 'EUR'}}", text)).isNotNull();
      }
      JsonNode huge = JsonNodeFactory.instance.numberNode(new BigDecimal(number));
      assertThat(templates.fault("{{.}}", huge).message()).contains("digits");
    }
    assertThat(templates.render("{{add 1 " + "9".repeat(90) + "}}", NOTHING)).isNotNull();
  }

  @Test
  void deeplyNestedDataIsRejected() {
    JsonNode deep = JsonNodeFactory.instance.nullNode();
    for (int i = 0; i < 100_000; i++) {
      deep = JsonNodeFactory.instance.arrayNode().add(deep);
    }
    assertThat(templates.fault("{{.}}", deep).message()).contains("64 levels");
  }

  @Test
  void sizesAreBounded() {
    assertThat(templates.refused("x".repeat(MIB + 1)).code())
        .isEqualTo(FailureCode.TEMPLATE_TOO_LARGE);
    assertThat(templates.refused("€".repeat(MIB / 3 + 1)).code())
        .isEqualTo(FailureCode.TEMPLATE_TOO_LARGE);
    assertThat(templates.refused("{{a}}".repeat(5_001)).message()).contains("5,000 tags");
    assertThat(templates.refused("{{a" + ".a".repeat(30) + "}}").message()).contains("parts");
    assertThat(templates.refused("{{" + "a".repeat(101) + "}}").message()).contains("characters");
    assertThat(templates.refused("{{if" + " a".repeat(1_001) + "}}").message()).contains("2,000");
    assertThat(templates.refused("{".repeat(MIB))).isNotNull();
    assertThat(templates.refused("\\{{".repeat(MIB / 3))).isNotNull();
    assertThat(templates.refused("{{!".repeat(MIB / 3))).isNotNull();
    assertThat(templates.render("a ".repeat(MIB / 2), NOTHING)).isInstanceOf(Rendering.class);
    assertThat(templates.render("{{a}} ".repeat(5_000), NOTHING))
        .isInstanceOf(Rendering.Html.class);
  }
}
