package dev.hookpress.job.document;

import java.net.URI;
import java.util.Optional;

/**
 * One step of what is done to a rendered PDF: an operation, and what it takes beside the PDF. If an
 * earlier step has split the PDF, the operation is applied to each file.
 *
 * @param name in the API, for messages
 * @param index in the request, from 0, for messages; -1: no step of the request
 * @param operation its first input is the PDF
 * @param file the second input: a PDF, or an image, of which a page is made
 * @param label a text of which the second input is made
 */
public record PdfStep(
    String name, int index, PdfOperation operation, Optional<File> file, Optional<Label> label) {
  /** A step that takes nothing beside the PDF. */
  public PdfStep(String name, int index, PdfOperation operation) {
    this(name, index, operation, Optional.empty(), Optional.empty());
  }

  /** How messages name the step: as a pointer into the request. */
  public String pointer() {
    return "/options/steps/" + index + "/" + name;
  }

  /**
   * A file of the client.
   *
   * @param url where it is fetched; empty: it has its content
   * @param base64 its content; empty: it is fetched
   */
  public record File(Optional<URI> url, Optional<String> base64) {}

  /**
   * A text that is drawn.
   *
   * @param text of which <code>{page}</code> becomes the number of the page, and <code>{pages}
   *     </code> the number of all pages
   * @param sizePoints of the font
   * @param color as CSS writes it in hexadecimal digits
   * @param firstNumber the number of the PDF's first page
   */
  public record Label(String text, double sizePoints, String color, boolean bold, int firstNumber) {
    private static final String PAGE = "{page}";
    private static final String PAGES = "{pages}";

    /** Whether pages differ in their text. */
    public boolean differs() {
      return text.contains(PAGE);
    }

    /**
     * The text on a page.
     *
     * @param index of the page, from 0
     */
    public String on(int index, int pages) {
      return text.replace(PAGES, Integer.toString(pages))
          .replace(PAGE, Integer.toString(index + firstNumber));
    }
  }
}
