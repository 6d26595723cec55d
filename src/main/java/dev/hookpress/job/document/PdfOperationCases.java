package dev.hookpress.job.document;

/**
 * One case for each operation: whoever decides by the kind of an operation does not compile until
 * every kind is decided on.
 *
 * @param <R> what a case gives
 * @param <X> what a case may throw
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
}
