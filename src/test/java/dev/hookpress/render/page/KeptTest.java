package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.file;
import static dev.hookpress.render.page.Pdfs.files;
import static dev.hookpress.render.page.Pdfs.pdf;
import static dev.hookpress.render.page.Pdfs.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation.Arrange;
import dev.hookpress.job.document.PdfOperation.Combine;
import dev.hookpress.job.document.PdfOperation.Insert;
import dev.hookpress.job.document.PdfOperation.Insertion;
import dev.hookpress.job.document.PdfOperation.Split;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.SplitDivision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDestinationNameTreeNode;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDPageLabelRange;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;

/** Bookmarks, links, fields and labels follow their pages. */
class KeptTest {
  @Test
  void bookmarksToRemovedPagesAreRemoved() throws IOException {
    byte[] left = delete(pdf(KeptTest::bookmarks, "a", "b", "c"), 1);

    try (PDDocument document = Loader.loadPDF(left)) {
      List<String> titles = new ArrayList<>();
      for (PDOutlineItem item : document.getDocumentCatalog().getDocumentOutline().children()) {
        titles.add(item.getTitle() + "@" + position(document, item));
        item.children().forEach(it -> titles.add("  " + it.getTitle()));
      }
      assertThat(titles).containsExactly("to a@-1", "  below, to b", "to c@1");
    }
    assertThat(bookmarkTitles(delete(pdf(KeptTest::bookmarks, "a", "b", "c"), 2, 3)))
        .containsExactly("to a");
  }

  @Test
  void bookmarksAndNamesFollowTheirPagesAcrossAnInsertion() throws IOException {
    byte[] one = pdf(document -> names(document, "there", 1), "a", "b");
    byte[] other = pdf(document -> names(document, "there", 0), "1", "2");

    byte[] combined = file(new Insert(List.of(new Insertion(2, 1, List.of()))), one, other);

    assertThat(words(combined)).containsExactly("a", "1", "2", "b");
    try (PDDocument document = Loader.loadPDF(combined)) {
      assertThat(target(document, 0)).isEqualTo(3);
      // The same name in the other PDF still means the other PDF's place.
      assertThat(target(document, 1)).isEqualTo(1);
    }
  }

  @Test
  void linksToRemovedPagesAreRemoved() throws IOException {
    byte[] linked =
        pdf(
            document -> {
              link(document, 0, 1);
              link(document, 0, 2);
              names(document, "gone", 1);
            },
            "a",
            "b",
            "c");

    try (PDDocument document = Loader.loadPDF(delete(linked, 2))) {
      List<PDAnnotation> annotations = document.getPage(0).getAnnotations();
      assertThat(annotations).hasSize(1);
      assertThat(target(document, 0)).isEqualTo(1);
      assertThat(document.getDocumentCatalog().getNames().getDests().getNames()).isEmpty();
    }
  }

