package dev.hookpress.bombs;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.SplitDivision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bombs of PDFs: loops of objects, trees that share, streams that unpack. */
final class PdfBombs {
  private static final PdfOperation ZIPPED = new PdfToImages(AssetType.JPEG, true);

  private PdfBombs() {}

  static List<Bomb> pdfs() {
    List<Bomb> all = new ArrayList<>();
    all.add(Bomb.pdf("pdf shared kids", sharedKids(30)));
    all.add(Bomb.pdf("pdf kids loop", file("<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>")));
    all.add(
        Bomb.pdf(
            "pdf parent loop",
            file(
                "<</Type/Pages/Count 1/Kids[3 0 R]/Parent 2 0 R>>",
                "<</Type/Page/Parent 3 0 R>>")));
    all.add(Bomb.pdf("pdf count", file("<</Type/Pages/Count 2147483647/Kids[]>>")));
    all.add(Bomb.pdf("pdf deep array", file("[".repeat(300_000))));
    all.add(Bomb.pdf("pdf deep dictionary", file("<</A".repeat(300_000))));
    all.add(Bomb.pdf("pdf length loop", file("<</Length 2 0 R>>stream\nx\nendstream")));
    all.add(Bomb.pdf("pdf xref loop", xrefLoop()));
    all.add(Bomb.pdf("pdf object stream loop", objectStreamLoop()));
    all.add(Bomb.pdf("pdf page stream", pageStream(400_000_000)));
    all.add(Bomb.pdf("pdf filters", filters(200)));
    all.add(Bomb.pdf("pdf annotations", annotations(200_000)));
    all.add(Bomb.pdf("pdf form loop", formLoop()));
    all.add(Bomb.pdf("pdf without objects", "%PDF-1.7\n" + "0 0 obj ".repeat(200_000)));
    all.add(Bomb.pdf("pdf cut off", "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>"));
    all.addAll(operations());
    return all;
  }

  /** The same under operations, which read more of them. */
  private static List<Bomb> operations() {
    return List.of(
        Bomb.pdf("pdf shared kids", sharedKids(30)).with(new PdfOperation.Properties(true)),
        Bomb.pdf("pdf shared kids", sharedKids(30))
            .with(new PdfOperation.Combine(List.of(List.of()))),
        Bomb.pdf("pdf page stream", pageStream(400_000_000))
            .with(new PdfOperation.Compress(PdfOperation.Strength.HIGH)),
        Bomb.pdf("pdf page stream", pageStream(400_000_000))
            .with(new PdfOperation.Properties(true)),
        Bomb.pdf("pdf form loop", formLoop())
            .with(new PdfOperation.Compress(PdfOperation.Strength.HIGH)),
        Bomb.pdf("pdf annotations", annotations(200_000))
            .with(new PdfOperation.Split(new SplitDivision.PagesPerFile(1))),
        Bomb.pdf("pdf many pages", manyPages(1_900))
            .with(new PdfOperation.Split(new SplitDivision.Files(20))),
        Bomb.pdf("pdf shared kids", sharedKids(30)).with(ZIPPED),
        Bomb.pdf("pdf many pages", manyPages(1_900)).with(ZIPPED),
        Bomb.pdf("pdf page stream", pageStream(400_000_000)).with(ZIPPED),
        Bomb.pdf("pdf form loop", formLoop()).with(ZIPPED),
        Bomb.pdf("pdf huge page", hugePage()).with(ZIPPED),
        Bomb.pdf("pdf tiny tiles", tinyTiles()).with(ZIPPED));
  }

  /** A page of the largest coordinates that a reader takes. */
  static byte[] hugePage() {
    return file(
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[-1e9 -1e9 1e9 1e9]>>");
  }

  /** A page that is filled with a pattern of tiles of a thousandth of a point. */
  private static byte[] tinyTiles() {
    return file(
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000 9000]/Contents 5 0 R"
            + "/Resources<</Pattern<</P 4 0 R>>>>>>",
        "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9e3 9e3]/XStep 1e-3"
            + "/YStep 1e-3/Resources<<>>/Length 9>>stream\n0 0 9 9re \nendstream",
        "<</Length 37>>stream\n/Pattern cs/P scn 0 0 9000 9000 re f \nendstream");
  }

  /** Each level has the level below twice: two to the power of the levels pages. */
  static byte[] sharedKids(int levels) {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      int next = i + 3;
      objects.add("<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>".formatted(next, next));
    }
    objects.add("<</Type/Page/MediaBox[0 0 9 9]>>");
    return file(objects.toArray(String[]::new));
  }

  static byte[] manyPages(int pages) {
    return file(
        "<</Type/Pages/Count " + pages + "/Kids[" + "3 0 R ".repeat(pages) + "]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
  }

  static byte[] annotations(int count) {
    return file(
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots["
            + "<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/Border[0 0 0]>>".repeat(count)
            + "]>>");
  }

  static byte[] formLoop() {
    String form =
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 12>>"
            + "stream\n/F Do /F Do \nendstream";
    return file(
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R"
            + "/Resources<</XObject<</F 4 0 R>>>>>>",
        form,
        "<</Length 12>>stream\n/F Do /F Do \nendstream");
  }

  static byte[] pageStream(int zeros) {
    return stream("/FlateDecode", FileBombs.deflated(zeros));
  }

  private static byte[] filters(int count) {
    return stream("[" + "/FlateDecode".repeat(count) + "]", FileBombs.deflated(1_000_000));
  }

  private static byte[] stream(String filter, byte[] content) {
    String dictionary = "<</Filter" + filter + "/Length " + content.length + ">>stream\n";
    return file(
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        dictionary + new String(content, StandardCharsets.ISO_8859_1) + "\nendstream");
  }

  private static byte[] xrefLoop() {
    String body = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";
    return (body
            + "xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev "
            + body.length()
            + ">>\nstartxref\n"
            + body.length()
            + "\n%%EOF")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] objectStreamLoop() {
    return file(
        "<</Type/ObjStm/N 1000000/First 5/Extends 2 0 R/Length 5>>stream\n2 0 R\nendstream");
  }

  /** A file whose objects follow the catalog, numbered from 2. */
  private static byte[] file(String... objects) {
    return catalog("", objects);
  }

  /** A file whose catalog has further entries. */
  static byte[] catalog(String entries, String... objects) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    write(out, "%PDF-1.7\n");
    offsets.add(out.size());
    write(out, "1 0 obj<</Type/Catalog/Pages 2 0 R" + entries + ">>endobj\n");
    for (int i = 0; i < objects.length; i++) {
      offsets.add(out.size());
      write(out, (i + 2) + " 0 obj" + objects[i] + "endobj\n");
    }
    int xref = out.size();
    write(out, "xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> write(out, "%010d 00000 n \n".formatted(offset)));
    write(out, "trailer<</Size " + (offsets.size() + 1) + "/Root 1 0 R>>\n");
    write(out, "startxref\n" + xref + "\n%%EOF");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
