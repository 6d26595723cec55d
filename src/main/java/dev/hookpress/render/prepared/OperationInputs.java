package dev.hookpress.render.prepared;

import java.util.List;

/** The input files of an operation, in its order; none has been opened yet. */
public record OperationInputs(List<byte[]> files) implements Preparation {
  public OperationInputs {
    files = List.copyOf(files);
  }
}