  @Test
  void aRemovedPageLeavesNothingInTheFile() throws IOException {
    byte[] whole =
        pdf(
            document -> {
              bookmarks(document);
              link(document, 0, 1);
              names(document, "gone", 1);
              structure(document);
              field(document, 1, "secret field");
              document.getDocumentCatalog().setOpenAction(destination(document, 1));
            },
            "a",
            "secret",
            "c");

    try (PDDocument document = Loader.loadPDF(delete(whole, 2))) {
      List<String> found = new ArrayList<>();
      new ObjectGraph(document, () -> {})
          .dictionaries(
              dictionary -> {
                if (COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE))) {
                  found.add("page");
                }
                if (dictionary.toString().contains("secret")) {
                  found.add(dictionary.toString());
                }
              });
      assertThat(found).containsExactly("page", "page");
      assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
    }
  }

  @Test
  void eachPartOfASplitKeepsItsOwnFields() throws IOException {
    byte[] form =
        pdf(
            document -> {
              field(document, 0, "first");
              field(document, 1, "second");
            },
            "a",
            "b");

    List<byte[]> parts = files(new Split(new SplitDivision.PagesPerFile(1)), form);

    assertThat(fields(parts.get(0))).containsExactly("first");
    assertThat(fields(parts.get(1))).containsExactly("second");
  }

  @Test
  void theStructureIsOfTheRemainingPages() throws IOException {
    byte[] left = delete(pdf(KeptTest::structure, "a", "b", "c"), 2);

    try (PDDocument document = Loader.loadPDF(left)) {
      PDStructureElement root =
          (PDStructureElement)
              document.getDocumentCatalog().getStructureTreeRoot().getKids().get(0);
      assertThat(root.getKids())
          .extracting(it -> ((PDStructureElement) it).getActualText())
          .containsExactly("on page 1", "on page 3");
    }
  }

  @Test
  void pagesKeepTheirLabels() throws IOException {
    byte[] labelled =
        pdf(
            document -> {
              PDPageLabels labels = new PDPageLabels(document);
              PDPageLabelRange roman = new PDPageLabelRange();
              roman.setStyle(PDPageLabelRange.STYLE_ROMAN_LOWER);
              labels.setLabelItem(0, roman);
              PDPageLabelRange decimal = new PDPageLabelRange();
              decimal.setStyle(PDPageLabelRange.STYLE_DECIMAL);
              decimal.setPrefix("A-");
              labels.setLabelItem(2, decimal);
              document.getDocumentCatalog().setPageLabels(labels);
            },
            "a",
            "b",
            "c",
            "d");

    byte[] reordered =
        file(
            new Arrange(List.of(new Step.Reorder(List.of(PageRange.of(3, 4), PageRange.of(2, 3))))),
            labelled);

    try (PDDocument document = Loader.loadPDF(reordered)) {
      assertThat(document.getDocumentCatalog().getPageLabels().getLabelsByPageIndices())
          .containsExactly("A-1", "A-2", "ii", "A-1");
    }
  }

  @Test
  void aRepeatedPageHasItsOwnLinks() throws IOException {
    byte[] linked = pdf(document -> link(document, 0, 1), "a", "b");

    byte[] twice =
        file(
            new Combine(List.of(List.of(PageRange.page(1), PageRange.page(1), PageRange.page(2)))),
            linked);

    assertThat(words(twice)).containsExactly("a", "a", "b");
    try (PDDocument document = Loader.loadPDF(twice)) {
      assertThat(document.getPage(0).getCOSObject())
          .isNotSameAs(document.getPage(1).getCOSObject());
      for (int page = 0; page < 2; page++) {
        assertThat(target(document, page)).isEqualTo(2);
      }
    }
  }

  @Test
  void aPageKeepsItsInheritedAttributes() throws IOException {
    byte[] inheriting =
        pdf(
            document -> {
              COSDictionary above = document.getPages().getCOSObject();
              above.setItem(COSName.MEDIA_BOX, PDRectangle.A4.getCOSArray());
              above.setInt(COSName.ROTATE, 90);
              for (PDPage page : document.getPages()) {
                page.getCOSObject().removeItem(COSName.MEDIA_BOX);
              }
            },
            "a",
            "b");

    try (PDDocument document = Loader.loadPDF(delete(inheriting, 1))) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(PDRectangle.A4.getWidth());
      assertThat(document.getPage(0).getRotation()).isEqualTo(90);
    }
  }

  private static byte[] delete(byte[] pdf, int... pages) {
    List<PageRange> ranges = new ArrayList<>();
    for (int page : pages) {
      ranges.add(PageRange.page(page));
    }
    return file(new Arrange(List.of(new Step.Delete(ranges))), pdf);
  }

  private static PDPageDestination destination(PDDocument document, int index) {
    PDPageDestination destination = new PDPageFitDestination();
    destination.setPage(document.getPage(index));
    return destination;
  }

  private static void bookmarks(PDDocument document) {
    PDDocumentOutline outline = new PDDocumentOutline();
    document.getDocumentCatalog().setDocumentOutline(outline);
    PDOutlineItem toA = bookmark("to a", document, 0);
    toA.addLast(bookmark("below, to b", document, 1));
    outline.addLast(toA);
    outline.addLast(bookmark("to c", document, 2));
  }

  private static PDOutlineItem bookmark(String title, PDDocument document, int index) {
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(title);
    item.setDestination(destination(document, index));
    return item;
  }

  private static List<String> bookmarkTitles(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> titles = new ArrayList<>();
      for (PDOutlineItem item : document.getDocumentCatalog().getDocumentOutline().children()) {
        titles.add(item.getTitle());
        item.children().forEach(it -> titles.add(it.getTitle()));
      }
      return titles;
    }
  }

  private static int position(PDDocument document, PDOutlineItem item) throws IOException {
    return document.getPages().indexOf(new PDPage(page(item.getDestination())));
  }

  private static COSDictionary page(Object destination) {
    return destination instanceof PDPageDestination place && place.getPage() != null
        ? place.getPage().getCOSObject()
        : new COSDictionary();
  }

  /** Names a page, and links to the name from the first one. */
  private static void names(PDDocument document, String name, int index) throws IOException {
    PDDestinationNameTreeNode tree = new PDDestinationNameTreeNode();
    tree.setNames(new TreeMap<>(Map.of(name, destination(document, index))));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setDests(tree);
    document.getDocumentCatalog().setNames(names);
    PDActionGoTo action = new PDActionGoTo();
    action.setDestination(new PDNamedDestination(name));
    PDAnnotationLink link = new PDAnnotationLink();
    link.setRectangle(new PDRectangle(10, 10, 50, 50));
    link.setAction(action);
    document.getPage(0).getAnnotations().add(link);
  }

  private static void link(PDDocument document, int from, int to) throws IOException {
    PDAnnotationLink link = new PDAnnotationLink();
    link.setRectangle(new PDRectangle(10, 100, 50, 50));
    link.setDestination(destination(document, to));
    document.getPage(from).getAnnotations().add(link);
  }

  /** Where the first link of a page leads. */
  private static int target(PDDocument document, int index) throws IOException {
    PDAnnotationLink link = (PDAnnotationLink) document.getPage(index).getAnnotations().get(0);
    Object destination =
        link.getAction() instanceof PDActionGoTo action
            ? action.getDestination()
            : link.getDestination();
    if (destination instanceof PDNamedDestination named) {
      destination = document.getDocumentCatalog().findNamedDestinationPage(named);
    }
    return document.getPages().indexOf(new PDPage(page(destination)));
  }

  private static void field(PDDocument document, int index, String name) throws IOException {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm();
    if (form == null) {
      form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
    }
    PDTextField field = new PDTextField(form);
    field.setPartialName(name);
    field.getWidgets().get(0).setRectangle(new PDRectangle(10, 200, 100, 20));
    field.getWidgets().get(0).setPage(document.getPage(index));
    document.getPage(index).getAnnotations().add(field.getWidgets().get(0));
    form.getFields().add(field);
  }

  private static List<String> fields(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getDocumentCatalog().getAcroForm().getFields().stream()
          .map(PDField::getPartialName)
          .toList();
    }
  }

  private static void structure(PDDocument document) {
    PDStructureTreeRoot root = new PDStructureTreeRoot();
    document.getDocumentCatalog().setStructureTreeRoot(root);
    PDStructureElement all = new PDStructureElement("Document", root);
    root.appendKid(all);
    for (int index = 0; index < document.getNumberOfPages(); index++) {
      PDStructureElement paragraph = new PDStructureElement("P", all);
      paragraph.setPage(document.getPage(index));
      paragraph.setActualText((index == 1 ? "secret " : "on page ") + (index + 1));
      PDMarkedContentReference reference = new PDMarkedContentReference();
      reference.setPage(document.getPage(index));
      reference.setMCID(0);
      paragraph.appendKid(reference);
      all.appendKid(paragraph);
    }
  }
}
