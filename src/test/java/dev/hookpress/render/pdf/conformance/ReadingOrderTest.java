package dev.hookpress.render.pdf.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What assistive technology reads, in the order of the tags, is what the author wrote. */
class ReadingOrderTest {
  private static final int SHOWN = 12;
  private static final Path CORPUS = Path.of("src/test/resources/documents");

  /** The words of a PDF in the order of its tags. */
  private static final class Tags {
    private final Map<COSDictionary, Map<Integer, String>> contents = new IdentityHashMap<>();
    private final List<String> words = new ArrayList<>();

    static List<String> words(PDDocument document) throws IOException {
      Tags tags = new Tags();
      for (PDPage page : document.getPages()) {
        PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
        extractor.processPage(page);
        Map<Integer, String> texts = new HashMap<>();
        extractor.getMarkedContents().forEach(content -> collect(content, texts));
        tags.contents.put(page.getCOSObject(), texts);
      }
      tags.read(document.getDocumentCatalog().getStructureTreeRoot(), null);
      return tags.words;
    }

    private static void collect(PDMarkedContent content, Map<Integer, String> texts) {
      StringBuilder text = new StringBuilder();
      for (Object each : content.getContents()) {
        if (each instanceof TextPosition letter) {
          text.append(letter.getUnicode());
        } else if (each instanceof PDMarkedContent inner) {
          collect(inner, texts);
        }
      }
      if (content.getMCID() >= 0) {
        texts.merge(content.getMCID(), text.toString(), String::concat);
      }
    }

    private void read(PDStructureNode node, PDPage above) {
      PDPage page = above;
      if (node instanceof PDStructureElement element && element.getPage() != null) {
        page = element.getPage();
      }
      for (Object kid : node.getKids()) {
        if (kid instanceof PDStructureElement below) {
          read(below, page);
        } else if (kid instanceof Integer content) {
          add(page, content);
        } else if (kid instanceof PDMarkedContentReference content) {
          add(content.getPage() == null ? page : content.getPage(), content.getMCID());
        }
      }
    }

    private void add(PDPage page, int content) {
      String text = contents.get(page.getCOSObject()).getOrDefault(content, "");
      for (String word : text.strip().split("\\s+")) {
        words.add(word);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newsletter-columns",
        "paper-two-column",
        "resume-sidebar-grid",
        "invoice-flex-accent",
        "contract-services",
        "report-sales-annual",
        "book-chapter",
        "letter-business",
        "api-docs",
        "readme-project",
        "minutes-meeting"
      })
  void theTagsReadTheDocumentInItsOrder(String name) throws IOException {
    Document dom = Jsoup.parse(Files.readString(CORPUS.resolve(name + ".html")));
    dom.select("svg").forEach(svg -> svg.attr("aria-label", "A drawing"));
    dom.select("img:not([alt])").forEach(image -> image.attr("alt", "A picture"));
    byte[] pdf =
        Rendering.pdf(
                Rendering.render(
                    Rendering.options(null, null, Map.of("language", "en"), null, null)
                        .with(PdfFeatures.of(Conformance.PDFUA_1)),
                    Rendering.html(dom.outerHtml())))
            .bytes();
    dom.select("svg, head").remove();
    List<String> written = List.of(dom.body().wholeText().strip().split("\\s+"));
    List<String> read;
    try (PDDocument document = Loader.loadPDF(pdf)) {
      read = Tags.words(document);
    }

    Set<String> once = once(written);
    once.retainAll(once(read));
    assertThat(once).as("words that tell the order").hasSizeGreaterThan(60);
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
        "<p>A</p><table><caption>B</caption><tr><th>C</th><td>D</td></tr></table><p>E</p>"
      })
  void textBesideBlocksIsReadInItsPlace(String html) throws IOException {
    byte[] pdf =
        Rendering.pdf(
                Rendering.render(
                    Rendering.options(
                            null, null, Map.of("language", "en", "title", "T"), null, null)
                        .with(PdfFeatures.of(Conformance.PDFUA_1)),
                    Rendering.html(html)))
            .bytes();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(String.join("", Tags.words(document)).replaceAll("[^A-Z]", ""))
          .isEqualTo(Jsoup.parse(html).text().replace(" ", ""));
    }
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
