package dev.hookpress.render.css.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.Css;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stylesheet for the layout engine. */
class EngineSheetTest {
  private static final Pattern RULE = Pattern.compile("\\.([\\w-]+)((?:::[a-z-]+)?)\\{([^}]*)}");

  /** The declarations of the element with the id {@code t}, or of a pseudo-element of it. */
  private static String declarations(Document document, String pseudo) {
    Element target = document.getElementById("t");
    StringBuilder found = new StringBuilder();
    Matcher rules = RULE.matcher(document.selectFirst("style").data());
    while (rules.find()) {
      if (target.hasClass(rules.group(1)) && rules.group(2).equals(pseudo)) {
        found.append(rules.group(3));
      }
    }
    return found.toString();
  }

  private static String lowered(String css, String body) {
    StyledDocument styled = Css.style(css, body);
    EngineSheet.apply(styled);
    return declarations(styled.document(), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          display:flex                          | display:block
          display:inline-grid                   | display:inline-block
          position:sticky;top:0                 | position:relative
          break-before:page                     | page-break-before:always
          break-after:avoid-page                | page-break-after:avoid
          break-inside:avoid                    | page-break-inside:avoid
          break-before:column                   | break-before:column
          overflow-wrap:anywhere                | word-wrap:break-word
          word-break:break-all                  | word-wrap:break-word
          inset-block-end:3px                   | bottom:3px
          width:calc(100% - 2em)                | width:610.5197px
          width:min(50%, 300px)                 | width:50%;max-width:300px
          width:max-content                     | width:auto
          min-height:auto                       | min-height:0px
          text-align:end                        | text-align:right
          text-decoration:underline dotted      | text-decoration:underline
          overflow-x:clip                       | overflow:hidden
          overflow:auto | overflow:hidden
          font-weight:450                       | font-weight:500
          color:hsl(0 100% 50% / .5)            | color:rgba(255, 0, 0, 0.5)
          list-style-type:disclosure-open       | list-style-type:disc
          position:running(head)                | position:running(head)
          -fs-table-paginate:paginate           | -fs-table-paginate:paginate
          columns:3                             | column-count:3
          background-image:radial-gradient(red,blue) | \
          background-image:none;background-color:#ff0000
          background-image:linear-gradient(red 0% 20%,transparent) | \
          background-image:linear-gradient(180deg, #ff0000 0%, #ff0000 20%, #ffffff 100%)
          box-shadow:0 0 3px red                | ''
          box-shadow:inset 0 0 0 9999px rgb(0 0 0 / 5%) | background-color:rgba(0, 0, 0, 0.05)
          order:3                               | ''
          white-space:break-spaces              | white-space:pre-wrap
          """)
  void declarationsAreInTheEnginesTerms(String declarations, String expected) {
    String css = "#t{" + declarations + "}body{margin:0}";
    String lowered = lowered(css, "<div id=t>x</div>");
    assertThat(lowered.replaceAll(";?background-(repeat|size|position):[^;]*", ""))
        .satisfiesAnyOf(
            text -> assertThat(text).isEqualTo(expected),
            text ->
                assertThat(text.split(";"))
                    .filteredOn(d -> expected.contains(d))
                    .hasSizeGreaterThanOrEqualTo(expected.split(";").length));
  }

  @Test
  void equalElementsShareOneClassAndAuthorsSheetsAreGone() {
    StyledDocument styled =
        Css.style(
            "li{color:red}",
            "<style>li{color:lime}</style><ul><li id=t style='top:0'>1<li>2<li>3</ul>");
    EngineSheet.apply(styled);
    Document document = styled.document();
    assertThat(document.select("style")).hasSize(1);
    assertThat(document.select("[style]")).isEmpty();
    List<String> classes = document.select("li").eachAttr("class");
    assertThat(classes.get(1)).isEqualTo(classes.get(2)).isNotEqualTo(classes.get(0));
    assertThat(declarations(document, "")).isEqualTo("color:#ff0000;top:0px");
  }

  @Test
  void pseudoElementsKeepTheirContent() {
    StyledDocument styled =
        Css.style("#t::before{content:'\\201C' counter(x) / 'alt';color:red}", "<p id=t>x</p>");
    EngineSheet.apply(styled);
    assertThat(declarations(styled.document(), "::before"))
        .isEqualTo("color:#ff0000;content:\"“\" counter(x)");
  }

  @Test
  void theSizeOfAnImageIsThatOfTheStylesheet() {
    StyledDocument styled = Css.style("img{width:50px}", "<img id=t width=400 height=30>");
    EngineSheet.apply(styled);
    Element image = styled.document().getElementById("t");
    assertThat(image.hasAttr("width")).isFalse();
    assertThat(image.attr("height")).isEqualTo("30");
    assertThat(declarations(styled.document(), "")).isEqualTo("width:50px");
  }

  @Test
  void aBoxWithAGreatestWidthIsCentred() {
    String css = "body{margin:0}#t{width:100%;max-width:400px;margin:0 auto}";
    assertThat(lowered(css, "<div id=t>x</div>")).contains("width:400px").doesNotContain("max-");
    assertThat(lowered(css, "<div style='display:flex'><div id=t>x</div></div>"))
        .contains("max-width:400px");
  }

  @Test
  void opacityFadesColours() {
    assertThat(lowered("#t{opacity:.5;background:#ff0000}", "<p id=t>x</p>"))
        .contains("background-color:rgba(255, 0, 0, 0.5)")
        .contains("color:rgba(0, 0, 0, 0.5)");
    assertThat(lowered("#t{opacity:0}", "<p id=t>x</p>")).isEqualTo("visibility:hidden");
  }

  @Test
  void textThatAGradientFillsHasItsFirstColour() {
    String css =
        "#t{background:linear-gradient(#00f,red);-webkit-background-clip:text;color:transparent}";
    assertThat(lowered(css, "<p id=t>x</p>"))
        .contains("color:#0000ff")
        .contains("background-image:none");
  }

  @Test
  void textThatItsBackgroundFillsHasThatColour() {
    String clipped = "background:#00f;background-clip:text;";
    assertThat(lowered("#t{" + clipped + "-webkit-text-fill-color:transparent}", "<p id=t>x</p>"))
        .contains("color:#0000ff")
        .contains("background-color:transparent");
    assertThat(lowered("#t{" + clipped + "color:red}", "<p id=t>x</p>"))
        .contains("color:#ff0000")
        .contains("background-color:transparent");
  }

  @Test
  void svgHasItsStylesInAttributes() {
    StyledDocument styled =
        Css.style(
            "p{color:red}.i{fill:currentColor}circle{stroke:rgb(0 0 255 / .5)}",
            "<p><svg class=i><path d='M0 0'/><circle id=t fill=currentColor r=2></svg></p>");
    EngineSheet.apply(styled);
    assertThat(styled.document().selectFirst("svg").attr("style"))
        .contains("color:#ff0000;")
        .contains("fill:#ff0000;");
    assertThat(styled.document().getElementById("t").attr("style"))
        .isEqualTo("stroke:rgb(0,0,255);stroke-opacity:0.5;");
  }

  @Test
  void layoutCanChangeWhatTheEngineIsTold() {
    StyledDocument styled =
        Css.style("#t{width:50%;color:red}#t::before{content:'a'}", "<p id=t>x</p>");
    Element target = styled.document().getElementById("t");
    Element made = new Element("span").text("a");
    styled.declare(target, "width", "120px");
    styled.declare(target, "color", "");
    styled.replace(target, PseudoElement.BEFORE, made);
    target.prependChild(made);
    assertThat(styled.style(made).get("color")).isEqualTo("#ff0000");
    EngineSheet.apply(styled);
    assertThat(declarations(styled.document(), "")).isEqualTo("width:120px");
    assertThat(declarations(styled.document(), "::before")).isEqualTo("content:none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p{color:var(--a)}",
        "p{display:flex}",
        "p{width:calc(1px)}",
        ":root{top:0}",
        "a{b{top:0}}",
        "p{color:#11223344}",
        "p{color:rgb(1 2 3)}",
        "@media (width>1px){}",
        "p{break-after:page}",
        "li:not(.a){}",
        "p{margin-inline:1px}",
        "p{width:10vw}",
        "p{overflow:auto}",
        "p{overflow : scroll}",
        "p{overflow-x:hidden}",
        "p{overflow:clip}",
        "p{background: #eee url(a/b.png) no-repeat center / 20px}",
        "p{background:url(c.png) 0 0/cover}",
        "p{color:LightGray}",
        "p{border:1px solid darkslategrey}"
      })
  void modernStylesheetsNeedTheFrontEnd(String css) {
    assertThat(StyleFrontEnd.needed(Jsoup.parse("<p>"), List.of(css))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p{color:#112233;width:2rem}",
        "p{page-break-before:always}",
        "@page{margin:0}",
        "td,th{border-bottom:0.3mm solid #d1d5db;padding:1.6mm 2mm}",
        "p{color:rgb(1,2,3)}",
        "ul > li + li, a:hover{color:red}",
        "p{overflow:hidden}",
        "p{background:url(a/b.png) no-repeat}a{background:url('c/d.png')}/* / */",
        "@page{margin:0;@top-left{content:'x'}}"
      })
  void plainStylesheetsDoNot(String css) {
    assertThat(StyleFrontEnd.needed(Jsoup.parse("<p style='color:red'>"), List.of(css))).isFalse();
  }

  @Test
  void muchOfPlainCssNeedsIt() {
    List<String> sheets = List.of("p{color:red}".repeat(12_000), "a{color:red}".repeat(12_000));

    assertThat(StyleFrontEnd.needed(Jsoup.parse("<p>"), sheets.subList(0, 1))).isFalse();
    assertThat(StyleFrontEnd.needed(Jsoup.parse("<p>"), sheets)).isTrue();
  }
}
