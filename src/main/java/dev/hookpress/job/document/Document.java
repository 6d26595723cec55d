package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/**
 * The unit of rendering: one PDF out of one or more parts, or what an operation makes of them.
 *
 * @param operation empty: the parts are rendered; otherwise each is a PDF, and an input of it
 */
public record Document(
    List<Part> parts,
    RenderOptions options,
    Destination destination,
    Optional<PdfOperation> operation) {
  public Document {
    // Stored before there was such a thing.
    operation = operation == null ? Optional.empty() : operation;
  }

  /** A document that is rendered. */
  public Document(List<Part> parts, RenderOptions options, Destination destination) {
    this(parts, options, destination, Optional.empty());
  }

  /** The same, of other parts. */
  public Document withParts(List<Part> others) {
    return new Document(others, options, destination, operation);
  }
}
