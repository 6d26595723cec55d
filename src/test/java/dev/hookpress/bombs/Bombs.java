package dev.hookpress.bombs;

import java.util.List;
import java.util.stream.Stream;

/** All bombs, a hundred of them; each is small, and made when it is asked for. */
public final class Bombs {
  private Bombs() {}

  /** Those that go off in steps. */
  public static List<Bomb> steps() {
    return StepBombs.steps();
  }

  /** A PDF of many pages, each of which gets a stamp of its own. */
  public static Bomb stampOnPages(int pages) {
    return StepBombs.stampOnPages(pages);
  }

  public static List<Bomb> all() {
    return Stream.of(
            HtmlBombs.html(),
            HtmlBombs.css(),
            HtmlBombs.svg(),
            FileBombs.pictures(),
            FileBombs.images(),
            FileBombs.fonts(),
            FileBombs.zips(),
            FileBombs.templates(),
            PdfBombs.pdfs(),
            StepBombs.steps())
        .flatMap(List::stream)
        .toList();
  }
}
