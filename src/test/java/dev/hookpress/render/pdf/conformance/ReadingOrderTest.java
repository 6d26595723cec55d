package dev.hookpress.render.pdf.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What assistive technology reads, in the order of the tags, is what the author wrote. */
class ReadingOrderTest {
  private static final int SHOWN = 12;
  private static final Path CORPUS = Path.of("src/test/resources/documents");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newsletter-columns",
        "paper-two-column",
        "resume-sidebar-grid",
        "resume-float-columns",
        "invoice-flex-accent",
        "catalogue-grid",
        "energy-bill",
        "blog-article",
        "contract-services",
        "report-sales-annual",
        "book-chapter",
        "letter-business",
        "api-docs",
        "readme-project",
        "minutes-meeting",
        "invoice-arabic",
        "letter-hebrew",
        "timesheet"
      })
  void theTagsReadTheDocumentInItsOrder(String name) throws IOException {
    Document dom = Jsoup.parse(Files.readString(CORPUS.resolve(name + ".html")));
    dom.select("svg").forEach(svg -> svg.attr("aria-label", "A drawing"));
    dom.select("img:not([alt])").forEach(image -> image.attr("alt", "A picture"));
    byte[] pdf = accessible(dom.outerHtml());
    dom.select("svg, head").remove();
    List<String> written = List.of(dom.body().wholeText().strip().split("\\s+"));
    List<String> read;
    try (PDDocument document = Loader.loadPDF(pdf)) {
      read = TaggedText.words(document);
    }

    Set<String> once = once(written);
    once.retainAll(once(read));
    assertThat(once).as("words that tell the order").hasSizeGreaterThan(7);
    assertThat(differences(read, written, once)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div><h2>A</h2><p>B</p>C<div>D</div>E</div>",
        "<div style='float:left;width:50%'><h2>A</h2><p>B</p>C<div>D</div>E</div>",
        "<ul><li>A<ul><li>B</li></ul>C</li></ul>",
        "<p>A <b>B</b> C</p><div>D<p>E</p>F</div>",
        "<div>A<p>B</p><a href='https://example.com/'>C</a> D</div>",
        "<div>A<p style='break-before:page'>B</p>C</div>",
        "<p>A</p><div style='float:right'>B</div><p>C</p>D",
        "<p>A</p><div style='position:absolute'>B</div><p>C</p>",
        "<div>A<div style='float:right'>B</div>C</div>",
        "<p>A<span style='float:right'>B</span> C</p>",
        "<p>A <b>B<i style='float:left'>C</i> D</b> E</p>",
        "<p><a href='https://example.com/'>A<i style='float:left'>B</i> C</a> D</p>",
        "<div style='float:right'>A<div style='float:right'>B</div>C</div><p>D</p>",
        "<p>A</p><div style='float:right'><h2>B</h2><p>C</p></div><p>D</p>",
        "<ul><li>A<span style='float:right'>B</span></li><li>C</li></ul><p>D</p>",
        "<ul><li style='float:left'>A</li><li style='float:left'>B</li></ul><p>C</p>",
        "<table><tr><td>A<span style='float:right'>B</span> C</td><td>D</td></tr></table><p>E</p>",
        "<div style='position:relative'>A<span style='position:absolute;top:0'>B</span> C</div>D",
        "<p>A</p><aside style='position:absolute;top:0'><h2>B</h2>C</aside><p>D</p>",
        "<p>A <span style='display:inline-block'>B<i style='float:left'>C</i></span> D</p>",
        "<div style='display:flex;flex-direction:row-reverse'><p>A</p><p>B</p><p>C</p></div>D",
        "<div style='display:flex;flex-direction:column-reverse'><p>A</p><p>B</p></div>C",
        "<div style='display:flex'><p style='order:2'>A</p><p style='order:1'>B</p></div>C",
        "<div dir=rtl style='display:flex'><p>A</p><p>B</p></div>C",
        "<div dir=rtl style='display:grid;grid-template-columns:1fr 1fr'><p>A<p>B<p>C<p>D</div>E",
        "<div style='display:grid;grid-template-columns:1fr 1fr'>"
            + "<p style='grid-column:2'>A</p><p style='grid-column:1;grid-row:1'>B</p></div>C",
        "<p dir=rtl>\u05d0 A \u05d1 B \u05d2 C</p>D",
        "<p dir=rtl>\u05d0 A <b>\u05d1 B</b> \u05d2<i style='float:left'>C</i> D</p>E",
        "<table dir=rtl><tr><td>A</td><td>B</td></tr></table>C",
        "<div data-hookpress-order=9>A</div><div data-hookpress-order=x>B</div>",
        "<div style='float:right'>A</div> <h1 style='display:inline-block'>B</h1><p>C</p>",
        "<div style='z-index:-1;position:relative'>A</div><div>B</div>",
        "<p>A</p><p style='float:left;break-before:page'>B</p><p>C</p>",
        "<p>A</p><table><caption>B</caption><tr><th>C</th><td>D</td></tr></table><p>E</p>"
      })
  void textBesideBlocksIsReadInItsPlace(String html) throws IOException {
    try (PDDocument document = Loader.loadPDF(accessible(html))) {
      assertThat(String.join("", TaggedText.words(document)).replaceAll("[^A-Z]", ""))
          .isEqualTo(Jsoup.parse(html).text().replaceAll("[^A-Z]", ""));
    }
  }

  @Test
  void eachTextHasTheLanguageOfItsElement() throws IOException {
    byte[] pdf =
        accessible(
            "<html lang=en><p>one <span lang=fr>deux</span> three</p><p><i lang=de>vier</i></p>"
                + "<p lang=es>cinco <a lang=it href='https://example.com/'>sei</a></p>"
                + "<p><b lang=pt>dez</b><i style='float:right'>eleven</i></p>"
                + "<p>seven<span lang=nl style='float:right'>acht</span></p>"
                + "<table><tr><td lang=pl>osiem <b>nine</b></td></tr></table>");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(TaggedText.languages(document))
          .containsEntry("one", "en")
          .containsEntry("deux", "fr")
          .containsEntry("three", "en")
          .containsEntry("vier", "de")
          .containsEntry("cinco", "es")
          .containsEntry("sei", "it")
          .containsEntry("dez", "pt")
          .containsEntry("eleven", "en")
          .containsEntry("seven", "en")
          .containsEntry("acht", "nl")
          .containsEntry("osiem", "pl")
          .containsEntry("nine", "pl");
    }
  }

  private static byte[] accessible(String html) {
    return Rendering.pdf(
            Rendering.render(
                Rendering.options(null, null, Map.of("language", "en", "title", "T"), null, null)
                    .with(PdfFeatures.of(Conformance.PDFUA_1)),
                Rendering.html(html)))
        .bytes();
  }

  /** Where the order differs: some words as they are read, and as they are written. */
  private static String differences(List<String> read, List<String> written, Set<String> once) {
    List<String> one = read.stream().filter(once::contains).toList();
    List<String> other = written.stream().filter(once::contains).toList();
    int at = 0;
    while (at < one.size() && one.get(at).equals(other.get(at))) {
      at++;
    }
    int end = Math.min(at + SHOWN, one.size());
    return at == one.size() ? "" : one.subList(at, end) + " for " + other.subList(at, end);
  }

  /** The words that occur once: only their order is certain. */
  private static Set<String> once(List<String> words) {
    Set<String> once = new HashSet<>(words);
    once.removeIf(word -> Collections.frequency(words, word) > 1);
    return once;
  }
}
