package dev.hookpress.job.document;

import java.util.Optional;

/**
 * Makes a PDF of one file of another type. An image becomes a page of its size, at its own
 * resolution or 96 pixels an inch; a TIFF becomes a page an image. HTML and text are rendered.
 *
 * @param language of the document, as in {@code en-US}
 */
public record CreatePdf(String language) implements PdfOperation {
  @Override
  public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
    return cases.create(this);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.empty();
  }
}
