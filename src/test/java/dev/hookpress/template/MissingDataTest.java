package dev.hookpress.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.TemplateLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template prints and the data does not have is reported, in both languages. */
class MissingDataTest {
  private static final String DATA =
      "{'name': 'Ada', 'empty': '', 'zero': 0, 'address': {'city': 'London'},"
          + " 'items': [{'price': 1}, {'price': 2}]}";

  private static Rendering.Html rendered(TemplateLanguage language, String template) {
    Rendering rendering =
        new TemplateEngine(TemplateLimits.withOutput(1 << 16))
            .render(language, template, Templates.json(DATA.replace('\'', '"')));
    assertThat(rendering).isInstanceOf(Rendering.Html.class);
    return (Rendering.Html) rendering;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{name}}{{empty}}{{zero}}{{address.city}} ; ",
        "{{nmae}} ; nmae",
        "{{address.street}} ; address.street",
        "{{#if nmae}}{{nmae}}{{/if}} ; ",
        "{{#nmae}}x{{/nmae}} ; ",
        "{{default nmae 7}} ; ",
        "{{#each items}}{{price}}{{prize}}{{/each}}{{{nmae}}} ; nmae"
      })
  void handlebars(String template, String missing) {
    assertThat(rendered(TemplateLanguage.HANDLEBARS, template).missing())
        .isEqualTo(missing == null ? List.of() : List.of(missing));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ name }}{{ empty }}{{ zero }}{{ address.city }}{{ items.size }} ; ",
        "{{ nmae }} ; nmae",
        "{{ nmae | upcase }} ; nmae",
        "{{ address.street }} ; address.street",
        "{% if nmae %}{{ nmae }}{% endif %} ; ",
        "{{ nmae | default: 'x' }} ; ",
        "{% for item in items %}{{ item.price }}{{ forloop.index }}{% endfor %} ; ",
        "{% assign total = 3 %}{{ total }} ; ",
        "{% capture line %}x{% endcapture %}{{ line }} ; ",
        "{% increment n %}{{ n }} ; ",
        "{{ 'text' }}{{ 1 }}{{ true }} ; "
      })
  void liquid(String template, String missing) {
    assertThat(rendered(TemplateLanguage.LIQUID, template).missing())
        .isEqualTo(missing == null ? List.of() : List.of(missing));
  }

  @Test
  void theListIsBounded() {
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      template.append("{{x").append(i).append("}}");
    }
    for (TemplateLanguage language : TemplateLanguage.values()) {
      assertThat(rendered(language, template.toString()).missing()).hasSize(Rendering.MAX_MISSING);
    }
  }
}
