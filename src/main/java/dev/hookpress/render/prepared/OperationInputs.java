package dev.hookpress.render.prepared;

import java.util.List;

/** The finished PDFs that an operation is done with, in its order; none is opened yet. */
public record OperationInputs(List<byte[]> pdfs) implements Preparation {
  public OperationInputs {
    pdfs = List.copyOf(pdfs);
  }
}
