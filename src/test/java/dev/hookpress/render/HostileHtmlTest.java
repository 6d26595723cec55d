package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile HTML does no harm to the node, its files or its network. */
class HostileHtmlTest {
  @Test
  void aColspanOfAHundredMillionIsReduced() throws IOException {
    RenderedPdf rendered =
        Rendering.render(
            "<table><tr><td colspan=100000000 rowspan='99999999999'>wide</td></tr>"
                + "<tr><td>a</td><td>b</td></tr></table>");

    assertThat(Rendering.text(rendered)).contains("wide");
    assertThat(Rendering.pdf(rendered).warnings()).anyMatch(w -> w.contains("colspan"));
  }

  @Test
  void manyWideCellsShareABudget() throws IOException {
    RenderedPdf rendered =
        Rendering.render(
            "<table><tr>" + "<td colspan=1000 rowspan=1000>x</td>".repeat(2_000) + "</tr></table>");

    assertThat(rendered).isInstanceOf(RenderedPdf.Pdf.class);
  }

  @Test
  void aHugeImageIsRefusedBeforeItIsDecoded() throws IOException {
    String png = png(12_000, 12_000);

    RenderedPdf rendered = Rendering.render("<img src='data:image/png;base64," + png + "'>");

    assertThat(rendered)
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(FailureCode.LIMIT_PIXELS);
              assertThat(rejected.message()).contains("144,000,000");
            });
  }

  @Test
  void aHugeImageInCssIsRefusedToo() throws IOException {
    String png = png(12_000, 12_000);

    RenderedPdf rendered =
        Rendering.render(
            "<style>body{background:url(data:image/png;base64," + png + ")}</style><p>x</p>");

    assertThat(rendered)
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.LIMIT_PIXELS));
  }

  @Test
  void anImageUsedOnEveryPageCountsOnce() throws IOException {
    String png = png(4_000, 4_000);
    String image = "<img style='width:10px' src='data:image/png;base64," + png + "'>";

    RenderedPdf rendered = Rendering.render(image.repeat(20));

    assertThat(rendered).isInstanceOf(RenderedPdf.Pdf.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=stylesheet href='%s'><p>text</p>",
        "<style>@import url(%s);</style><p>text</p>",
        "<style>@import '%s';</style><p>text</p>",
        "<p style='background-image:url(%s)'>text</p>",
        "<style>p{list-style-image:url(%s)}</style><p>text</p>",
        "<img src='%s'><p>text</p>",
        "<iframe src='%s'></iframe><p>text</p>",
        "<object data='%s'></object><p>text</p>",
        "<svg width=9 height=9><image href='%s' width=9 height=9 /></svg><p>text</p>",
        "<svg width=9 height=9><use xlink:href='%s#a'/></svg><p>text</p>",
        "<svg width=9 height=9><style>@import url(%s);</style></svg><p>text</p>",
        "<svg width=9 height=9><rect fill='url(%s#a)' width=9 height=9 /></svg><p>text</p>",
        "<style>@font-face{font-family:x;src:url(%s)} p{font-family:x}</style><p>text</p>",
        "<base href='file:///'><img src='%s'><p>text</p>",
        "<a href='%s' download=x>text</a>"
      })
  void filesAreNotRead(String html, @TempDir Path dir) throws IOException {
    Path secret = dir.resolve("secret.css");
    Files.writeString(secret, "p::after{content:'SECRET'} p{background:red}");
    for (String scheme : List.of("file://", "FILE://", "file:", "jar:file:")) {
      RenderedPdf rendered = Rendering.render(html.formatted(scheme + secret));

      assertThat(Rendering.text(rendered)).contains("text").doesNotContain("SECRET");
      assertThat(new String(Rendering.pdf(rendered).bytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("secret.css");
    }
  }

  @Test
  void aFileThatIsNotReadIsAWarning() {
    RenderedPdf rendered =
        Rendering.render(
            "<link rel=stylesheet href='file:///etc/x.css'><img src='file:///etc/x.png'>");

    assertThat(Rendering.pdf(rendered).warnings())
        .anyMatch(w -> w.contains("file:///etc/x.css"))
        .anyMatch(w -> w.contains("file:///etc/x.png"));
  }

  @Test
  void anExternalEntityInAnSvgIsNotRead(@TempDir Path dir) throws IOException {
    Path secret = Files.writeString(dir.resolve("secret"), "SECRET");
    String svg =
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file://%s'>]>".formatted(secret)
            + "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'>"
            + "<text y='20'>a&x;b</text></svg>";

    RenderedPdf rendered = Rendering.render(svgImage(svg) + "<p>text</p>");

    assertThat(Rendering.text(rendered)).contains("text").doesNotContain("SECRET");
  }

  @Test
  void entitiesAndUsesDoNotMultiply() throws IOException {
    StringBuilder uses = new StringBuilder("<g id='a0'><rect width='1' height='1'/></g>");
    for (int i = 1; i < 12; i++) {
      uses.append("<g id='a%d'>".formatted(i))
          .append("<use xlink:href='#a%d'/>".formatted(i - 1).repeat(10))
          .append("</g>");
    }
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
            + " width='99' height='99'>"
            + uses
            + "<use xlink:href='#a11'/></svg>";

    assertThat(Rendering.text(Rendering.render(svgImage(svg) + "<p>text</p>"))).contains("text");
    assertThat(Rendering.text(Rendering.render(svg + "<p>text</p>"))).contains("text");
  }

  @Test
  void textInAnSvgIsSetInThePackagedFaces() throws IOException {
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 99 30' width='99' height='30'>"
            + "<text x='5' y='20' font-family='Nowhere' font-weight='bold'>Chart</text></svg>";

    assertThat(Rendering.text(Rendering.render(svg + "<p>text</p>"))).contains("text");
    assertThat(Rendering.text(Rendering.render(svgImage(svg) + "<p>text</p>"))).contains("text");
  }

  @Test
  void aStylesheetCannotSendAnSvgElsewhere() throws IOException {
    RenderedPdf rendered =
        Rendering.render(
            "<style>rect{fill:url(https://example.com/x.svg#a)}</style>"
                + "<svg width=9 height=9><rect width=9 height=9 /></svg><p>text</p>");

    assertThat(Rendering.text(rendered)).contains("text");
  }

  @Test
  void aFontThatCannotBeEmbeddedIsAWarning() throws IOException {
    byte[] openType = ("OTTO" + "x".repeat(200)).getBytes(StandardCharsets.ISO_8859_1);
    URI uri = URI.create("https://fonts.example/a.otf");
    Preparation prepared =
        Rendering.prepare(
            Rendering.OPTIONS,
            Map.of(uri, openType),
            List.of(
                Rendering.html(
                    "<style>@font-face{font-family:Own;src:url(%s)}p{font-family:Own}</style>"
                            .formatted(uri)
                        + "<p>text</p>")));

    RenderedPdf rendered =
        Rendering.renderer(Rendering.LIMITS).render((Prepared) prepared, Rendering.OPTIONS);

    assertThat(Rendering.text(rendered)).contains("text");
    assertThat(Rendering.pdf(rendered).warnings())
        .containsExactly(
            "The font https://fonts.example/a.otf is not used: only TrueType, OpenType, WOFF and"
                + " WOFF 2 fonts can be embedded, which make together at most 33,554,432 bytes when"
                + " unpacked");
  }

  @Test
  void tooManyNodesAreRefused() {
    assertThat(preparation("<b></b>".repeat(200_001)))
        .isInstanceOfSatisfying(
            Preparation.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.LIMIT_NODES));
  }

  @Test
  void tooDeepNestingIsRefused() {
    assertThat(preparation("<div>".repeat(300) + "x"))
        .isInstanceOfSatisfying(
            Preparation.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.LIMIT_NODES));
  }

  @Test
  void nestingWithinTheLimitIsRendered() throws IOException {
    assertThat(Rendering.text(Rendering.render("<div>".repeat(240) + "deep"))).contains("deep");
  }

  @Test
  void tooMuchCssIsRefused() {
    assertThat(preparation("<style>" + "p{color:red}".repeat(400_000) + "</style>"))
        .isInstanceOfSatisfying(
            Preparation.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.SOURCE_TOO_LARGE));
  }

  @Test
  void aLargeFontInTheCssIsNotTooMuchCss() {
    String font = "@font-face{font-family:f;src:url(data:font/ttf;base64," + "A".repeat(2_000_000);

    assertThat(preparation("<style>" + font + ")}</style>x")).isInstanceOf(Prepared.class);
  }

  @Test
  void tooMuchHtmlIsRefused() {
    assertThat(preparation("x".repeat(6_000_000)))
        .isInstanceOfSatisfying(
            Preparation.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.SOURCE_TOO_LARGE));
  }

  @Test
  void imagesInTheHtmlAreNotTooMuchHtml() throws IOException {
    String image = "<img alt=x src=\"data:image/png;base64," + "A".repeat(3_000_000) + "\">";

    assertThat(preparation(image.repeat(2) + "<p>text</p>")).isInstanceOf(Prepared.class);
    assertThat(preparation("<p data:" + "x ".repeat(3_000_000)))
        .isInstanceOf(Preparation.Rejected.class);
  }

  @Test
  void scriptsAndScriptLinksAreGone() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<script>document.write('no')</script><a href='javascript:alert(1)'>a</a>"
                    + "<a href='https://example.com/x'>b</a><p onclick='x()'>text</p>"
                    + "<form action='https://evil.example/'><input type=submit></form>"));

    assertThat(Rendering.text(pdf)).contains("text").doesNotContain("no");
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      assertThat(document.getPage(0).getAnnotations().toString()).doesNotContain("alert");
      assertThat(document.getPage(0).getAnnotations()).isNotEmpty();
    }
  }

  @Test
  void unknownCssIsAWarningOnceAndAtMostTwenty() {
    StringBuilder css = new StringBuilder("p{unknown-0:1}p{display:flex}");
    for (int i = 0; i < 100; i++) {
      css.append("p{unknown-").append(i).append(":1}");
    }

    List<String> warnings =
        Rendering.pdf(Rendering.render("<style>" + css + "</style><p>x</p>")).warnings();

    assertThat(warnings).hasSize(20).doesNotHaveDuplicates().anyMatch(w -> w.contains("unknown-0"));
  }

  private static Preparation preparation(String html) {
    return Rendering.prepare(Rendering.OPTIONS, Map.of(), List.of(Rendering.html(html)));
  }

  private static String svgImage(String svg) {
    return "<img src='data:image/svg+xml;base64,%s'>"
        .formatted(Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static String png(int width, int height) throws IOException {
    return Base64.getEncoder().encodeToString(ImageBytes.png(width, height));
  }
}
