package dev.hookpress.render.css.cascade;

import static dev.hookpress.render.css.Css.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.Css;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.Steps;
import dev.hookpress.render.css.StyleWarning;
import dev.hookpress.render.css.StyledDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which declaration counts, by CSS Cascading 5. */
class CascadeTest {
  private static final String BODY = "<section class=s><p id=t class=c>x</p></section>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          #t{order:1 !important} #t{order:2}                                    | 1
          @layer a{#t{order:1}} .c{order:2}                                     | 2
          @layer a, b; @layer b{.c{order:2}} @layer a{#t{order:1}}              | 2
          @layer b{.c{order:2}} @layer a{.c{order:1}}                           | 1
          @layer a{.c{order:1 !important}} #t{order:2 !important}               | 1
          @layer a{@layer b{#t{order:1}} .c{order:2}}                           | 2
          @layer a.b{.c{order:1}} @layer a{.c{order:2}}                         | 2
          @layer{.c{order:1}} @layer{.c{order:2}}                               | 2
          @layer a{.c{order:1}} .c{order:2;order:revert-layer}                  | 1
          .c{order:1;order:initial}                                             | 0
          .s{order:5} .c{order:inherit}                                         | 5
          .s{order:5} .c{order:unset}                                           | 0
          .c{order:1;all:initial}                                               | 0
          .c{order:3;order:x}                                                   | 3
          .c{order:3;order:var(--none)}                                         | 0
          .c{order:3;order:var(--none, 4)}                                      | 4
          @media print{.c{order:1}} @media screen{.c{order:2}}                  | 1
          @media only print and (min-width:600px){.c{order:1}}                  | 1
          @media (width >= 600px) and (400px < width <= 643px){.c{order:1}}     | 1
          @media not print{.c{order:1}}                                         | 0
          @media not screen{.c{order:1}}                                        | 1
          @media (max-width:600px), print and (orientation:portrait){.c{order:1}} | 1
          @media (prefers-color-scheme:dark){.c{order:1}}                       | 0
          @media not (hover){.c{order:1}}                                       | 1
          @media (min-resolution:2dppx){.c{order:1}}                            | 1
          @media (foo:bar){.c{order:1}}                                         | 0
          @media not (foo:bar){.c{order:1}}                                     | 0
          @media (min-aspect-ratio:1/2) and (color){.c{order:1}}                | 1
          @supports (display:grid){.c{order:1}}                                 | 1
          @supports (display:nope){.c{order:1}}                                 | 0
          @supports not (display:nope){.c{order:1}}                             | 1
          @supports (display:grid) and (color:oklch(1 0 0)){.c{order:1}}        | 1
          @supports (nope:x) or (--a:b){.c{order:1}}                            | 1
          @supports selector(:has(a)){.c{order:1}}                              | 1
          @supports selector(:nope){.c{order:1}}                                | 0
          @scope (.s){p{order:1}}                                               | 1
          @scope (.z){p{order:1}}                                               | 0
          @container (min-width:1px){.c{order:1}}                               | 0
          @keyframes x{from{order:1}} .c{order:2}                               | 2
          """)
  void theRightDeclarationCounts(String css, String order) {
    assertThat(value(css, BODY, "order")).isEqualTo(order);
  }

  /** Values that browsers drop, so that an earlier declaration counts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          font-family | font-family:A;font-family: line-height: 1;      | A
          font-family | font-family:A;font-family:B C, 'D', serif       | B C,"D",serif
          font-family | font-family:A;font-family:"B" C                 | A
          font-family | font-family:A;font-family:B,                    | A
          font-family | font-family:A;font-family:B, , C                | A
          font-family | font-family:A;font-family:Font 2                | A
          font-family | font:12px A;font:12px B: C                      | A
          box-shadow  | box-shadow:none;box-shadow: color: red          | none
          quotes      | quotes:none;quotes: color: red                  | none
          """)
  void anInvalidDeclarationDoesNotCount(String property, String css, String value) {
    assertThat(value("#t{" + css + "}", BODY, property).replace(", ", ",")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          :root{--a:red} #t{color:var(--a)}                                     | #ff0000
          :root{--a:var(--b)} .s{--b:red} #t{color:var(--a, lime)}              | #00ff00
          .s{--a:var(--b);--b:red} #t{color:var(--a)}                           | #ff0000
          .s{--a:red} #t{--a:lime;color:var(--a)}                               | #00ff00
          .s{--a:red} #t{--a:initial;color:var(--a, lime)}                      | #00ff00
          .s{--a:red} #t{--a:inherit;color:var(--a, lime)}                      | #ff0000
          .s{--a:var(--b);--b:var(--a)} #t{color:var(--a, lime)}                | #00ff00
          .s{--a:var(--a)} #t{color:var(--a, lime)}                             | #00ff00
          .s{color:blue} #t{color:red;color:var(--none)}                        | #0000ff
          #t{color:var(--none, var(--x, red))}                                  | #ff0000
          #t{--c:255 0 0;color:rgb(var(--c) / 100%)}                            | #ff0000
          #t{--empty:;color:var(--empty) red}                                   | #ff0000
          #t{--A:red;--a:lime;color:var(--A)}                                   | #ff0000
          #t{--a:red !important;--a:lime;color:var(--a)}                        | #ff0000
          @property --a{syntax:'<color>';inherits:false;initial-value:lime} .s{--a:red} \
          #t{color:var(--a)}                                                    | #00ff00
          @property --a{syntax:'*';inherits:true;initial-value:lime} #t{color:var(--a)} | #00ff00
          #t{border:var(--w, 1px) solid red;color:red}                          | #ff0000
          """)
  void customPropertiesAreSubstituted(String css, String colour) {
    assertThat(value(css, BODY, "color")).isEqualTo(colour);
  }

  @Test
  void shorthandsMayBeMadeOfCustomProperties() {
    String css = "#t{--b:2px dashed red;--m:1px 2px;border:var(--b);margin:var(--m) 3px}";
    assertThat(value(css, BODY, "border-left-style")).isEqualTo("dashed");
    assertThat(value(css, BODY, "margin-right")).isEqualTo("2px");
    assertThat(value(css, BODY, "margin-left")).isEqualTo("2px");
    assertThat(value(css, BODY, "margin-bottom")).isEqualTo("3px");
  }

  @Test
  void aStyleAttributeCountsMoreThanRulesAndLessThanImportance() {
    String body = "<p id=t style='order:3;top:1px'>x</p>";
    assertThat(value("#t#t{order:1;top:2px !important}", body, "order")).isEqualTo("3");
    assertThat(value("#t#t{order:1;top:2px !important}", body, "top")).isEqualTo("2px");
  }

  @Test
  void defaultsOfHtmlAreComputedAndCanBeRevertedTo() {
    assertThat(value("", "<h1 id=t>x</h1>", "font-size")).isEqualTo("32px");
    assertThat(value("", "<h1 id=t>x</h1>", "margin-top")).isEqualTo("21.44px");
    assertThat(value("", "<b id=t>x</b>", "font-weight")).isEqualTo("700");
    assertThat(value("b{display:flex;display:revert}", "<b id=t>x</b>", "display"))
        .isEqualTo("inline");
    assertThat(value("h1{display:flex;display:revert}", "<h1 id=t>x</h1>", "display"))
        .isEqualTo("block");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <img id=t width=40 height=50%>                    | width            | 40px
          <img id=t width=40 height=50%>                    | height           | 50%
          <table><tr><td id=t bgcolor=ff0000 align=right>   | background-color | #ff0000
          <table><tr><td id=t bgcolor=ff0000 align=right>   | text-align       | right
          <table cellpadding=4><tr><td id=t>                | padding-left     | 4px
          <p dir=rtl id=t>                                  | direction        | rtl
          <div hidden id=t>                                 | display          | none
          <svg><path id=t fill=currentColor color=red>      | fill             | #ff0000
          """)
  void attributesOfHtmlCount(String body, String property, String computed) {
    assertThat(value("", body, property)).isEqualTo(computed);
  }

  @Test
  void logicalPropertiesFollowTheDirectionAndTheOrderOfDeclarations() {
    String rtl = "<p id=t dir=rtl>x</p>";
    assertThat(value("#t{margin-inline-start:3px}", rtl, "margin-right")).isEqualTo("3px");
    assertThat(value("#t{padding-inline:1px 2px}", rtl, "padding-left")).isEqualTo("2px");
    assertThat(value("#t{margin-left:1px;margin-inline-start:2px}", BODY, "margin-left"))
        .isEqualTo("2px");
    assertThat(value("#t{margin-inline-start:2px;margin-left:1px}", BODY, "margin-left"))
        .isEqualTo("1px");
    // A float's side is that of its container's lines.
    assertThat(value("#t{float:inline-end}", rtl, "float")).isEqualTo("right");
    assertThat(value("section{direction:rtl}#t{float:inline-end}", BODY, "float"))
        .isEqualTo("left");
  }

  @Test
  void inheritedValuesAreComputedOnce() {
    String css = ".s{font-size:20px;line-height:2em;letter-spacing:.1em} #t{font-size:10px}";
    assertThat(value(css, BODY, "line-height")).isEqualTo("40px");
    assertThat(value(css, BODY, "letter-spacing")).isEqualTo("2px");
  }

  @Test
  void remIsOfTheRootElement() {
    assertThat(value("html{font-size:62.5%} #t{width:2rem}", BODY, "width")).isEqualTo("20px");
    assertThat(value("html{font-size:2rem}", BODY, "font-size")).isEqualTo("32px");
  }

  @Test
  void itemsOfContainersAreBlocks() {
    assertThat(value("div{display:flex}", "<div><span id=t>x</span></div>", "display"))
        .isEqualTo("block");
  }

  @Test
  void pseudoElementsInheritFromTheirElement() {
    StyledDocument styled =
        Css.style("#t{color:red}#t::before{content:'a'}#t::after{color:lime}", BODY);
    var element = styled.document().getElementById("t");
    assertThat(styled.style(element, PseudoElement.BEFORE))
        .hasValueSatisfying(style -> assertThat(style.get("color")).isEqualTo("#ff0000"));
    assertThat(styled.style(element, PseudoElement.AFTER)).isEmpty();
  }

  @Test
  void thePageOfTheStylesheetIsTheOneThatLengthsAreOf() {
    StyledDocument styled =
        Css.style("@page{size:A5 landscape;margin:10mm 0} @page :first{margin:0}", BODY);
    assertThat(styled.page().width()).isCloseTo(793.7, org.assertj.core.data.Offset.offset(0.1));
    assertThat(styled.page().marginTop()).isCloseTo(37.8, org.assertj.core.data.Offset.offset(0.1));
    assertThat(value("@page{size:500px 400px;margin:0}#t{width:10vw}", BODY, "width"))
        .isEqualTo("50px");
  }

  @Test
  void pageRulesAreHandedOnWithComputedValues() {
    String css =
        ":root{--c:#f00} @media print{@page wide:first{margin:calc(1in + 4px);"
            + "@bottom-center{content:'Page ' counter(page);color:var(--c)}}}";
    assertThat(Css.style(css, BODY).pageRules())
        .isEqualToIgnoringWhitespace(
            "@page wide:first{margin:100px;"
                + "@bottom-center{content:\"Page \" counter(page);color:#ff0000;}}");
  }

  @Test
  void fontFacesAreHandedOnAsTheyAre() {
    String css =
        "@font-face{font-family:'My Font';src:url(a.ttf) format('truetype');font-display:swap;"
            + "font-weight:100 900;unicode-range:U+0025-00FF}";
    assertThat(Css.style(css, BODY).pageRules())
        .isEqualToIgnoringWhitespace(
            "@font-face{font-family:\"My Font\";src:url(\"a.ttf\") format(\"truetype\");"
                + "font-display:swap;font-weight:100 900;unicode-range:U+0025-00ff;}");
  }

  @Test
  void sheetsAreImportedWithTheirOwnAddresses() {
    Map<String, String> sheets =
        Map.of(
            "https://x.test/css/b.css", "@import 'c.css';#t{background:url(i.png)}",
            "https://x.test/css/c.css", "#t{order:9}");
    Styling.Input input =
        new Styling.Input(
            UserAgentSheet.DEFAULT,
            List.of(
                new Sheet("a", "@import url(css/b.css) print;", "https://x.test/a.css", ""),
                new Sheet("s", "#t{order:1}", "", "screen")),
            Css.PAGE,
            1,
            (base, reference) -> Optional.of(java.net.URI.create(base).resolve(reference) + ""),
            address -> Optional.ofNullable(sheets.get(address)),
            new Steps(Steps.DEFAULT));
    StyledDocument styled = Styling.style(Jsoup.parse(BODY), input);
    var style = styled.style(styled.document().getElementById("t"));
    assertThat(style.get("order")).isEqualTo("9");
    assertThat(style.get("background-image")).isEqualTo("url(\"https://x.test/css/i.png\")");
  }

  @Test
  void whatIsNotUnderstoodIsSaidWithItsLine() {
    StyledDocument styled =
        Css.style(
            "p{\n  colr:red;\n  width:12foo;-webkit-x:y;transition:all 1s;width:-moz-available}\n"
                + "p:nope{top:0}\n@nope{}\np::-moz-x{top:0}\n.unused{colr:red}",
            BODY);
    assertThat(styled.warnings())
        .containsExactlyInAnyOrder(
            new StyleWarning(StyleWarning.Kind.PROPERTY, "colr", "test.css", 2),
            new StyleWarning(StyleWarning.Kind.VALUE, "width", "test.css", 3),
            new StyleWarning(StyleWarning.Kind.SELECTOR, "p:nope", "test.css", 4),
            new StyleWarning(StyleWarning.Kind.AT_RULE, "@nope", "test.css", 5));
    assertThat(styled.warnings().get(0).text()).contains("line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<p>", "<frameset><frame>", "<svg><style>p{color:red}</style></svg>"})
  void anyDocumentIsStyled(String html) {
    PageBox none = new PageBox(0, 0, 0, 0, 0, 0);
    StyledDocument styled =
        Styling.style(
            Jsoup.parse(html),
            Styling.Input.of(none, List.of(new Sheet("a", "*{width:1vw}", "", ""))));
    assertThat(styled.document()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p{clip-path:circle(50%)}p{clip-path:inset(1px)} | The property clip-path",
        "p{filter:grayscale(1)} | The property filter",
        "p{mix-blend-mode:multiply} | The property mix-blend-mode",
        "p{outline:1px solid red} | The property outline-style",
        "p{object-fit:cover} | The property object-fit",
        "p{text-decoration:underline wavy} | The property text-decoration-style",
        "p{filter:none;clip-path:none;mix-blend-mode:normal;outline:none;object-fit:fill} | ''",
        "p:focus{outline:1px solid red} | ''",
      })
  void whatIsNotDrawnIsSaidOnceByName(String css, String warning) {
    List<StyleWarning> warnings = Css.style(css, "<p>a</p><p>b</p>").warnings();

    assertThat(warnings).hasSize(warning.isEmpty() ? 0 : 1);
    assertThat(warnings).allMatch(it -> it.text().startsWith(warning + " is not supported"));
  }
}
