package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/**
 * Draws the first page of the second input on pages of the first: centred and upright, in its own
 * size, or reduced to the page if it is larger.
 *
 * @param ranges pages that are marked; empty: all
 * @param foreground whether it is drawn over the page's content; otherwise under it
 * @param opacityPercent from 0, invisible, to 100
 */
public record Watermark(List<PageRange> ranges, boolean foreground, int opacityPercent)
    implements PdfOperation {
  public Watermark {
    ranges = List.copyOf(ranges);
  }

  @Override
  public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
    return cases.watermark(this);
  }

  @Override
  public Optional<Problem> problem() {
    return PageRanges.fault(ranges).map(it -> new Problem(FailureCode.PAGE_RANGE_INVALID, it));
  }
}
