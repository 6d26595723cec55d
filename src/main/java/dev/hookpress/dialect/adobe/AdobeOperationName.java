package dev.hookpress.dialect.adobe;

import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.FormData;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperationCases;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.Watermark;

/** Maps each operation to Adobe's name for it in the path. */
final class AdobeOperationName implements PdfOperationCases<String, RuntimeException> {
  static final AdobeOperationName CASES = new AdobeOperationName();

  private AdobeOperationName() {}

  @Override
  public String combine(PdfOperation.Combine operation) {
    return "combinepdf";
  }

  @Override
  public String split(PdfOperation.Split operation) {
    return "splitpdf";
  }

  @Override
  public String arrange(PdfOperation.Arrange operation) {
    return "pagemanipulation";
  }

  /** Adobe's clients send insertions as a combination. */
  @Override
  public String insert(PdfOperation.Insert operation) {
    return "combinepdf";
  }

  @Override
  public String protect(PdfOperation.Protect operation) {
    return "protectpdf";
  }

  @Override
  public String unprotect(PdfOperation.Unprotect operation) {
    return "removeprotection";
  }

  @Override
  public String compress(PdfOperation.Compress operation) {
    return "compresspdf";
  }

  @Override
  public String create(CreatePdf operation) {
    return "createpdf";
  }

  @Override
  public String toImages(PdfToImages operation) {
    return "pdftoimages";
  }

  @Override
  public String watermark(Watermark operation) {
    return "addwatermark";
  }

  @Override
  public String form(FormData operation) {
    return operation.valuesJson().isPresent() ? "setformdata" : "getformdata";
  }

  /** Adobe has no such operation. */
  @Override
  public String edit(PdfEdit operation) {
    throw new IllegalArgumentException("Not an operation of Adobe");
  }

  @Override
  public String properties(PdfOperation.Properties operation) {
    return "pdfproperties";
  }
}
