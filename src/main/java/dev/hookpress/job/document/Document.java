package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/**
 * The unit of rendering: one or more parts that become one PDF, or the inputs of a PDF operation.
 *
 * @param operation empty: the parts are rendered; otherwise each part is an input of the operation
 * @param requestWarnings what was passed over in the request; shown with the result
 * @param trace the {@code traceparent} that its request continues or began
 */
public record Document(
    List<Part> parts,
    RenderOptions options,
    Destination destination,
    Optional<PdfOperation> operation,
    List<String> requestWarnings,
    Optional<String> trace) {
  public Document {
    // Null in documents stored before these fields existed.
    operation = operation == null ? Optional.empty() : operation;
    requestWarnings = requestWarnings == null ? List.of() : requestWarnings;
    trace = trace == null ? Optional.empty() : trace;
  }

  /** A document without a trace. */
  public Document(
      List<Part> parts,
      RenderOptions options,
      Destination destination,
      Optional<PdfOperation> operation,
      List<String> requestWarnings) {
    this(parts, options, destination, operation, requestWarnings, Optional.empty());
  }

  /** A document in whose request nothing was passed over. */
  public Document(
      List<Part> parts,
      RenderOptions options,
      Destination destination,
      Optional<PdfOperation> operation) {
    this(parts, options, destination, operation, List.of());
  }

  /** A document that is rendered, without an operation. */
  public Document(List<Part> parts, RenderOptions options, Destination destination) {
    this(parts, options, destination, Optional.empty());
  }

  /** The type of the files that the document becomes. */
  public AssetType result() {
    return operation.map(PdfOperation::result).orElseGet(options::result);
  }

  /** The characters and bytes that its parts hold themselves. */
  public long size() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  /** A copy with other parts. */
  public Document withParts(List<Part> others) {
    return new Document(others, options, destination, operation, requestWarnings, trace);
  }

  /** A copy that continues a trace. */
  public Document traced(String traceParent) {
    return new Document(
        parts, options, destination, operation, requestWarnings, Optional.of(traceParent));
  }

  /** A copy with other options. */
  public Document with(RenderOptions others) {
    return new Document(parts, others, destination, operation, requestWarnings);
  }

  /** A copy with other warnings about its request. */
  public Document warned(List<String> warnings) {
    return new Document(parts, options, destination, operation, warnings, trace);
  }
}
