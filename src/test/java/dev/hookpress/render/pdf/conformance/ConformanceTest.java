package dev.hookpress.render.pdf.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.ImageBytes;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PDFs that claim to follow PDF/A or PDF/UA follow it, as the reference validator judges. */
class ConformanceTest {
  private static final boolean ALL = "all".equals(System.getProperty("conformance"));
  private static final Path CORPUS = Path.of("src/test/resources/documents");
  private static final Map<String, String> INFO =
      Map.of("author", "A & B <Söhne>\u0007", "language", "en");

  private static RenderOptions options(Conformance conformance, Map<String, String> info) {
    return Rendering.options(null, null, info, null, null).with(PdfFeatures.of(conformance));
  }

  private static byte[] pdf(Conformance conformance, Map<String, String> info, String... parts) {
    Part[] html = Stream.of(parts).map(Rendering::html).toArray(Part[]::new);
    return Rendering.pdf(Rendering.render(options(conformance, info), html)).bytes();
  }

  private static RenderedPdf.Rejected rejected(Conformance conformance, String html) {
    RenderedPdf rendered = Rendering.render(options(conformance, Map.of()), Rendering.html(html));
    assertThat(rendered).isInstanceOf(RenderedPdf.Rejected.class);
    return (RenderedPdf.Rejected) rendered;
  }

  /** A document of the corpus, with the texts for its drawings that its author left out. */
  private static String described(Path file) throws IOException {
    Document dom = Jsoup.parse(Files.readString(file));
    dom.select("svg").forEach(svg -> svg.attr("aria-label", "A drawing"));
    dom.select("img:not([alt])").forEach(image -> image.attr("alt", "A picture"));
    return dom.outerHtml();
  }

