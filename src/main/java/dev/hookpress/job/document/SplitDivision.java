package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/** How a PDF is split, into at most {@value PdfOperation#MAX_FILES} files. */
public sealed interface SplitDivision {
  Optional<String> fault();

  /** One file per range. Ranges must not overlap; pages in no range are dropped. */
  record Ranges(List<PageRange> ranges) implements SplitDivision {
    public Ranges {
      ranges = List.copyOf(ranges);
    }

    @Override
    public Optional<String> fault() {
      if (ranges.isEmpty()) {
        return Optional.of("No page ranges are given");
      }
      return ranges.size() > PdfOperation.MAX_FILES
          ? Optional.of(tooMany(ranges.size()))
          : PageRanges.faultOrOverlap(ranges);
    }
  }

  /** A fixed number of pages per file; the last file may have fewer. */
  record PagesPerFile(int pages) implements SplitDivision {
    @Override
    public Optional<String> fault() {
      return pages < 1 ? Optional.of("A file has at least one page") : Optional.empty();
    }
  }

  /** A fixed number of files whose page counts differ by at most one, larger files first. */
  record Files(int files) implements SplitDivision {
    @Override
    public Optional<String> fault() {
      if (files < 1) {
        return Optional.of("A PDF is split into at least one file");
      }
      return files > PdfOperation.MAX_FILES ? Optional.of(tooMany(files)) : Optional.empty();
    }
  }

  /** The error message for too many files. */
  static String tooMany(int files) {
    return "A PDF is split into at most %d files, not %d".formatted(PdfOperation.MAX_FILES, files);
  }
}
