package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.render.pdf.GuardedOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Splits one PDF into several. Each result is the whole PDF with the other pages removed, so that
 * it keeps the bookmarks, form fields and structure of its pages.
 */
final class Splitting {
  private Splitting() {}

  static PageOutcome split(PdfOperation.Split operation, byte[] input, OperationContext bench)
      throws IOException {
    SplitDivision division = operation.division();
    PDDocument whole = bench.open(input);
    int pages = new PageOrder(whole, bench.guard()).count();
    bench.close(whole);
    List<List<Integer>> parts =
        ranges(division, pages, bench).stream()
            .map(range -> bench.resolve(List.of(range), pages))
            .toList();
    List<PageOutcome.Output> files = new ArrayList<>();
    for (List<Integer> part : parts) {
      PDDocument document = bench.open(input);
      new PageOrder(document, bench.guard()).arrange(part);
      files.add(bench.save(document));
      bench.close(document);
    }
    return new PageOutcome.Files(operation.zipped() ? List.of(zip(files, bench)) : files);
  }

  /** Puts the PDFs into one ZIP; they count against the byte limit twice. */
  private static PageOutcome.Output zip(List<PageOutcome.Output> files, OperationContext bench)
      throws IOException {
    GuardedOutput out = bench.output();
    int pages = 0;
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int file = 0; file < files.size(); file++) {
        zip.putNextEntry(new ZipEntry("document-" + (file + 1) + ".pdf"));
        zip.write(files.get(file).bytes());
        zip.closeEntry();
        pages += files.get(file).pages();
      }
    }
    return bench.written(out, pages);
  }

  private static List<PageRange> ranges(SplitDivision division, int pages, OperationContext bench) {
    if (division instanceof SplitDivision.Ranges given) {
      return given.ranges();
    }
    List<PageRange> ranges = new ArrayList<>();
    if (division instanceof SplitDivision.PagesPerFile max) {
      int files = (pages - 1) / max.pages() + 1;
      if (files > PdfOperation.MAX_FILES) {
        bench.guard().abort(FailureCode.PAGE_RANGE_INVALID, SplitDivision.tooMany(files));
      }
      for (int file = 0; file < files; file++) {
        int first = file * max.pages() + 1;
        ranges.add(PageRange.of(first, Math.min(pages - first + 1, max.pages()) + first - 1));
      }
      return ranges;
    }
    int files = ((SplitDivision.Files) division).files();
    if (files > pages) {
      bench
          .guard()
          .abort(
              FailureCode.PAGE_RANGE_INVALID,
              "%d files cannot be made of %d pages".formatted(files, pages));
    }
    int first = 1;
    for (int file = 0; file < files; file++) {
      int size = pages / files + (file < pages % files ? 1 : 0);
      ranges.add(PageRange.of(first, first + size - 1));
      first += size;
    }
    return ranges;
  }
}
