package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/** How a PDF is split; into {@value PdfOperation#MAX_FILES} files at most. */
public sealed interface SplitDivision {
  Optional<String> fault();

  /** A file for each range; they must not overlap, and pages in none of them are left out. */
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

  /** So many pages a file; the last may have fewer. */
  record PagesPerFile(int pages) implements SplitDivision {
    @Override
    public Optional<String> fault() {
      return pages < 1 ? Optional.of("A file has at least one page") : Optional.empty();
    }
  }

  /** So many files, of the same number of pages or one more, the larger ones first. */
  record Files(int files) implements SplitDivision {
    @Override
    public Optional<String> fault() {
      if (files < 1) {
        return Optional.of("A PDF is split into at least one file");
      }
      return files > PdfOperation.MAX_FILES ? Optional.of(tooMany(files)) : Optional.empty();
    }
  }

  /** In words, how many files are too many. */
  static String tooMany(int files) {
    return "A PDF is split into at most %d files, not %d".formatted(PdfOperation.MAX_FILES, files);
  }
}
