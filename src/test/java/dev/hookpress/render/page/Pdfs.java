package dev.hookpress.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.render.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;

/** Creates and reads PDFs. */
final class Pdfs {
  static final PageOperations OPERATIONS = new PageOperations(Rendering.LIMITS);

  private Pdfs() {}

  /** What a test adds to a PDF before it is written. */
  interface Addition {
    void to(PDDocument document) throws IOException;
  }

  /** A PDF with one page a word, and the word on it. */
  static byte[] pdf(String... words) {
    return pdf(document -> {}, words);
  }

  static byte[] pdf(Addition addition, String... words) {
    try (PDDocument document = new PDDocument()) {
      for (String word : words) {
        PDPage page = new PDPage(PDRectangle.A6);
        document.addPage(page);
        write(document, page, word);
      }
      addition.to(document);
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(PDDocument document, PDPage page, String word) throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 40);
      content.newLineAtOffset(40, 300);
      content.showText(word);
      content.endText();
    }
  }

  static byte[] bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  static List<byte[]> files(PdfOperation operation, byte[]... inputs) {
    PageOutcome outcome = OPERATIONS.apply(operation, List.of(inputs));
    assertThat(outcome).isInstanceOf(PageOutcome.Files.class);
    return ((PageOutcome.Files) outcome)
        .files().stream()
            .peek(file -> assertThat(words(file.bytes())).hasSize(file.pages()))
            .map(PageOutcome.Output::bytes)
            .toList();
  }

  static byte[] file(PdfOperation operation, byte[]... inputs) {
    List<byte[]> files = files(operation, inputs);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  static PageOutcome.Rejected rejected(PdfOperation operation, byte[]... inputs) {
    PageOutcome outcome = OPERATIONS.apply(operation, List.of(inputs));
    assertThat(outcome).isInstanceOf(PageOutcome.Rejected.class);
    return (PageOutcome.Rejected) outcome;
  }

  static FailureCode code(PdfOperation operation, byte[]... inputs) {
    return rejected(operation, inputs).code();
  }

  /** The text of each page; none where a password is needed. */
  static List<String> words(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return words(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> words(PDDocument document) throws IOException {
    List<String> words = new ArrayList<>();
    for (int page = 1; page <= document.getNumberOfPages(); page++) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      words.add(stripper.getText(document).strip());
    }
    return words;
  }
}
