package dev.hookpress.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Liquid as LiquidJS reads it without its strict options, and within limits. */
final class LiquidTemplatesTest {
  private static final String DATA =
      """
      {"name": "<Ada> & Co", "price": 19.90, "count": 3, "paid": true, "nothing": null,
       "items": [{"title": "Tea", "price": 4.5}, {"title": "Milk", "price": 2},
                 {"title": "tart", "price": 10, "sold": true}],
       "tags": ["b", "a", "b"], "day": "2026-04-03T15:04:05Z"}""";

  private final TemplateEngine engine = new TemplateEngine(TemplateLimits.withOutput(200_000));

  private String html(String template) {
    return assertHtml(engine.render(TemplateLanguage.LIQUID, template, data(DATA)));
  }

  private static String assertHtml(Rendering rendering) {
    assertThat(rendering).isInstanceOf(Rendering.Html.class);
    return ((Rendering.Html) rendering).html();
  }

  private static JsonNode data(String json) {
    return ((Json.Read.Tree) Json.read(json.getBytes(StandardCharsets.UTF_8))).root();
  }

  private TemplateFault fault(String template) {
    Rendering rendering = engine.render(TemplateLanguage.LIQUID, template, data(DATA));
    assertThat(rendering).isInstanceOf(Rendering.Failed.class);
    return ((Rendering.Failed) rendering).fault();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "{{ name }} => <Ada> & Co",
        "{{ name | escape }} => &lt;Ada&gt; &amp; Co",
        "{{ price }} => 19.9",
        "{{ count }} {{ paid }} => 3 true",
        "{{ price | times: count }} => 59.7",
        "{{ 7 | divided_by: 2 }} {{ 1 | divided_by: 3 | round: 2 }} => 3.5 0.33",
        "{{ price | round }} {{ price | floor }} {{ price | ceil }} => 20 19 20",
        "{{ 10 | modulo: 3 }} {{ -2 | abs }} {{ 2 | at_least: 5 }} => 1 2 5",
        "{{ missing }}[{{ missing.deeper.still }}]{{ nothing }} => []",
        "{{ name | no_such_filter: 1, 2 | upcase }} => <ADA> & CO",
        "{{ missing | default: 'none' }} => none",
        "{{ items[1].title }} {{ items.first.title }} {{ items.size }} => Milk Tea 3",
        "{{ items | map: 'title' | join: ', ' }} => Tea, Milk, tart",
        "{{ items | where: 'sold' | map: 'title' }} => tart",
        "{{ items | where: 'title', 'Tea' | size }} => 1",
        "{{ items | sum: 'price' }} => 16.5",
        "{{ items | sort: 'price' | map: 'title' | join }} => Milk Tea tart",
        "{{ tags | sort | uniq | join: '-' }} {{ tags | reverse | first }} => a-b b",
        "{{ tags | concat: tags | size }} {{ tags | push: 'c' | last }} => 6 c",
        "{{ 'a,b,c' | split: ',' | last }} {{ 'a b' | replace: ' ', '+' }} => c a+b",
        "{{ 'hello world' | capitalize | truncate: 8 }} => Hello...",
        "{{ 'one two three' | truncatewords: 2 }} => one two...",
        "{{ '<p>Hi<br>you</p>' | strip_html }} => Hiyou",
        "{{ 'a b' | url_encode }} {{ 'a+b' | url_decode }} => a+b a b",
        "{{ 'Liquid' | slice: -3, 2 }} {{ tags | slice: 1, 2 }} => ui ab",
        "{{ day | date: '%d.%m.%Y %H:%M' }} => 03.04.2026 15:04",
        "{{ day | date: '%B %-d, %y' }} {{ 'no date' | date: '%Y' }} => April 3, 26 no date",
        "{% if price > 19 and paid %}yes{% else %}no{% endif %} => yes",
        "{% if missing > 1 %}yes{% elsif tags contains 'a' %}has{% endif %} => has",
        "{% unless paid %}due{% else %}paid{% endunless %} => paid",
        "{% case count %}{% when 2 %}two{% when 3 %}three{% else %}?{% endcase %} => three",
        "{% for i in items %}{{ forloop.index }}{{ i.title }}{% unless forloop.last %},"
            + "{% endunless %}{% endfor %} => 1Tea,2Milk,3tart",
        "{% for i in missing %}x{% else %}empty{% endfor %} => empty",
        "{% for i in (1..4) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %} => 12",
        "{% for i in items limit:2 offset:1 %}{{ i.title }}{% endfor %} => Milktart",
        "{% for t in tags reversed %}{{ t }}{% endfor %} => bab",
        "{% assign n = count | plus: 1 %}{% capture s %}[{{ n }}]{% endcapture %}{{ s }} => [4]",
        "{% assign total = 0 %}{% for i in items %}{% assign total = total | plus: i.price %}"
            + "{% endfor %}{{ total }} => 16.5",
        "{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% comment %}x{% endcomment %} => ab",
        "{% raw %}{{ name }}{% endraw %} => {{ name }}",
        "a {{- count -}} b {%- if paid -%} c {%- endif %} => a3bc",
      })
  void templatesPrintWhatLiquidJsPrints(String template, String expected) {
    assertThat(html(template)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% include 'other' %}",
        "{% render 'other' %}",
        "{%- layout 'other' -%}",
        "{% if paid %}{% include_relative x %}{% endif %}",
        "{% if paid %}",
        "{{ name",
        "{% nosuchtag %}"
      })
  void otherTemplatesAndWhatIsNotLiquidAreRefused(String template) {
    assertThat(engine.check(TemplateLanguage.LIQUID, template))
        .isInstanceOfSatisfying(
            TemplateCheck.Refused.class,
            refused -> assertThat(refused.fault().code()).isEqualTo(FailureCode.TEMPLATE_INVALID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in (1..2000000000) %}{% endfor %}",
        "{% for i in (1..99999) %}{% for j in (1..99999) %}{{ i }}{% endfor %}{% endfor %}",
        "{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}"
            + "{% endfor %}{{ a }}",
        "{% capture a %}xxxxxxxxxxxxxxxx{% endcapture %}{% for i in (1..60) %}{% capture a %}"
            + "{{ a }}{{ a }}{% endcapture %}{% endfor %}",
        "{% assign a = tags %}{% for i in (1..60) %}{% assign a = a => concat: a %}{% endfor %}",
        "{% assign a = 2 %}{% for i in (1..60) %}{% assign a = a => times: a %}{% endfor %}{{ a }}",
        "{% assign a = 'x' %}{% for i in (1..17) %}{% assign a = a | append: a %}{% endfor %}"
            + "{{ a | replace: 'x', a }}",
        "{% assign a = 'x' %}{% for i in (1..17) %}{% assign a = a | append: a %}{% endfor %}"
            + "{{ a | split: '' | join: a }}",
      })
  void whatDoesNotEndOrGrowsIsStopped(String template) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(fault(template).message()).isNotEmpty());
  }

  @Test
  void deepNestingIsRefusedBeforeItIsParsed() {
    String deep = "{% if paid %}".repeat(3_000) + "x" + "{% endif %}".repeat(3_000);
    assertThat(engine.check(TemplateLanguage.LIQUID, deep))
        .isInstanceOf(TemplateCheck.Refused.class);
    assertThat(
            engine.check(
                TemplateLanguage.LIQUID, "{{ a" + "[a".repeat(900) + "]".repeat(900) + "}}"))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ name.class }}",
        "{{ items.getClass }}",
        "{{ forloop.parentloop }}",
        "{{ ['hookpress budget'] }}"
      })
  void aTemplateReachesItsDataOnly(String template) {
    assertThat(html(template)).isEmpty();
  }

  @Test
  void aTemplateOfAsManyTagsAsAreAllowedIsCompiledInBoundedTime() {
    String tag = "{% if a.b[c] == d or e contains 'f' %}{{ a | b: c, d | e }}{% endif %}";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(engine.check(TemplateLanguage.LIQUID, tag.repeat(1_600)))
              .isInstanceOf(CheckedTemplate.class);
          assertThat(engine.check(TemplateLanguage.LIQUID, tag.repeat(2_000)))
              .isInstanceOf(TemplateCheck.Refused.class);
        });
  }

  @Test
  void thereIsNoNow() {
    assertThat(fault("{{ 'now' | date: '%Y' }}").message())
        .isEqualTo("There is no 'now': put the date into the data.");
  }

  @Test
  void theSameTemplateMayBeUsedAgain() {
    assertThat(html("{% increment n %}{% assign x = 1 %}{{ x }}")).isEqualTo("01");
    assertThat(html("{% increment n %}{% assign x = 1 %}{{ x }}")).isEqualTo("01");
  }
}
