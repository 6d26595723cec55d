package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRanges;
import dev.hookpress.job.document.PdfOperation.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Rotates, deletes and reorders the pages of one PDF. */
final class Arranging {
  private Arranging() {}

  static PageOutcome arrange(List<Step> steps, byte[] input, OperationContext bench)
      throws IOException {
    PDDocument document = bench.open(input);
    PageOrder pages = new PageOrder(document, bench.guard());
    List<Turned> order = new ArrayList<>();
    for (int index = 0; index < pages.count(); index++) {
      order.add(new Turned(index, 0));
    }
    for (Step step : steps) {
      bench.guard().checkDeadline();
      order = after(step, order, bench);
    }
    pages.arrange(order.stream().map(Turned::index).toList());
    turn(order, new PageOrder(document, bench.guard()));
    return new PageOutcome.Files(List.of(bench.save(document)));
  }

  /** A page of the input and its rotation so far; copies of a page may be rotated differently. */
  private record Turned(int index, int degrees) {}

  private static List<Turned> after(Step step, List<Turned> order, OperationContext bench) {
    List<Integer> named = bench.resolve(step.ranges(), order.size());
    if (step instanceof Step.Rotate rotate) {
      List<Turned> turned = new ArrayList<>(order);
      for (int position : new LinkedHashSet<>(named)) {
        Turned page = turned.get(position);
        turned.set(position, new Turned(page.index(), (page.degrees() + rotate.degrees()) % 360));
      }
      return turned;
    }
    List<Integer> kept =
        step instanceof Step.Delete ? PageRanges.others(named, order.size()) : named;
    if (kept.isEmpty()) {
      bench.guard().abort(FailureCode.PAGE_RANGE_INVALID, "No page of the PDF would be left");
    }
    return kept.stream().map(order::get).toList();
  }

  private static void turn(List<Turned> order, PageOrder pages) {
    for (int position = 0; position < order.size(); position++) {
      int degrees = order.get(position).degrees();
      if (degrees != 0) {
        PDPage page = pages.page(position);
        page.setRotation(Math.floorMod(page.getRotation() + degrees, 360));
      }
    }
  }
}
