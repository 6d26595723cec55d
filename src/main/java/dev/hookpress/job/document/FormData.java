package dev.hookpress.job.document;

import java.util.Optional;

/**
 * Reads the fields of a PDF's form, or fills them in.
 *
 * @param valuesJson empty: the values are read, and the result is a JSON object of them; otherwise
 *     such an object, nested by the dots of the fields' names
 */
public record FormData(Optional<String> valuesJson) implements PdfOperation {
  @Override
  public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
    return cases.form(this);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.empty();
  }

  @Override
  public AssetType result() {
    return valuesJson.isPresent() ? AssetType.PDF : AssetType.JSON;
  }
}
