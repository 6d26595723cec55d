package dev.hookpress.render.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.Css;
import dev.hookpress.render.css.StyleWarning;
import dev.hookpress.render.css.StyledDocument;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Expensive stylesheets are applied at a bounded cost. */
@Timeout(60)
class HostileCssTest {
  private static final String TEXT = "<p id=t>text</p>";

  private static boolean limited(StyledDocument styled) {
    return styled.warnings().stream().anyMatch(w -> w.kind() == StyleWarning.Kind.LIMIT);
  }

  private static String colour(StyledDocument styled) {
    return styled.style(styled.document().getElementById("t")).get("color");
  }

  @Test
  void aMillionCustomProperties() {
    StringBuilder css = new StringBuilder("p{color:red}:root{");
    for (int i = 0; i < 1_000_000; i++) {
      css.append("--a").append(i).append(":1;");
    }
    StyledDocument styled = Css.style(css.append('}').toString(), TEXT);
    assertThat(limited(styled)).isTrue();
    assertThat(colour(styled)).isEqualTo("#ff0000");
  }

  @Test
  void customPropertiesThatDoubleEachOther() {
    StringBuilder css = new StringBuilder(":root{--x0:aaaaaaaaaa bbbbbbbbbb;");
    for (int i = 1; i < 60; i++) {
      css.append("--x%d:var(--x%d) var(--x%d);".formatted(i, i - 1, i - 1));
    }
    css.append("}p{color:red;font-family:var(--x59)}");
    StyledDocument styled = Css.style(css.toString(), TEXT.repeat(100));
    assertThat(colour(styled)).isEqualTo("#ff0000");
    assertThat(styled.style(styled.document().getElementById("t")).get("font-family"))
        .hasSizeLessThan(1_000_000);
  }

  @Test
  void aChainOfManyReferences() {
    StringBuilder css = new StringBuilder(":root{--x0:lime;");
    for (int i = 1; i < 50_000; i++) {
      css.append("--x%d:var(--x%d);".formatted(i, i - 1));
    }
    css.append("}p{color:red}b{color:var(--x49999)}");
    assertThat(colour(Css.style(css.toString(), TEXT + "<b>x</b>"))).isEqualTo("#ff0000");
  }

  @Test
  void towersOfCalculations() {
    String tower = "calc(".repeat(50_000) + "1px" + ")".repeat(50_000);
    String wide = "calc(1px" + " + 1px".repeat(100_000) + ")";
    StyledDocument styled = Css.style("p{color:red;width:" + tower + ";height:" + wide + "}", TEXT);
    assertThat(colour(styled)).isEqualTo("#ff0000");
    assertThat(styled.style(styled.document().getElementById("t")).get("height"))
        .isEqualTo("100001px");
  }

  @Test
  void nestingWithoutEnd() {
    StyledDocument styled = Css.style("p{color:red;" + "&{".repeat(100_000) + "color:lime", TEXT);
    assertThat(colour(styled)).isEqualTo("#ff0000");
  }

  @Test
  void nestedRulesThatNameTheOuterTwice() {
    StyledDocument styled =
        Css.style("p{color:red}" + "p{& &,& &{".repeat(15) + "color:lime" + "}}".repeat(15), TEXT);
    assertThat(colour(styled)).isEqualTo("#ff0000");
  }

  @Test
  void selectorsWithManyDescendants() {
    String deep = "<div>".repeat(240) + TEXT;
    StyledDocument styled =
        Css.style("p{color:red}" + "* ".repeat(60) + "i p{color:lime}", deep.repeat(20));
    assertThat(colour(styled)).isEqualTo("#ff0000");
  }

  @Test
  void selectorsThatAreSlowForEveryElement() {
    StringBuilder css = new StringBuilder("p{color:red}");
    for (int i = 0; i < 3_000; i++) {
      css.append(":not(a").append(i).append(") :not(b) ~ * > *:not(c){order:1}");
    }
    StyledDocument styled = Css.style(css.toString(), TEXT + "<i><b>x</b></i>".repeat(20_000));
    assertThat(limited(styled)).isTrue();
    assertThat(colour(styled)).isEqualTo("#ff0000");
  }

  @Test
  void hasThatLooksThroughEverything() {
    String css = "p{color:red}*:has(~ * ~ * ~ * ~ nope){color:lime}*:has(* * * nope){order:1}";
    StyledDocument styled = Css.style(css, TEXT + "<i>x</i>".repeat(20_000));
    assertThat(colour(styled)).isEqualTo("#ff0000");
    assertThat(limited(styled)).isTrue();
  }

  @Test
  void manyRulesAndLayersAndSelectors() {
    StringBuilder css = new StringBuilder("p{color:red}");
    for (int i = 0; i < 20_000; i++) {
      css.append("@layer l").append(i).append("{p{order:").append(i).append("}}");
    }
    css.append("a,".repeat(100_000)).append("b{top:0}");
    assertThat(colour(Css.style(css.toString(), TEXT.repeat(50)))).isEqualTo("#ff0000");
  }

  @Test
  void stylesheetsThatImportThemselves() {
    Styling.Input input =
        new Styling.Input(
            UserAgentSheet.DEFAULT,
            java.util.List.of(new Sheet("a", "@import 'a';@import 'b';p{color:red}", "x:a", "")),
            Css.PAGE,
            1,
            (base, reference) -> java.util.Optional.of("x:" + reference),
            address -> java.util.Optional.of("@import 'a';@import 'b';@import 'c';i{top:0}"),
            new dev.hookpress.render.css.Steps(dev.hookpress.render.css.Steps.DEFAULT));
    assertThat(colour(Styling.style(org.jsoup.Jsoup.parse(TEXT), input))).isEqualTo("#ff0000");
  }

  @Test
  void theWorkIsCountedAndNotTimed() {
    StringBuilder css = new StringBuilder("p{color:red}");
    css.append("* * * *{order:1}".repeat(2_000));
    String body = TEXT + "<i>x</i>".repeat(20_000);
    StyledDocument first = Css.style(css.toString(), body);
    StyledDocument second = Css.style(css.toString(), body);
    assertThat(first.document().getAllElements().stream().map(e -> first.style(e).get("order")))
        .containsExactlyElementsOf(
            second.document().getAllElements().stream()
                .map(e -> second.style(e).get("order"))
                .toList());
    assertThat(Duration.ofSeconds(60)).isPositive();
  }
}
