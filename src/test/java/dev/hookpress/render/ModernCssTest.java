package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.SeenPage.Word;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Prepared;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents with today's CSS, as a reader sees them. Lengths are points. */
class ModernCssTest {
  private static final Offset<Double> CLOSE = within(1.5);

  /** A4 with margins of 20 mm. */
  private static final double LEFT = 56.7;

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }

  @Test
  void customPropertiesNestingAndLayersHaveTheirEffect() throws IOException {
    SeenPage page =
        page(
            """
            <style>
              @layer base, theme;
              :root { --ink: oklch(0.452 0.313 264.05); --pad: 2rem }
              @layer theme { .card { background: color-mix(in srgb, var(--ink) 20%, white) } }
              @layer base { #card { background: red } }
              body { margin: 0 }
              .card { padding: 10px var(--pad);
                & b { color: red }
                > p { margin: 0; padding-inline-start: calc(var(--pad) + 1em) } }
            </style>
            <div class=card id=card><p>Inside</p></div>
            """);
    Word word = page.word("Inside");
    assertThat(word.left()).isCloseTo(LEFT + (32 + 32 + 16) * 0.75, CLOSE);
    assertThat(page.colour(LEFT + 5, word.baseline())).isEqualTo("#ccccff");
  }

  /** The conditions are those of an A4 page between margins of 20 mm, 642 pixels wide. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "print | true",
        "only print | true",
        "screen | false",
        "only screen and (max-width: 900px) | false",
        "not screen | true",
        "(min-width: 300px) | true",
        "print and (min-width: 300px) | true",
        "print and (min-width: 700px) | false",
        "(max-width: 900px) | true",
        "(width >= 300px) | true",
        "(300px <= width < 600px) | false",
        "all and (orientation: portrait) | true",
        "(orientation: landscape) | false",
        "screen, print | true"
      })
  void mediaQueriesAreEvaluatedForThePage(String query, boolean matches) throws IOException {
    String text =
        Rendering.text(
            Rendering.render(
                "<style>b { display: none } @media %s { b { display: inline } }</style><b>then</b>x"
                    .formatted(query)));

    assertThat(text.contains("then")).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "break-before: page | one | two",
        "break-before: all | one | two",
        "page-break-before: always | one | two",
        "break-after: page | one two | three",
        "page-break-after: always | one two | three",
        "break-before: avoid | one two three |",
        "break-inside: avoid-page | one two three |"
      })
  void breaksAreMadeByTheirNamesOldAndNew(String style, String first, String second)
      throws IOException {
    RenderedPdf pdf = Rendering.render("<p>one<p style='%s'>two<p>three".formatted(style));

    assertThat(Rendering.text(pdf, 1).strip().split("\\s+")).containsExactly(first.split(" "));
    if (second != null) {
      assertThat(Rendering.text(pdf, 2)).startsWith(second);
    }
  }

  @Test
  void printRulesCountAndScreenRulesDoNot() throws IOException {
    SeenPage page =
        page(
            """
            <style>
              body { margin: 0 }
              .screen { color: var(--x) }
              @media print { .screen { display: none } p { margin-left: 40px } }
              @media screen { p { display: none } }
              @media (max-width: 500px) { p { margin-left: 0 } }
            </style>
            <p class=screen>Button</p><p>Shown</p>
            """);
    assertThat(page.word("Shown").left()).isCloseTo(LEFT + 30, CLOSE);
  }

  @Test
  void wordsBreakAnywhereIfTheirAuthorWantsItSo() throws IOException {
    String html = "<p style='width:100px;font:16px Cousine;word-break:break-all'>ab cdefghijklmn";

    assertThat(page(html).visualLines()).containsExactly("ab cdefghi", "jklmn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<b>one two</b><b>three four</b><b>five</b> <b>six</b> | one twothree fourfive,six",
        "<b>one two</b> <b>three four</b><b>five</b> | one two,three four,five",
        "<p>x</p><b>one two</b><b>three~four</b> | x,one twothree four"
      })
  void whereNothingSeparatesElementsThatDoNotWrapNoLineEnds(String html, String lines)
      throws IOException {
    SeenPage page =
        page(
            "<style>div{width:70px;font:16px Cousine}p{margin:0}b{white-space:nowrap;color:hsl(0"
                + " 0% 0%);font-weight:normal}</style><div>"
                + html.replace('~', '\n')
                + "</div>");

    assertThat(page.visualLines()).containsExactly(lines.split(","));
  }

  @Test
  void aPlaceToBreakIsNotPartOfTheWord() throws IOException {
    assertThat(Rendering.text(Rendering.render("<p>long<wbr>word"))).contains("longword");
  }

  @ParameterizedTest
  @ValueSource(strings = {"display: block; width: max-content; max-width: 100%", "width: 100%"})
  void wordsInColumnsStayWhole(String table) throws IOException {
    SeenPage page =
        page(
            """
            <style>
              body { overflow-wrap: break-word; width: 300px }
              table { %s }
            </style>
            <table><tr><td>Complexity<td>Removes and returns the smallest item of them all</table>
            """
                .formatted(table));

    assertThat(page.word("Complexity").text()).isEqualTo("Complexity");
  }

  @Test
  void headersFootersAndCountersAreStillThere() throws IOException {
    var options =
        Rendering.options("<b>Head</b> <i class=pageNumber></i>", "Foot", Map.of(), null, null);
    String text =
        Rendering.text(
            Rendering.render(
                options,
                Rendering.html(
                    """
                    <style>:root{--c:red}
                      @page { @top-right { content: "right " counter(page) } }
                      h2 { break-before: page; color: var(--c); counter-increment: h }
                      h2::before { content: counter(h) ". " }
                    </style><p>First</p><h2>Chapter</h2>
                    """)),
            2);
    assertThat(text).contains("Head", "2", "Foot", "1. Chapter", "right");
  }

  @Test
  void addressesInLinkedSheetsAreThoseOfTheSheet() {
    URI sheet = URI.create("https://x.test/css/a.css");
    Prepared prepared =
        (Prepared)
            Rendering.prepare(
                Rendering.OPTIONS,
                Map.of(
                    sheet,
                    ":root{--i:url(../img/i.png)}p{background-image:var(--i)}"
                        .getBytes(StandardCharsets.UTF_8)),
                List.of(
                    Rendering.html(
                        "<base href='https://x.test/'><link rel=stylesheet href=css/a.css><p>x")));
    String dom = prepared.parts().get(0).toString();
    assertThat(dom).contains("url(\"https://x.test/img/i.png\")").doesNotContain("<link");
  }

  @Test
  void plainDocumentsAreLeftAsTheyAre() {
    String css = "p{color:#112233} td{border-bottom:1px solid #d1d5db} @page{margin:1cm}";
    Prepared prepared =
        Rendering.prepared(
            Rendering.OPTIONS, Rendering.html("<style>" + css + "</style><p style='top:0'>x"));
    assertThat(prepared.parts().get(0).toString()).contains(css).contains("style=\"top:0\"");
  }

  @Test
  void tailwindsScriptSwitchesItsClassesOn() throws IOException {
    String body = "<p class='pl-10'>Indented</p>";
    SeenPage with = page("<script src='https://cdn.tailwindcss.com'></script>" + body);
    assertThat(with.word("Indented").left()).isCloseTo(LEFT + 30, CLOSE);
    assertThat(page(body).word("Indented").left()).isCloseTo(LEFT + 6, CLOSE);
  }

  @Test
  void unknownCssIsAWarning() {
    Prepared prepared =
        Rendering.prepared(
            Rendering.OPTIONS,
            Rendering.html("<style>p{color:var(--a);\nbackdrop-filter:blur(1px)}</style><p>x"));
    assertThat(prepared.warnings())
        .anyMatch(
            warning ->
                warning.text().contains("backdrop-filter") && warning.text().contains("line 2"));
  }
}
