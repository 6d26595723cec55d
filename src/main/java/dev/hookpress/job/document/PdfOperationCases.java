package dev.hookpress.job.document;

/**
 * Visitor with one case per operation, so that the compiler requires every operation to be handled.
 *
 * @param <R> result of a case
 * @param <X> exception that a case may throw
 */
public interface PdfOperationCases<R, X extends Exception> {
  R combine(PdfOperation.Combine operation) throws X;

  R split(PdfOperation.Split operation) throws X;

  R arrange(PdfOperation.Arrange operation) throws X;

  R insert(PdfOperation.Insert operation) throws X;

  R protect(PdfOperation.Protect operation) throws X;

  R unprotect(PdfOperation.Unprotect operation) throws X;

  R compress(PdfOperation.Compress operation) throws X;

  R properties(PdfOperation.Properties operation) throws X;

  R create(CreatePdf operation) throws X;

  R toImages(PdfToImages operation) throws X;

  R watermark(Watermark operation) throws X;

  R form(FormData operation) throws X;

  R edit(PdfEdit operation) throws X;
}
