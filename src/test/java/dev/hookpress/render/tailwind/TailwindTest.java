package dev.hookpress.render.tailwind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PageLayout;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailwindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p-4|{padding:16px;}",
        "-mt-2|{margin-top:-8px;}",
        "w-1/2|{width:50%;}",
        "w-[340px]|{width:340px;}",
        "-ml-[3px]|{margin-left:-3px;}",
        "max-w-[20rem]|{max-width:320px;}",
        "text-[13px]|{font-size:13px;}",
        "text-sm/6|{font-size:14px;line-height:24px;}",
        "text-[#ff0000]|{color:#ff0000;}",
        "bg-[#0f172a]|{background-color:#0f172a;}",
        "bg-[#abc]|{background-color:#aabbcc;}",
        "bg-[rgb(1_2_3_/_0.5)]|{background-color:rgba(1,2,3,0.5);}",
        "bg-black/50|{background-color:rgba(0,0,0,0.5);}",
        "border-red-500/[.25]|{border-color:rgba(239,68,68,0.25);}",
        "border-b-2|{border-bottom-width:2px;}",
        "border-t-sky-500|{border-top-color:#0ea5e9;}",
        "space-y-4|>tr+tr>*{margin-top:16px;}",
        "divide-gray-200|>tr+tr>*{border-color:#e5e7eb;}",
        "!pl-8|{padding-left:32px !important;}",
        "print:hidden|{display:none;}",
        "md:p-2|{padding:8px;}",
        "leading-[1.7]|{line-height:1.7;}",
        "font-['Playfair_Display']|{font-family:'Playfair Display';}",
        "before:content-['x']|::before{content:\"x\";}",
        "w-screen|{width:642.52px;}",
        "break-inside-avoid|{page-break-inside:avoid;}"
      })
  void aClassBecomesWhatTheEngineUnderstands(String name, String rule) {
    Document dom = Jsoup.parse("<p>x</p>");
    dom.selectFirst("p").attr("class", name);
    assertThat(apply(dom)).isEmpty();
    assertThat(dom.selectFirst("style").data()).contains(rule);
  }

  @ParameterizedTest
  @CsvSource({"lg:p-2", "hover:p-2", "dark:p-2", "group-hover:p-2", "max-sm:p-2", "screen:p-2"})
  void variantsThatDoNotApplyAreIgnored(String name) {
    Document dom = Jsoup.parse("<p class='" + name + "'>x</p>");
    assertThat(apply(dom)).isEmpty();
    assertThat(dom.selectFirst("style").data()).doesNotContain("padding:8px");
  }

  @Test
  void theWiderBreakpointAndTheLaterClassCount() {
    Document dom = Jsoup.parse("<p class='md:p-2 sm:p-4 p-8 px-1'>x</p>");
    apply(dom);
    assertThat(dom.selectFirst("style").data())
        .containsSubsequence("padding:32px", "padding-left:4px", "padding:16px", "padding:8px");
  }

  @Test
  void aPlaceAmongSiblingsIsDecidedBeforeLayoutMovesThem() {
    Document dom =
        Jsoup.parse("<ul><li class='odd:p-2 last:m-2'>1<li class='odd:p-2 last:m-2'>2</ul>");
    apply(dom);
    assertThat(dom.select("li").eachAttr("class")).containsExactly("odd:p-2", "last:m-2");
  }

  @Test
  void layoutIsLeftToTheCascade() {
    Document dom =
        Jsoup.parse("<div class='inline-flex items-center gap-2'><a>1</a>text<b>2</b></div>");
    apply(dom);
    assertThat(dom.selectFirst("style").data())
        .contains("display:inline-flex", "align-items:center", "gap:8px");
    assertThat(dom.body().html()).contains("<a>1</a>text<b>2</b>");
  }

  @Test
  void unknownClassesAreReportedOnceAndBounded() {
    String names = IntStream.range(0, 100).mapToObj(i -> "zz" + i).collect(Collectors.joining(" "));
    Set<String> warnings = apply(Jsoup.parse("<p class='" + names + " flex group'>x</p>"));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Not known as classes of Tailwind: zz0 zz1 ")
        .endsWith("zz19 and 80 more");
  }

  @Test
  void generatedClassesAreBounded() {
    String names =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "w-[" + i + "px]")
            .collect(Collectors.joining(" "));
    Document dom = Jsoup.parse("<p class='" + names + "'>x</p>");
    assertThat(apply(dom)).containsExactly("Only the first 5,000 different classes are used");
    assertThat(dom.selectFirst("style").data().length()).isLessThan(300_000);
  }

  @Test
  void valuesInBracketsCannotLeaveTheirDeclaration() {
    Document dom = Jsoup.parse("<p>x</p>");
    dom.selectFirst("p")
        .attr(
            "class",
            "w-[1px;}*{color:red] bg-[url(x);}*{color:red}] font-[a;b] content-['a\\'}'] "
                + "grid-cols-[1fr;}] text-[red;color:blue] bg-[expression(1)]");
    assertThat(apply(dom)).hasSize(1);
    assertThat(dom.selectFirst("style").data()).doesNotContain("red", "expression", "blue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"grid-cols-[,]", "grid-cols-[,_]", "grid-cols-[repeat(0,1fr)]"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aGridOfNoColumnsIsStacked(String name) {
    Document dom = Jsoup.parse("<div class='grid " + name + "'><p>x</p><p>y</p></div>");
    assertThat(apply(dom)).isEmpty();
    assertThat(dom.body().text()).isEqualTo("x y");
  }

  @Property(tries = 500)
  void anyClassIsAppliedOrReported(
      @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String classes) {
    Document dom = Jsoup.parse("<div><p>x</p>y</div>");
    dom.selectFirst("div").attr("class", "flex " + classes);
    dom.selectFirst("p").attr("class", classes + " grid-cols-[" + classes + "] grid");
    apply(dom);
    assertThat(dom.body().text()).isEqualTo("x y");
  }

  private static Set<String> apply(Document dom) {
    return Tailwind.apply(dom, PageLayout.A4, false, List.of());
  }
}
