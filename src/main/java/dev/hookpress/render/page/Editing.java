package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;

/** Changes a PDF as a whole: its outline, its metadata, its form. */
final class Editing {
  private static final int MAX_FIELDS = 20_000;

  private final PDDocument document;
  private final OperationContext bench;

  private Editing(PDDocument document, OperationContext bench) {
    this.document = document;
    this.bench = bench;
  }

  static PageOutcome edit(PdfEdit edit, byte[] input, OperationContext bench) throws IOException {
    Editing editing = new Editing(bench.open(input), bench);
    List<String> warnings = List.of();
    if (edit instanceof PdfEdit.Bookmarks bookmarks) {
      editing.outline(bookmarks.items());
    } else if (edit instanceof PdfEdit.Metadata metadata) {
      editing.describe(metadata.info());
    } else {
      warnings = editing.flatten();
    }
    return new PageOutcome.Files(List.of(bench.save(editing.document)), warnings);
  }

  private void outline(List<PdfEdit.Bookmark> items) {
    if (items.isEmpty()) {
      document.getDocumentCatalog().setDocumentOutline(null);
      return;
    }
    PDDocumentOutline outline = new PDDocumentOutline();
    add(items, outline, new PageOrder(document, bench.guard()));
    document.getDocumentCatalog().setDocumentOutline(outline);
  }

  /** Adds bookmarks; those below others are closed, as a reader opens the PDF. */
  private void add(List<PdfEdit.Bookmark> items, PDOutlineNode parent, PageOrder pages) {
    for (PdfEdit.Bookmark bookmark : items) {
      bench.guard().checkDeadline();
      if (bookmark.page() > pages.count()) {
        bench
            .guard()
            .abort(
                FailureCode.PAGE_RANGE_INVALID,
                "A bookmark leads to page %,d; the PDF has %,d"
                    .formatted(bookmark.page(), pages.count()));
      }
      PDPageXYZDestination top = new PDPageXYZDestination();
      top.setPage(pages.page(bookmark.page() - 1));
      PDOutlineItem item = new PDOutlineItem();
      item.setTitle(bookmark.title());
      item.setDestination(top);
      add(bookmark.children(), item, pages);
      parent.addLast(item);
    }
  }

  private void describe(Map<String, String> info) {
    PDDocumentInformation described = document.getDocumentInformation();
    info.forEach(
        (name, text) -> {
          switch (name) {
            case "title" -> described.setTitle(text);
            case "author" -> described.setAuthor(text);
            case "subject" -> described.setSubject(text);
            case "keywords" -> described.setKeywords(text);
            case "creator" -> described.setCreator(text);
            default -> document.getDocumentCatalog().setLanguage(text);
          }
        });
    // A metadata stream would say something else.
    document.getDocumentCatalog().setMetadata(null);
  }

  private List<String> flatten() throws IOException {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm();
    if (form == null) {
      return List.of("The PDF has no form to flatten");
    }
    form.setXFA(null);
    List<PDField> fields = new ArrayList<>();
    for (PDField field : form.getFieldTree()) {
      bench.guard().checkDeadline();
      fields.add(field);
      if (fields.size() > MAX_FIELDS) {
        bench.guard().abort(FailureCode.LIMIT_BYTES, "The form has too many fields");
      }
    }
    List<String> warnings = drawn(form);
    form.flatten(fields, false);
    return warnings;
  }

  /** Draws the values of fields that their PDF leaves to readers. */
  private static List<String> drawn(PDAcroForm form) {
    if (!form.getNeedAppearances()) {
      return List.of();
    }
    try {
      form.refreshAppearances();
      return List.of();
    } catch (IOException | IllegalArgumentException lacking) {
      return List.of("Some values of the form could not be drawn: their fonts lack letters");
    }
  }
}
