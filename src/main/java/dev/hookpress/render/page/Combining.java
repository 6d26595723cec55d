package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Insertion;
import dev.hookpress.render.pdf.RenderGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Combines several PDFs into one. Each distinct input is appended once, without the pages that no
 * range selects; then all pages are put in order. Bookmarks and links therefore still work when
 * pages of another PDF come between a link and its target.
 */
final class Combining {
  private final OperationContext bench;
  private final List<Taken> taken = new ArrayList<>();

  /** One page of the result, before its position is known. */
  private record Pick(Taken from, int index) {}

  private Combining(OperationContext bench) {
    this.bench = bench;
  }

  static PageOutcome combine(
      PdfOperation.Combine combine, List<byte[]> inputs, OperationContext bench)
      throws IOException {
    Combining combining = new Combining(bench);
    List<Pick> picks = new ArrayList<>();
    for (int input = 0; input < inputs.size(); input++) {
      picks.addAll(combining.picks(inputs.get(input), combine.ranges().get(input)));
    }
    return combining.finish(picks);
  }

  static PageOutcome insert(PdfOperation.Insert insert, List<byte[]> inputs, OperationContext bench)
      throws IOException {
    Combining combining = new Combining(bench);
    List<Pick> base = combining.picks(inputs.get(0), List.of());
    List<List<Pick>> before = new ArrayList<>();
    for (int page = 0; page <= base.size(); page++) {
      before.add(new ArrayList<>());
    }
    for (Insertion insertion : insert.insertions()) {
      if (insertion.beforePage() > before.size()) {
        bench
            .guard()
            .abort(
                FailureCode.PAGE_RANGE_INVALID,
                "There is no page %d to insert before; the PDF has %d"
                    .formatted(insertion.beforePage(), base.size()));
      }
      before
          .get(insertion.beforePage() - 1)
          .addAll(combining.picks(inputs.get(insertion.input()), insertion.ranges()));
    }
    List<Pick> picks = new ArrayList<>();
    for (int page = 0; page <= base.size(); page++) {
      picks.addAll(before.get(page));
      picks.addAll(base.subList(page, Math.min(page + 1, base.size())));
    }
    return combining.finish(picks);
  }

  private List<Pick> picks(byte[] input, List<PageRange> ranges) {
    Taken from = take(input);
    List<Integer> indices = indices(ranges, from.pages.count());
    bench.guard().addPages(indices.size());
    from.wanted.addAll(indices);
    return indices.stream().map(index -> new Pick(from, index)).toList();
  }

  /**
   * Resolves the ranges. Inserting at the end selects the rest of a PDF from after its last page,
   * which is empty.
   */
  private List<Integer> indices(List<PageRange> ranges, int pages) {
    PageRange rest = PageRange.from(pages + 1);
    List<PageRange> there = ranges.stream().filter(range -> !range.equals(rest)).toList();
    return there.isEmpty() && !ranges.isEmpty() ? List.of() : bench.resolve(there, pages);
  }

  private Taken take(byte[] input) {
    for (Taken before : taken) {
      if (Arrays.equals(before.bytes, input)) {
        return before;
      }
    }
    taken.add(new Taken(input, bench.open(input), bench.guard()));
    return taken.get(taken.size() - 1);
  }

  private PageOutcome finish(List<Pick> picks) throws IOException {
    if (picks.isEmpty()) {
      bench.guard().abort(FailureCode.PAGE_RANGE_INVALID, "No pages are left");
    }
    taken.removeIf(source -> source.wanted.isEmpty());
    PDFMergerUtility merger = new PDFMergerUtility();
    PDDocument target = taken.get(0).document;
    int offset = 0;
    for (Taken source : taken) {
      bench.guard().checkDeadline();
      source.leaveOutUnwanted(offset);
      offset += source.wanted.size();
      if (source.document != target) {
        // Two PDFs may use the same name for different destinations.
        Destinations.of(source.document).spellOut();
        merger.appendDocument(target, source.document);
      }
    }
    new PageOrder(target, bench.guard())
        .arrange(picks.stream().map(pick -> pick.from().position.get(pick.index())).toList());
    return new PageOutcome.Files(List.of(bench.save(target)));
  }

  /** One input and its pages that are in the result. */
  private static final class Taken {
    private final byte[] bytes;
    private final PDDocument document;
    private final PageOrder pages;
    private final TreeSet<Integer> wanted = new TreeSet<>();

    /** Positions of the pages after all inputs are appended, before the pages are put in order. */
    private final Map<Integer, Integer> position = new HashMap<>();

    private Taken(byte[] bytes, PDDocument document, RenderGuard guard) {
      this.bytes = bytes;
      this.document = document;
      this.pages = new PageOrder(document, guard);
    }

    private void leaveOutUnwanted(int offset) {
      pages.arrange(List.copyOf(wanted));
      wanted.forEach(index -> position.put(index, offset + position.size()));
    }
  }
}
