package dev.hookpress.render.css.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile containers, very large or deep, are rendered with their text. */
class ContainerBoundsTest {
  private static final Duration LONGEST = Duration.ofSeconds(100);

  @ParameterizedTest
  @MethodSource({"documents", "columns"})
  void endsWithItsText(String html) throws Exception {
    Instant start = Instant.now();
    RenderedPdf rendered = Rendering.render(html);
    Duration took = Duration.between(start, Instant.now());

    assertThat(took).isLessThan(LONGEST);
    assertThat(Rendering.text(rendered)).contains("last");
  }

  /** The bounded work ends early, and the rest of the styles still count. */
  @ParameterizedTest
  @MethodSource("beyondTheBudget")
  void whatExceedsTheBudgetIsReportedAndRendered(String html) throws Exception {
    RenderedPdf rendered = Rendering.render(html);

    assertThat(Rendering.text(rendered)).contains("last");
    assertThat(((RenderedPdf.Pdf) rendered).warnings())
        .anySatisfy(warning -> assertThat(warning).startsWith("The stylesheets exceed a limit"));
  }

  static Stream<Named<String>> documents() {
    return Stream.of(
        page(
            "ten thousand lines",
            "<div style='display:grid;grid-template-columns:repeat(10000,1px)'>"
                + "<p style='grid-column:1/-1'>last</p></div>"),
        page(
            "ten thousand named lines",
            "<div style='display:grid;grid-template-columns:"
                + "[a] 1px ".repeat(5_000)
                + "'><p style='grid-column:a 49'>last</p></div>"),
        page(
            "an item at a far line",
            "<div style='display:grid'>"
                + "<p style='grid-row:999999999;grid-column:999999999'>last</p></div>"),
        page(
            "an item that spans everything",
            "<div style='display:grid'>"
                + "<p style='grid-row:span 999999;grid-column:span 999999'>last</p></div>"),
        page(
            "dense flow",
            "<div style='display:grid;grid-auto-flow:dense;"
                + "grid-template-columns:repeat(50,1fr)'>"
                + items(3_000, "grid-column:span 49")
                + "<p>last</p></div>"),
        page(
            "repetitions without a width",
            "<div style='display:grid;"
                + "grid-template-columns:repeat(auto-fill,0.001px)'><p>last</p></div>"),
        page(
            "thousands of items in a row",
            "<div style='display:flex'>" + items(5_000, "flex:1") + "</div><p>last</p>"),
        page(
            "thousands of items on lines",
            "<div style='display:flex;flex-wrap:wrap;gap:4px'>"
                + items(5_000, "flex:1 1 100px")
                + "<p>last</p></div>"),
        page(
            "thousands of items in a grid",
            "<div style='display:grid;gap:4px;"
                + "grid-template-columns:repeat(auto-fill,minmax(100px,1fr))'>"
                + items(5_000, "")
                + "<p>last</p></div>"),
        page("rows in rows", nested(110, "display:flex")),
        page(
            "columns in columns",
            nested(110, "display:flex;flex-direction:column;align-items:center")),
        page("grids in grids", nested(110, "display:grid;grid-template-columns:auto auto")),
        page(
            "rows in columns in grids",
            nested(
                36,
                "display:flex;flex-wrap:wrap",
                "display:flex;flex-direction:column;align-items:flex-end",
                "display:grid")),
        page(
            "infinite sizes",
            "<div style='display:flex;width:1e300px;gap:1e300px'>"
                + "<p style='flex:1e300 1e300 1e300px;order:-99999999999'>last</p></div>"),
        page(
            "thousands of vertical labels",
            "<p style='writing-mode:vertical-rl'>label</p>".repeat(3_000)
                + nested(60, "writing-mode:vertical-rl")),
        page(
            "negative sizes",
            "<div style='display:flex;width:-5px'>"
                + "<p style='margin-left:-99999px'>x</p></div><p>last</p>"));
  }

  static Stream<Named<String>> columns() {
    return Stream.of(
        page("columns in columns of text", nested(60, "columns:2")),
        page(
            "columns of very long text",
            "<div style='columns:9'><p>" + "word ".repeat(60_000) + "</p></div><p>last</p>"),
        page(
            "columns of long text",
            "<div style='columns:9'><p>" + "word ".repeat(11_000) + "</p></div><p>last</p>"),
        page(
            "columns of thousands of blocks",
            "<div style='columns:3'>" + items(5_000, "break-inside:avoid") + "</div><p>last</p>"),
        page(
            "percentages of positioned boxes in each other",
            nested(60, "position:absolute;top:1%;bottom:1%;left:1%;display:flex")));
  }

  static Stream<Named<String>> beyondTheBudget() {
    String divs = "<div><b>a</b></div>".repeat(8_000);
    return Stream.of(
        page(
            "nesting without end",
            "<style>p{color:red;" + "&{".repeat(50_000) + "color:lime</style><p>last</p>"),
        page(
            "selectors that are slow for every element",
            "<style>"
                + ":not(.a) :not(.b) ~ * > *:not(.c){order:1}".repeat(2_000)
                + "</style>"
                + divs
                + "<p>last</p>"),
        page(
            "has that looks through everything",
            "<style>*:has(~ * ~ * ~ nope){color:lime}*:has(* * nope){order:1}</style>"
                + divs
                + "<p>last</p>"));
  }

  private static Named<String> page(String name, String body) {
    return Named.of(name, "<!DOCTYPE html><html><body>" + body + "</body></html>");
  }

  private static String items(int count, String style) {
    return ("<p style='" + style + "'>a b</p>").repeat(count);
  }

  private static String nested(int depth, String... styles) {
    StringBuilder open = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      for (String style : styles) {
        open.append("<div style='").append(style).append("'>");
      }
    }
    return open + "<p>last</p>" + "</div>".repeat(depth * styles.length);
  }
}
