package dev.hookpress.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;

/** PDFs whose pages contain their names. */
public final class NamedPages {
  private static final String FONT = "/fonts/inter/Inter_400Regular.ttf";

  private NamedPages() {}

  /** A PDF with one page for each name. */
  public static byte[] pdf(String... names) {
    try (PDDocument document = new PDDocument();
        InputStream face = NamedPages.class.getResourceAsStream(FONT)) {
      PDType0Font font = PDType0Font.load(document, face);
      for (String name : names) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(font, 24);
          content.newLineAtOffset(72, 700);
          content.showText(name);
          content.endText();
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of each page, without the space around it. */
  public static List<String> of(byte[] pdf) {
    return of(pdf, "");
  }

  /** The same of one that a password opens. */
  public static List<String> of(byte[] pdf, String password) {
    try (PDDocument document = Loader.loadPDF(pdf, password)) {
      List<String> names = new ArrayList<>();
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        names.add(stripper.getText(document).strip());
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