  /**
   * Each document at one level; together they cover each level several times. With {@code
   * -Dconformance=all} each is at every level, which takes minutes.
   */
  @TestFactory
  Stream<DynamicTest> theDocumentsOfTheCorpusConform() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(CORPUS)) {
      files = all.filter(it -> it.toString().endsWith(".html")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(60);
    Conformance[] levels = Conformance.values();
    if (ALL) {
      return files.stream().flatMap(file -> Stream.of(levels).map(it -> conforms(file, it)));
    }
    return files.stream().map(it -> conforms(it, levels[files.indexOf(it) % levels.length]));
  }

  private static DynamicTest conforms(Path file, Conformance level) {
    return DynamicTest.dynamicTest(
        "%s %s".formatted(level.label(), file.getFileName()).toLowerCase(Locale.ROOT),
        () -> assertThat(VeraPdf.faults(pdf(level, INFO, described(file)), level)).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentOfManyElementsConforms(Conformance level) throws IOException {
    String picture =
        "data:image/png;base64," + Base64.getEncoder().encodeToString(ImageBytes.png(4, 4));
    String html =
        """
        <html lang=de_AT><head><title>Überblick</title></head><body>
        <h2>Second level first</h2><h4>Then the fourth</h4><h1>The first at last</h1>
        <ul style="column-count:2"><li>a<li>b <ul><li>c</ul><li>d</ul>
        <ul style="display:flex"><li>a<li>b</ul><ul><div><li>wrapped</div>text</ul><li>alone
        <ul><li style="display:inline">one<li style="display:inline">two</ul>
        <ol start=3 style="list-style-type:lower-greek"><li>x</ol>
        <style>.m::marker{color:red;font-weight:bold}.n::marker{content:"x) "}</style>
        <ol style="list-style-position:inside"><li class=m>red<li class=n>text</ol>
        <p style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis;width:90px">A <b>text
        that does</b> not fit</p><p style="-webkit-box-orient:vertical;-webkit-line-clamp:2;
        overflow:hidden;width:60px">one two three four five six seven eight</p>
        <table><caption>Sums</caption><thead><tr><th>a<th scope=col>b<tbody>
        <tr><th scope=row>1<td rowspan=9>2<tr><td>short<tr><td>3<td>4<td>long</table>
        <table><thead><tr><th>only a head</table>
        <table role=presentation><tr><td>layout</table>
        <table style="display:block"><tr><td>block<tr style="display:block"><td>row</table>
        <p>A <a href="https://a.example/x?y=%C3%A4" title="There">link</a>, <a name=x>an anchor</a>,
        <a href="#t">inner</a> and <abbr title="Portable">PDF</abbr> <span lang=fr>mot</span>
        <i lang="no language">x</i></p>
        <img src="{0}" alt="A dot"><img src="{0}" alt=""><img src="{0}" role=presentation>
        <svg width=9 height=9 aria-hidden=true><rect width=9 height=9 opacity=".5"/></svg>
        <svg width=9 height=9><title>A square</title><rect width=9 height=9 /></svg>
        <p id=t style="opacity:.4;color:rgba(1,2,3,.5)">faint</p><hr>
        <form><label>Name <input value=x></label><select><option>y</select>
        <input type=checkbox checked><textarea>z</textarea></form>
        <dl><dt>t<dd>d</dl><blockquote>q</blockquote><pre>code</pre><figure>f<figcaption>c</figure>
        <div style="position:absolute;top:0;transform:rotate(9deg)">above</div>
        <div style="box-shadow:0 0 4px red;background:linear-gradient(red,blue)">shadow</div>
        </body></html>
        """
            .replace("{0}", picture);

    assertThat(VeraPdf.faults(pdf(level, INFO, html, html), level)).isEmpty();
  }

  @Test
  void thePdfShowsItsTitleAndTellsItsLanguage() throws IOException {
    byte[] pdf =
        pdf(Conformance.PDFUA_1, Map.of("title", "T", "language", "nl-BE"), "<p>Goedendag");

    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDDocumentCatalog catalog = document.getDocumentCatalog();
      assertThat(catalog.getLanguage()).isEqualTo("nl-BE");
      assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("T");
    }
    assertThat(VeraPdf.faults(pdf, Conformance.PDFUA_1)).isEmpty();
  }

  @Test
  void whatADocumentLacksIsNamed() {
    String html = "<html lang=en><title>T</title>";

    assertThat(rejected(Conformance.PDFUA_1, "<title>T</title>").message())
        .contains("language")
        .contains("metadata.language");
    assertThat(rejected(Conformance.PDFUA_1, "<html lang=en><p>x").message())
        .contains("title")
        .contains("metadata.title");
    assertThat(rejected(Conformance.PDFA_3A, "<html lang='my own'><p>x").message())
        .contains("no language");
    RenderedPdf.Rejected picture =
        rejected(Conformance.PDFA_3A, html + "<img src='data:image/png;base64,iVBORw0KGgo='>");
    assertThat(picture.code()).isEqualTo(FailureCode.CONFORMANCE_UNMET);
    assertThat(picture.message()).contains("data:").contains("has no alt");
    assertThat(rejected(Conformance.PDFUA_1, html + "<svg><rect/></svg>").message())
        .contains("<svg> number 1");
  }

  @Test
  void aReproduciblePdfIsTheSameBytesEachTime() {
    RenderOptions plain = Rendering.options(null, "<i>Page</i>", INFO, null, null);
    String html = "<h1>Eins</h1><p>क्ष العربية <b>bold</b><svg><circle r=9 /></svg>";
    for (RenderOptions options :
        List.of(
            plain.with(new PdfFeatures(Optional.empty(), true)),
            plain.with(new PdfFeatures(Optional.of(Conformance.PDFA_2B), true)))) {
      RenderedPdf first = Rendering.render(options, Rendering.html(html));
      RenderedPdf second = Rendering.render(options, Rendering.html(html));
      RenderedPdf other = Rendering.render(options, Rendering.html(html + "."));

      assertThat(Rendering.pdf(second).bytes()).isEqualTo(Rendering.pdf(first).bytes());
      assertThat(Rendering.pdf(other).bytes()).isNotEqualTo(Rendering.pdf(first).bytes());
    }
  }

  @Test
  void aPdfAmongThePartsIsRefused() {
    byte[] part = Rendering.pdf(Rendering.render("x")).bytes();

    RenderedPdf rendered =
        Rendering.render(
            options(Conformance.PDFA_2B, Map.of()), Rendering.html("y"), new Part.PdfBytes(part));

    assertThat(rendered)
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            no -> {
              assertThat(no.code()).isEqualTo(FailureCode.CONFORMANCE_UNMET);
              assertThat(no.message()).contains("PDF among the parts").contains("pdfa-2b");
            });
  }

  @Test
  void transparencyIsDrawnOpaqueInPdfA1AndSaid() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                options(Conformance.PDFA_1B, Map.of()),
                Rendering.html(
                    "<svg width=9 height=9><rect width=9 height=9 opacity='.5'/></svg>")));

    assertThat(pdf.warnings()).anyMatch(it -> it.contains("PDF/A-1 forbids transparency"));
  }

  @Test
  void aPdfWithoutTheOptionClaimsNothing() throws IOException {
    try (PDDocument document =
        Loader.loadPDF(Rendering.pdf(Rendering.render("<html lang=en><h1>x</h1>")).bytes())) {
      PDDocumentCatalog catalog = document.getDocumentCatalog();
      assertThat(catalog.getMetadata()).isNull();
      assertThat(catalog.getStructureTreeRoot()).isNull();
      assertThat(catalog.getOutputIntents()).isEmpty();
    }
  }
}
