package dev.hookpress.render.prepared;

import java.util.List;

/** The input PDFs of an operation, in its order; none has been opened yet. */
public record OperationInputs(List<byte[]> pdfs) implements Preparation {
  public OperationInputs {
    pdfs = List.copyOf(pdfs);
  }
}
