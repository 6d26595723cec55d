package dev.hookpress.render.pdf.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.Part;
import dev.hookpress.render.Rendering;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.junit.jupiter.api.Test;

/** What every PDF tells: its outline, its language and who made it. */
class OutlineTest {
  private static PDDocument pdf(Map<String, String> info, String... parts) throws IOException {
    Part[] html = Stream.of(parts).map(Rendering::html).toArray(Part[]::new);
    return Loader.loadPDF(
        Rendering.pdf(Rendering.render(Rendering.options(null, null, info, null, null), html))
            .bytes());
  }

  /** The entries, indented by their depth, with the page that each leads to, from 1. */
  private static List<String> outline(PDDocument document) throws IOException {
    List<String> entries = new ArrayList<>();
    PDOutlineNode outline = document.getDocumentCatalog().getDocumentOutline();
    if (outline != null) {
      collect(outline, "", entries);
    }
    return entries;
  }

  private static void collect(PDOutlineNode node, String indent, List<String> entries)
      throws IOException {
    for (PDOutlineItem item : node.children()) {
      int page = ((PDPageDestination) item.getDestination()).retrievePageNumber() + 1;
      entries.add(indent + item.getTitle() + " " + page);
      collect(item, indent + "-", entries);
    }
  }

  @Test
  void headingsAreTheOutline() throws IOException {
    String html =
        "<h1>One</h1><h3>Deep\n <b>er</b></h3><h2 style='page-break-before:always'>Two"
            + "</h2><h1 style='display:none'>Hidden</h1><h1>مرحبا</h1>";

    try (PDDocument document = pdf(Map.of(), html)) {
      assertThat(outline(document)).containsExactly("One 1", "-Deep er 1", "-Two 2", "مرحبا 2");
    }
  }

  @Test
  void eachPartLeadsToItsOwnPages() throws IOException {
    String first = "<h1>A</h1><h1 style='page-break-before:always'>B</h1>";
    String second =
        "<h1 id=x>C</h1><a href='#x'>to C</a><h1 style='page-break-before:always'>D</h1>";

    try (PDDocument document = pdf(Map.of(), first, second, second)) {
      assertThat(outline(document)).containsExactly("A 1", "B 2", "C 3", "D 4", "C 5", "D 6");
      assertThat(linkTarget(document, 2)).isEqualTo(2);
      assertThat(linkTarget(document, 4)).isEqualTo(4);
    }
  }

  private static int linkTarget(PDDocument document, int page) throws IOException {
    PDAnnotationLink link = (PDAnnotationLink) document.getPage(page).getAnnotations().get(0);
    return ((PDPageDestination) ((PDActionGoTo) link.getAction()).getDestination())
        .retrievePageNumber();
  }

  @Test
  void aDocumentOfOneHeadingHasNoOutline() throws IOException {
    try (PDDocument document = pdf(Map.of(), "<h1>Invoice</h1><p>x")) {
      assertThat(outline(document)).isEmpty();
    }
  }

  @Test
  void metaElementsBecomeMetadata() throws IOException {
    String html =
        "<html lang=fr_CA><title>T</title><meta name=Author content=Anne>"
            + "<meta name=description content='About it'><meta name=keywords content='a, b'>";

    try (PDDocument document = pdf(Map.of("author", "Options"), html)) {
      PDDocumentInformation info = document.getDocumentInformation();
      assertThat(info.getAuthor()).isEqualTo("Options");
      assertThat(info.getSubject()).isEqualTo("About it");
      assertThat(info.getKeywords()).isEqualTo("a, b");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr-CA");
    }
    try (PDDocument document = pdf(Map.of(), html)) {
      assertThat(document.getDocumentInformation().getAuthor()).isEqualTo("Anne");
    }
  }

  @Test
  void aDocumentWithoutALanguageTellsNone() throws IOException {
    try (PDDocument document = pdf(Map.of(), "<p>x")) {
      assertThat(document.getDocumentCatalog().getLanguage()).isNull();
    }
  }
}
