package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/**
 * The unit of rendering: one or more parts that become one PDF, or the inputs of a PDF operation.
 *
 * @param operation empty: the parts are rendered; otherwise each part is a PDF and an input of the
 *     operation
 */
public record Document(
    List<Part> parts,
    RenderOptions options,
    Destination destination,
    Optional<PdfOperation> operation) {
  public Document {
    // Null in documents stored before operations existed.
    operation = operation == null ? Optional.empty() : operation;
  }

  /** A document that is rendered, without an operation. */
  public Document(List<Part> parts, RenderOptions options, Destination destination) {
    this(parts, options, destination, Optional.empty());
  }

  /** A copy with other parts. */
  public Document withParts(List<Part> others) {
    return new Document(others, options, destination, operation);
  }
}
