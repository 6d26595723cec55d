package dev.hookpress.job.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A change to one PDF as a whole, which leaves its pages in their order. */
public sealed interface PdfEdit extends PdfOperation {
  @Override
  default <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
    return cases.edit(this);
  }

  /**
   * Replaces the outline.
   *
   * @param items at the top; empty: the PDF has no outline afterwards
   */
  record Bookmarks(List<Bookmark> items) implements PdfEdit {
    /** At most so many bookmarks, those below others included. */
    public static final int MAX_BOOKMARKS = 2_000;

    /** At most so many levels. */
    public static final int MAX_LEVELS = 8;

    public Bookmarks {
      items = List.copyOf(items);
    }
  }

  /**
   * One bookmark.
   *
   * @param page that it leads to, from 1
   * @param children the bookmarks below it
   */
  record Bookmark(String title, int page, List<Bookmark> children) {
    public Bookmark {
      children = List.copyOf(children);
    }
  }

  /**
   * Sets entries of the metadata; others stay as they are.
   *
   * @param info any of {@code title}, {@code author}, {@code subject}, {@code keywords}, {@code
   *     creator}, {@code language}
   */
  record Metadata(Map<String, String> info) implements PdfEdit {
    public Metadata {
      info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
    }

    @Override
    public Optional<Problem> problem() {
      return info.isEmpty()
          ? Optional.of(new Problem(FailureCode.RENDER_FAILED, "No metadata are given"))
          : Optional.empty();
    }
  }

  /** Makes the fields of forms part of their pages: they show what they hold. */
  record Flatten() implements PdfEdit {}
}
