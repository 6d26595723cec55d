package dev.hookpress.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template language and its output. */
class TemplateEngineTest {
  private static final String ORDER =
      """
      {'customer': {'name': 'Müller & Söhne', 'vip': true, 'since': null},
       'items': [{'name': 'A', 'price': 12.50, 'quantity': 2},
                 {'name': 'B', 'price': 1234.5, 'quantity': 1}],
       'empty': [], 'zero': 0, 'note': '', 'rates': {'de': 19, 'fr': 20},
       'at': '2026-04-13T22:30:00.000Z', 'day': '2026-04-13', 'millis': 1776119400000,
       'big': 12345678901234567890.123456789, 'html': '<b>\\u00e9</b>', 'n': '12.5'}
      """;

  private final Templates templates = new Templates(Templates.LIMITS);

  private String html(String template) {
    return templates.html(template, ORDER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\0',
      textBlock =
          """
          {{customer.name}} → Müller &amp; Söhne
          {{{customer.name}}} → Müller & Söhne
          {{&customer.name}} → Müller & Söhne
          {{html}}/{{{html}}} → &lt;b&gt;é&lt;/b&gt;/<b>é</b>
          [{{missing}}{{#if missing}}x{{/if}}{{#customer.since}}y{{/customer.since}}\
          {{customer.since}}{{missing.deeper.still}}] → []
          {{items.[0].price}} {{items.1.price}} {{items.length}} → 12.50 1234.5 2
          {{zero}} {{customer.vip}} {{big}} → 0 true 12345678901234567890.123456789
          {{#if customer.vip}}yes{{else}}no{{/if}} → yes
          {{#if zero}}a{{else if note}}b{{else if items}}c{{/if}} → c
          {{#if zero includeZero=true}}yes{{/if}} → yes
          {{#unless empty}}none{{/unless}} → none
          {{#each items}}{{@index}}{{name}}{{#if @last}}.{{else}},{{/if}}{{/each}} → 0A,1B.
          {{#each items as |item i|}}{{i}}{{item.name}}{{/each}} → 0A1B
          {{#each rates}}{{@key}}={{this}};{{/each}} → de=19;fr=20;
          {{#each empty}}x{{else}}nothing{{/each}} → nothing
          {{#each items}}{{name}}{{../customer.vip}}{{@root.zero}};{{/each}} → Atrue0;Btrue0;
          {{#each items}}{{zero}}{{/each}}. → .
          {{#each items}}{{#each ../items}}{{name}}{{@../index}}{{/each}}{{/each}} → A0B0A1B1
          {{#with customer}}{{name}}{{/with}} → Müller &amp; Söhne
          {{#with customer as |c|}}{{c.vip}}{{/with}} → true
          {{#items}}{{name}}{{/items}}{{^empty}}!{{/empty}} → AB!
          {{#customer}}{{vip}}{{/customer}} → true
          {{lookup rates 'fr'}} {{lookup items 1}} {{lookup (lookup items 0) 'name'}} → \
          20 [object Object] A
          {{#each items}}{{lookup this 'name'}}{{/each}} → AB
          {{rates.de}}{{! a comment }}{{!-- {{> other}} --}} → 19
          \\{{name}} → {{name}}
          a {{~customer.vip~}} b → atrueb
          """)
  void theLanguage(String template, String expected) {
    assertThat(html(template)).isEqualTo(expected);
  }

  /** With no-break spaces shown as underscores. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\0',
      textBlock =
          """
          {{number items.1.price decimals=2}} → 1,234.50
          {{number items.1.price decimals=2 locale="de-DE"}} → 1.234,50
          {{number items.1.price decimals=0 locale="de_DE"}} → 1.235
          {{number 1234567 locale="de-CH"}} → 1’234’567
          {{number n}} {{number "0.125" decimals=2}} [{{number missing}}] → 12.5 0.13 []
          {{number big locale="pl-PL"}} → 12_345_678_901_234_567_890,123456789
          {{money 12.5x "EUR"}} → !
          {{money items.1.price "EUR" locale="de-DE"}} → 1.234,50_€
          {{money items.1.price "USD"}} → $1,234.50
          {{money items.1.price "JPY" locale="ja-JP"}} → ￥1,235
          {{money items.0.price "GBP" locale="en-GB" decimals=0}} → £13
          {{date at}} → 2026-04-13
          {{date at "dd.MM.yyyy HH:mm" zone="Europe/Berlin"}} → 14.04.2026 00:30
          {{date at "d. MMMM yyyy" locale="de-DE"}} → 13. April 2026
          {{date millis "yyyy-MM-dd'T'HH:mm"}} → 2026-04-13T22:30
          {{date day "EEEE" locale="fr-FR" zone="Asia/Tokyo"}} → lundi
          {{date "2026-04-13T10:00:00+02:00" "HH:mm"}} → 08:00
          {{date "2026-04-13T10:00" "HH:mm" zone="Asia/Tokyo"}} → 10:00
          [{{date missing "yyyy"}}] → []
          {{add 1 2}} {{subtract zero "0.5"}} {{multiply items.0.price 2}} {{divide 10 4}} → \
          3 -0.5 25.00 2.5
          {{multiply items.0.price 1.19}} {{add -1 0.5}} → 14.8750 -0.5
          {{divide 1 3}} → 0.3333333333333333333333333333333333
          {{number (multiply items.1.price (divide rates.de 100)) decimals=2}} → 234.56
          {{default note "none"}} {{default zero 7}} {{default missing customer.name}} → \
          none 0 Müller &amp; Söhne
          {{upper customer.name}} {{lower "ÄB"}} {{upper zero}} → MÜLLER &amp; SÖHNE äb 0
          {{#if (eq rates.de 19)}}a{{/if}}{{#if (eq n "12.5")}}b{{/if}}{{#if (eq customer.vip \
          true)}}c{{/if}} → abc
          {{#eq items.0.name "A"}}yes{{else}}no{{/eq}} → yes
          {{eq 1 2}} {{ne 1 2}} {{lt 9 10}} {{lte 9 9}} {{gt "b" "a"}} {{gte 1 2}} {{lt \
          missing 1}} → false true true true true false false
          {{and 1 0}} {{or zero note 1}} {{not empty}} → false true true
          {{#if (and customer.vip (gt items.length 1))}}both{{/if}} → both
          """)
  void theFunctions(String template, String expected) {
    String shown =
        templates.render(template, Templates.json(ORDER)) instanceof Rendering.Html html
            ? html.html().replace('\u00a0', '_').replace('\u202f', '_')
            : "!";
    assertThat(shown).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\0',
      textBlock =
          """
          a {{number customer}} → Line 1, column 5: 'number' wants a number, and found an object.
          {{number "x"}} → Line 1, column 3: 'number' wants a number, and found 'x'.
          {{number 1 decimals=21}} → Line 1, column 3: decimals= is not between 0 and 20.
          {{number 1 locale="xx-YY"}} → Line 1, column 3: There is no locale 'xx-YY'.
          {{money 1 "EURO"}} → \
          Line 1, column 3: 'money' wants a currency like "EUR": there is no 'EURO'.
          {{date "yesterday"}} → \
          Line 1, column 3: 'date' wants a date like 2026-04-13 or 2026-04-13T10:00:00Z, or \
          milliseconds since 1970, and found 'yesterday'.
          {{date day "jjjj"}} → Line 1, column 3: A date cannot be written as 'jjjj'.
          {{date day zone="Mars/One"}} → Line 1, column 3: There is no time zone 'Mars/One'.
          {{divide 1 zero}} → Line 1, column 3: 'divide' by zero.
          {{lt customer 1}} → Line 1, column 3: 'lt' cannot compare an object with '1'.
          {{add 1}} → Line 1, column 3: 'add' wants two values.
          {{each items}} → Line 1, column 3: 'each' is a block: {{#each …}} … {{/each}}.
          """)
  void misuseIsReportedWithItsPlace(String template, String message) {
    assertThat(templates.fault(template, ORDER))
        .isEqualTo(new TemplateFault(FailureCode.TEMPLATE_FAILED, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\0',
      textBlock =
          """
          a#  {{#if a}}b{{/each}} → Line 2, column 16: Found: 'each', expected: 'if'.
          {{#if a}}#b → Line 2
          x{{/if}} → Line 1, column 2
          x {{else}} y → Line 1, column
          a#{{a b c}} → Line 2, column 3: Could not find helper: 'a'.
          {{ → Line 1, column 1: This tag has no end (}}).
          {{}} → Line 1, column
          {{a.b → Line 1, column 1: This tag has no end (}}).
          {{!-- a }} → Line 1, column 1: This comment has no end (--}}).
          {{%}} → Line 1, column
          {{a "b}} → Line 1, column 1: A quote in this tag
          """)
  void aMalformedTemplateIsReportedWithItsPlace(String template, String message) {
    TemplateFault fault = templates.refused(template.replace('#', '\n').replace("{{\n", "{{#"));
    assertThat(fault.code()).isEqualTo(FailureCode.TEMPLATE_INVALID);
    assertThat(fault.message()).startsWith(message);
  }

  @Test
  void aCheckedTemplateRenders() {
    TemplateEngine engine = new TemplateEngine(Templates.LIMITS);
    assertThat(engine.check("<p>{{a}}</p>"))
        .isInstanceOfSatisfying(
            CheckedTemplate.class,
            checked ->
                assertThat(engine.render(checked.html(), Templates.json("{'a': 1}")))
                    .isEqualTo(new Rendering.Html("<p>1</p>")));
  }
}
