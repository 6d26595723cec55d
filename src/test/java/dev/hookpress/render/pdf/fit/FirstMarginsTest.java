package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a document's first line is below the top of the page's area, in CSS pixels. */
class FirstMarginsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<body><p>one | 16",
        "<body><style>p{color:red}</style> <p style='margin-top:30px'>one | 30",
        "<body><p style='margin-top:5px'>one | 8",
        "<body><header><div><p>one | 16",
        "<body><div style='padding-top:1px'><p>one | 25",
        "<body><div style='overflow:hidden'><p>one | 24",
        "<body><div style='margin-top:12px'>one | 12",
        "<body><main style='margin:auto'><p>one | 16",
        "<body style='margin:20px'><p style='margin-top:2em'>one | 32",
        "<body style='padding:1px'><p>one | 25",
        "<body style='margin:10px'><div style='position:absolute;top:99px'>a</div><p>one | 16",
        "<body style='margin:10px'><div style='display:none'>a</div><p>one | 16",
        "<body><table style='margin-top:30px' cellspacing=0 cellpadding=0><td>one</table> | 30",
        "<body>one<p>two | 8",
        "<body style='margin:0'><div style='margin:10px'><h1 style='margin:30px;font-size:1em;"
            + "line-height:normal;font-weight:400'>one | 30",
        "<body><div style='margin:10px'><p style='margin:30px'>one | 30",
        "<body><div style='margin:40px'><p style='margin:30px'>one | 40",
        "<body style='margin:0'><main style='margin:5px'><div style='margin:10px'><p>one | 16",
        "<body style='margin:0;padding:4px'><div style='margin:10px'><p>one | 20",
        "<body style='margin:12px'><div style='margin:5px'><div><p>one | 16",
        "<body><p></p><p></p><div>one | 16",
        "<body style='margin:0'><h1 style='font-size:16px'></h1><div>one | 10.72",
        "<body style='margin:0'><header><div style='margin-top:30px'></div><p>one | 30",
        "<body><div style='margin-bottom:30px'> </div><p>one | 30",
        "<body><p><!-- nothing --></p><p style='margin:40px 0'>one | 40",
        "<body style='margin:0'><div style='overflow:hidden'><h1></h1><p></p><div>one | 21.44",
        "<body><main style='overflow:hidden'><h1></h1><p></p><p>one | 29.44",
        "<body style='margin:0;display:flex'><main><h1></h1><p></p><div>one | 21.44",
        "<body style='display:flex;height:400px;overflow:hidden'><main style='overflow:hidden'>"
            + "<header><h1></h1><p></p><div>one | 29.44",
        "<body style='margin:0;display:flex'><main><div style='margin:4px'><p>one | 16",
        "<body style='margin:0'><p style='height:5px'></p><p>one | 37",
        "<body style='margin:0'><style>p::before{content:'zero'}</style><p></p><div>one | 50"
      })
  void theGreaterOneIsKept(String body, double pixels) throws IOException {
    double top = baseline("<body style='margin:0'>one");

    assertThat((baseline(body) - top) / 0.75).isCloseTo(pixels, within(0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>one | 16",
        "<div style='margin:10px'><p style='margin:30px'>one | 30",
        "<section style='margin:5px'><div style='margin:10px'><p>one | 16"
      })
  void theGreaterOneIsKeptAfterAPageBreak(String content, int pixels) throws IOException {
    String start = "<body style='margin:0'>zero<div style='page-break-before:always'>";
    double top = SeenPage.of(pdf(start + "one"), 2).word("one").baseline();
    double inside = SeenPage.of(pdf(start + content), 2).word("one").baseline();

    assertThat((inside - top) / 0.75).isCloseTo(pixels, within(0.5));
  }

  private static RenderedPdf.Pdf pdf(String body) {
    return Rendering.pdf(Rendering.render("<!DOCTYPE html>" + body));
  }

  private static double baseline(String body) throws IOException {
    RenderedPdf.Pdf pdf = Rendering.pdf(Rendering.render("<!DOCTYPE html>" + body));

    assertThat(pdf.warnings()).isEmpty();
    return SeenPage.of(pdf).word("one").baseline();
  }
}
