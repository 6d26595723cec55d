package dev.hookpress.render.pdf.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashed lines of tables with collapsed borders that begin at the page's margins. */
class BrokenLinesTest {
  private static final double EDGE = 56.69;
  private static final double WIDTH = 200 * 0.75;

  /** The first row is 40 pixels high, with a line of 8 pixels below it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tr style='border-bottom:8px dashed red'><td>a<td>b<td>c<tr><td>d<td>e<td>f",
        "<tr><td class=d>a<td class=d>b<td class=d>c<tr><td class=d>d<td class=d>e<td class=d>f",
        "<thead><tr><th class=d>a<th class=d>b</thead><tr><td class=d>c<td class=d>d",
        "<tr><td class=d>a<td class=d>b<tr><td class=d colspan=2>c",
        "<tr><td class=d colspan=2>a<tr><td class=d>b<td class=d>c",
        "<tr><td class=d>a<tr><td>b",
        "<tr><td>a<tr><td class=d>b"
      })
  void haveGapsAndDashesEverywhere(String rows) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><style>body{margin:0}table{border-collapse:collapse;"
                        + "width:200px}td,th{height:36px;padding:0}.d{border-width:8px 0;"
                        + "border-style:dashed;border-color:red}tr:first-child>.d{border-top:none}"
                        + "</style><table>"
                        + rows
                        + "</table>")));

    double line = firstLine(page);
    for (int part = 0; part < 4; part++) {
      assertThat(colours(page, EDGE + part * WIDTH / 4, line)).contains("#ff0000", "#ffffff");
    }
  }

  private static double firstLine(SeenPage page) {
    double line = EDGE;
    while (isWhite(page, line) && line < EDGE + 60) {
      line += 0.5;
    }
    return line + 3;
  }

  private static Set<String> colours(SeenPage page, double left, double line) {
    Set<String> found = new TreeSet<>();
    for (double x = left + 1; x < left + WIDTH / 4; x += 0.5) {
      found.add(page.colour(x, line));
    }
    return found;
  }

  private static boolean isWhite(SeenPage page, double line) {
    for (double x = EDGE; x < EDGE + WIDTH; x += 0.5) {
      if (page.colour(x, line).equals("#ff0000")) {
        return false;
      }
    }
    return true;
  }
}
