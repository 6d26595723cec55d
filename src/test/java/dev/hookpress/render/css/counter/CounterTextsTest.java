package dev.hookpress.render.css.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists and counters in the document's own styles, as they stand on paper. */
class CounterTextsTest {
  @Test
  void itemsHaveTheMarkersOfTheirStyle() throws IOException {
    SeenPage page =
        page(
            "<style>@counter-style legal{system:extends upper-roman;prefix:'(';suffix:') '}"
                + ".a{list-style:legal}.b{list-style-type:lower-greek}</style>"
                + "<ol class=a start=3><li>three<ol class=a><li>nested</ol><li>four<li value=9>nine"
                + "<li>ten</ol><ul class=b><li>alpha<li>beta</ul>");

    assertThat(page.visualLines())
        .containsExactly(
            "(III) three",
            "(I) nested",
            "(IV) four",
            "(IX) nine",
            "(X) ten",
            "\u03b1. alpha",
            "\u03b2. beta");
    assertThat(page.word("three").left()).isEqualTo(page.word("ten").left());
    assertThat(page.word("(III)").right()).isLessThan(page.word("three").left());
  }

  @Test
  void countersInContentAreWrittenInTheirStyle() throws IOException {
    SeenPage page =
        page(
            "<style>@counter-style box{system:cyclic;symbols:'[x]' '[y]'}"
                + "body{counter-reset:part}h3{counter-increment:part;counter-reset:point}"
                + "h3::before{content:counter(part,box) ' '}"
                + "p{counter-increment:point}p::before{content:counters(point,'.',box) '/'"
                + " counter(part) ' '}"
                + ".gone{display:none}</style>"
                + "<h3>one</h3><p>a</p><p class=gone>-</p><p>b</p><h3>two</h3><p>c</p>");

    assertThat(page.visualLines())
        .containsExactly("[x] one", "[x]/1 a", "[y]/1 b", "[y] two", "[x]/2 c");
  }

  @Test
  void countersOfContainersAndTheirItemsCount() throws IOException {
    SeenPage page =
        page(
            "<style>@counter-style n{system:numeric;symbols:'0' '1'}"
                + "div{display:flex;counter-reset:step 1}"
                + "p{counter-increment:step 2}p::before{content:counter(step,n) ': '}</style>"
                + "<div><p>a</p><p>b</p></div>");

    assertThat(page.visualLines().get(0).replace(" ", "")).isEqualTo("11:a101:b");
  }

  @Test
  @Timeout(60)
  void manyItemsAndCountersCostTheirNumberOnly() throws IOException {
    StringBuilder css = new StringBuilder("@counter-style x{system:cyclic;symbols:y}i{");
    css.append("counter-reset:");
    for (int i = 0; i < 2_000; i++) {
      css.append(" c").append(i);
    }
    SeenPage page =
        page("<style>" + css + "}</style><b>first</b>" + "<i></i>".repeat(3_000) + "<p>end");

    assertThat(page.word("first").left()).isPositive();
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html><html>" + body)));
  }
}
