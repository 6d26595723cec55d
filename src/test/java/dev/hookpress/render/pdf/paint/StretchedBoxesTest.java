package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positioned boxes without content of their own, in a box that is 100 pixels high. */
class StretchedBoxesTest {
  private static final double LEFT = 56.69;
  private static final double TOP = 56.69;
  private static final double PIXEL = 0.75;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<style>i{position:absolute;top:0;left:0;right:0;bottom:0;background:red}</style><i></i>",
        "<style>i{position:absolute;inset:0;background:red}</style><i></i>",
        "<style>i{position:absolute;top:0;left:0;width:100%;height:100%;background:red}</style>"
            + "<i></i>",
        "<style>div::before{content:'';position:absolute;inset:0;background:red}</style>",
        "<style>i{position:absolute;top:0;bottom:0;left:0;width:50px;padding:5px;background:red}"
            + "</style><i>text</i>",
        "<style>i,b{position:absolute;inset:0}b{background:red}</style><i><b></b></i>",
      })
  void areAsHighAsTheBoxAround(String content) throws IOException {
    SeenPage page = page("<div style='height:100px'>" + content + "</div>");

    assertThat(colour(page, 20, 3)).isEqualTo("#ff0000");
    assertThat(colour(page, 20, 97)).isEqualTo("#ff0000");
    assertThat(colour(page, 20, 104)).isEqualTo("#ffffff");
  }

  @Test
  void areAsHighAsTheContentAroundThem() throws IOException {
    SeenPage page =
        page(
            "<style>div::after{content:'';position:absolute;top:10px;bottom:20px;left:0;"
                + "width:30px;background:red}p{height:100px}</style><div><p></p></div>");

    assertThat(colour(page, 20, 8)).isEqualTo("#ffffff");
    assertThat(colour(page, 20, 12)).isEqualTo("#ff0000");
    assertThat(colour(page, 20, 78)).isEqualTo("#ff0000");
    assertThat(colour(page, 20, 82)).isEqualTo("#ffffff");
  }

  @Test
  void keepAHeightOfTheirOwn() throws IOException {
    SeenPage page =
        page(
            "<style>i{position:absolute;top:0;bottom:0;left:0;width:30px;height:40px;"
                + "background:red}</style><div style='height:100px'><i></i></div>");

    assertThat(colour(page, 20, 38)).isEqualTo("#ff0000");
    assertThat(colour(page, 20, 42)).isEqualTo("#ffffff");
  }

  @Test
  void aTableIsAsHighAsItsRows() throws IOException {
    SeenPage page =
        page(
            "<style>table{position:absolute;top:0;bottom:0;left:0;width:50px;background:red}"
                + "td{height:40px;padding:0}</style>"
                + "<div style='height:100px'><table><tr><td></table></div>");

    assertThat(colour(page, 20, 20)).isEqualTo("#ff0000");
    assertThat(colour(page, 20, 80)).isEqualTo("#ffffff");
  }

  private static String colour(SeenPage page, double x, double y) {
    return page.colour(LEFT + x * PIXEL, TOP + y * PIXEL);
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><style>body,p{margin:0}div{position:relative}</style>" + body)));
  }
}
