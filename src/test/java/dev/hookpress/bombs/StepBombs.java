package dev.hookpress.bombs;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.job.document.Watermark;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Bombs that go off in the steps of a document: PDFs, files and texts of steps. */
final class StepBombs {
  private static final Watermark OVER = new Watermark(List.of(), true, 100);
  private static final Watermark EACH =
      new Watermark(List.of(), true, 100, Watermark.Placement.CENTRED, Watermark.OWN_SHEETS);

  private static final PdfOperation LOCKED =
      new PdfOperation.Protect(
          Optional.of("open"), Optional.empty(), Set.of(), PdfOperation.Encryption.AES_256);

  private StepBombs() {}

  static Bomb stampOnPages(int pages) {
    return Bomb.pdf("pdf of " + pages + " pages", PdfBombs.manyPages(pages))
        .then(List.of(label(EACH, "{page} of {pages}")));
  }

  static List<Bomb> steps() {
    List<Bomb> all = new ArrayList<>();
    Bomb pages = Bomb.pdf("pdf many pages", PdfBombs.manyPages(1_900));
    Bomb plain = Bomb.html("html", "<p>x");
    all.add(pages.then(List.of(label(EACH, "{page} of {pages}"))));
    all.add(pages.then(Collections.nCopies(50, label(EACH, "{page}"))));
    all.add(pages.then(Collections.nCopies(50, label(OVER, "\u0645\u0633\u0648\u062f\u0629"))));
    all.add(pages.then(List.of(label(EACH, "{page}".repeat(83)))));
    all.add(
        pages.then(
            List.of(
                step(
                    "select",
                    new PdfOperation.Arrange(
                        List.of(
                            new PdfOperation.Step.Reorder(
                                Collections.nCopies(100, PageRange.from(1)))))))));
    all.add(
        pages.then(
            List.of(
                file(
                    "merge",
                    new PdfOperation.Combine(List.of(List.of(), List.of())),
                    PdfBombs.manyPages(1_900)))));
    all.add(pages.then(List.of(step("images", new PdfToImages(AssetType.PNG, false)))));
    all.add(
        plain.then(
            List.of(
                step(
                    "bookmarks",
                    new PdfEdit.Bookmarks(
                        Collections.nCopies(2_000, new PdfEdit.Bookmark("x", 1, List.of())))))));
    all.add(plain.then(List.of(file("stamp", OVER, PdfBombs.sharedKids(30)))));
    all.add(plain.then(List.of(file("stamp", OVER, PdfBombs.pageStream(400_000_000)))));
    all.add(plain.then(List.of(file("stamp", OVER, PdfBombs.formLoop()))));
    all.add(plain.then(List.of(file("stamp", OVER, PdfBombs.hugePage()))));
    all.add(plain.then(List.of(file("stamp", OVER, FileBombs.png(60_000, 60_000, 1_000)))));
    all.add(
        Bomb.pdf("pdf annotations", PdfBombs.annotations(200_000))
            .then(List.of(step("flatten", new PdfEdit.Flatten()))));
    all.add(
        Bomb.pdf("pdf field loop", fieldLoop())
            .then(List.of(step("flatten", new PdfEdit.Flatten()))));
    all.add(
        Bomb.pdf("pdf fields", fields(30_000))
            .then(List.of(step("flatten", new PdfEdit.Flatten()))));
    all.addAll(others());
    return all;
  }

  /** Those of the other steps: what they read is larger than what they are for. */
  private static List<Bomb> others() {
    Bomb pages = Bomb.pdf("pdf many pages", PdfBombs.manyPages(1_900));
    Bomb shared = Bomb.pdf("pdf shared kids", PdfBombs.sharedKids(30));
    Bomb annotated = Bomb.pdf("pdf annotations", PdfBombs.annotations(200_000));
    PdfOperation turned =
        new PdfOperation.Arrange(List.of(new PdfOperation.Step.Rotate(90, List.of())));
    PdfOperation titled = new PdfEdit.Metadata(Map.of("title", "x".repeat(1_000)));
    return List.of(
        pages.then(Collections.nCopies(50, step("rotate", turned))),
        shared.then(List.of(step("rotate", turned))),
        pages.then(List.of(step("split", new PdfOperation.Split(new SplitDivision.Files(20))))),
        shared.then(List.of(step("metadata", titled))),
        annotated.then(Collections.nCopies(50, step("metadata", titled))),
        Bomb.pdf("pdf page stream", PdfBombs.pageStream(400_000_000))
            .then(List.of(step("compress", new PdfOperation.Compress(PdfOperation.Strength.HIGH)))),
        annotated.then(List.of(step("encrypt", LOCKED))),
        shared.then(List.of(step("encrypt", LOCKED))),
        Bomb.html("html", "<p>x")
            .then(List.of(file("watermark", EACH, FileBombs.png(60_000, 60_000, 1_000)))),
        pages.then(
            List.of(
                new PdfStep(
                    "page_numbers",
                    0,
                    EACH,
                    Optional.empty(),
                    Optional.of(new PdfStep.Label("{page}/{pages}", 9, "#000", false, 1))))));
  }

  private static PdfStep step(String name, PdfOperation operation) {
    return new PdfStep(name, 0, operation);
  }

  private static PdfStep label(Watermark mark, String text) {
    return new PdfStep(
        "stamp",
        0,
        mark,
        Optional.empty(),
        Optional.of(new PdfStep.Label(text, 12, "#000", false, 1)));
  }

  private static PdfStep file(String name, PdfOperation operation, byte[] content) {
    return new PdfStep(
        name,
        0,
        operation,
        Optional.of(
            new PdfStep.File(
                Optional.empty(), Optional.of(Base64.getEncoder().encodeToString(content)))),
        Optional.empty());
  }

  /** A form whose field is below itself. */
  private static byte[] fieldLoop() {
    return PdfBombs.catalog(
        "/AcroForm<</Fields[4 0 R]/NeedAppearances true>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        "<</T(a)/Kids[4 0 R 4 0 R]>>");
  }

  /** A form of many fields that are drawn by readers. */
  private static byte[] fields(int count) {
    return PdfBombs.catalog(
        "/AcroForm<</Fields[" + "4 0 R ".repeat(count) + "]/NeedAppearances true>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R]>>",
        "<</T(a)/FT/Tx/V(x)/DA(/Helv 9 Tf)/Type/Annot/Subtype/Widget/Rect[0 0 9 9]>>");
  }
}
