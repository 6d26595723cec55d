package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.code;
import static dev.hookpress.render.page.Pdfs.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfProperties;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;

/** Broken and hostile inputs are rejected. */
class HostilePdfsTest {
  private static final List<PdfOperation> OPERATIONS =
      List.of(
          new PdfOperation.Combine(List.of(List.of())),
          new PdfOperation.Split(new SplitDivision.Files(1)),
          new PdfOperation.Arrange(
              List.of(new PdfOperation.Step.Rotate(90, List.of(PageRange.page(1))))),
          new PdfOperation.Arrange(
              List.of(new PdfOperation.Step.Reorder(List.of(PageRange.page(2))))),
          new PdfOperation.Protect(
              Optional.of("x"), Optional.empty(), Set.of(), PdfOperation.Encryption.AES_256),
          new PdfOperation.Unprotect("x"),
          new PdfOperation.Compress(PdfOperation.Strength.HIGH),
          new PdfOperation.Properties(true));

  @Test
  void anythingButAPdfIsRejected() {
    for (byte[] broken :
        List.of(
            new byte[0],
            "hello".getBytes(StandardCharsets.UTF_8),
            "%PDF-1.7 and then nothing".getBytes(StandardCharsets.UTF_8))) {
      for (PdfOperation operation : OPERATIONS) {
        assertThat(code(operation, broken)).isEqualTo(FailureCode.SOURCE_INVALID);
      }
    }
  }

  /** A damaged PDF gives an outcome and no exception. */
  @Property(tries = 60)
  void aDamagedPdfGivesAnOutcome(
      @ForAll @Size(max = 12) List<@IntRange(max = 1_000) Integer> places,
      @ForAll byte value,
      @ForAll @IntRange(max = 1_000) int cut) {
    byte[] damaged = pdf(document -> {}, "a", "b", "c");
    for (int place : places) {
      damaged[(int) ((long) place * (damaged.length - 1) / 1_000)] = value;
    }
    byte[] shorter = Arrays.copyOf(damaged, damaged.length - damaged.length * cut / 4_000);
    for (PdfOperation operation : OPERATIONS) {
      assertThat(Pdfs.OPERATIONS.apply(operation, List.of(shorter))).isNotNull();
    }
  }

  @Test
  void thePageCapCountsPagesAndNotTheDeclaredNumber() {
    byte[] bomb =
        pdf(
            document -> {
              COSArray kids = document.getPages().getCOSObject().getCOSArray(COSName.KIDS);
              for (int i = 0; i < 3_000; i++) {
                kids.add(kids.get(0));
              }
            },
            "a");

    for (PdfOperation operation : OPERATIONS) {
      assertThat(code(operation, bomb)).isEqualTo(FailureCode.LIMIT_PAGES);
    }
  }

  @Test
  void thePageCapAppliesToTheResult() {
    byte[] twenty = pdf("x x x x x x x x x x x x x x x x x x x x".split(" "));
    List<PageRange> often = Collections.nCopies(100, PageRange.from(1));

    assertThat(code(new PdfOperation.Combine(List.of(often, often)), twenty, twenty))
        .isEqualTo(FailureCode.LIMIT_PAGES);
  }

  @Test
  void theByteCapAppliesToAllResultsTogether() {
    byte[] pdf = pdf("a", "b", "c", "d", "e", "f");
    PageOperations tight = new PageOperations(Rendering.limits(Duration.ofSeconds(30), 10, 3_000));

    assertThat(tight.apply(new PdfOperation.Split(new SplitDivision.PagesPerFile(1)), List.of(pdf)))
        .isInstanceOfSatisfying(
            PageOutcome.Rejected.class,
            it -> assertThat(it.code()).isEqualTo(FailureCode.LIMIT_BYTES));
  }

  @Test
  void theDeadlineEndsIt() {
    PageOperations hurried = new PageOperations(Rendering.limits(Duration.ofNanos(1), 100));

    for (PdfOperation operation : OPERATIONS) {
      assertThat(hurried.apply(operation, List.of(pdf("a", "b"))))
          .isInstanceOfSatisfying(
              PageOutcome.Rejected.class,
              it -> assertThat(it.code()).isEqualTo(FailureCode.RENDER_TIMEOUT));
    }
  }

  @Test
  void cyclesAreVisitedOnce() {
    byte[] circles =
        pdf(
            document -> {
              PDDocumentOutline outline = new PDDocumentOutline();
              PDOutlineItem item = new PDOutlineItem();
              item.setTitle("round");
              item.setDestination(document.getPage(0));
              outline.addLast(item);
              item.getCOSObject().setItem(COSName.NEXT, item);
              item.getCOSObject().setItem(COSName.FIRST, item);
              document.getDocumentCatalog().setDocumentOutline(outline);
              COSDictionary tree = new COSDictionary();
              COSArray kids = new COSArray();
              kids.add(tree);
              tree.setItem(COSName.KIDS, kids);
              tree.setItem(COSName.K, tree);
              for (COSName key :
                  List.of(COSName.PAGE_LABELS, COSName.STRUCT_TREE_ROOT, COSName.ACRO_FORM)) {
                document.getDocumentCatalog().getCOSObject().setItem(key, tree);
              }
              tree.setItem(COSName.FIELDS, kids);
              COSDictionary names = new COSDictionary();
              names.setItem(COSName.DESTS, tree);
              document.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, names);
            },
            "a",
            "b");

    for (PdfOperation operation : OPERATIONS) {
      assertThat(Pdfs.OPERATIONS.apply(operation, List.of(circles))).isNotNull();
    }
  }

  @Test
  void endlesslyInflatingContentIsNotRead() {
    byte[] bomb =
        pdf(document -> document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, bomb()), "a");

    assertThat(bomb.length).isLessThan(200_000);
    PageOutcome looked = Pdfs.OPERATIONS.apply(new PdfOperation.Properties(true), List.of(bomb));
    assertThat(((PageOutcome.Properties) looked).properties().eachPage())
        .extracting(PdfProperties.Page::content)
        .containsExactly(Optional.empty());
    assertThat(
            Pdfs.OPERATIONS.apply(
                new PdfOperation.Compress(PdfOperation.Strength.HIGH), List.of(bomb)))
        .isInstanceOf(PageOutcome.Files.class);
  }

  /** Object streams are what PDFs keep their structure in; the parser decodes them whole. */
  @Test
  void anEndlesslyInflatingStructureIsNotRead() throws IOException {
    byte[] bomb = structureBomb();

    assertThat(bomb.length).isLessThan(200_000);
    for (PdfOperation operation : OPERATIONS) {
      assertThat(code(operation, bomb)).isEqualTo(FailureCode.LIMIT_BYTES);
    }
    assertThat(Rendering.render(Rendering.OPTIONS, new Part.PdfBytes(bomb)))
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            it -> assertThat(it.code()).isEqualTo(FailureCode.LIMIT_BYTES));
  }

  /** A page whose parent, by the table of places, lies in an object stream of spaces. */
  private static byte[] structureBomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream places = new ByteArrayOutputStream();
    String dictionary = "<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>";
    byte[] spaces;
    try (COSStream bomb = bomb();
        InputStream raw = bomb.createRawInputStream()) {
      spaces = raw.readAllBytes();
    }
    out.write("%PDF-1.5\n".getBytes(StandardCharsets.US_ASCII));
    place(places, 0, 0);
    place(places, 1, out.size());
    out.write(
        "1 0 obj\n<</Type/Catalog/Pages 4 0 R>>\nendobj\n".getBytes(StandardCharsets.US_ASCII));
    place(places, 1, out.size());
    object(out, 2, dictionary.formatted(spaces.length), spaces);
    place(places, 1, out.size());
    place(places, 2, 2);
    int start = out.size();
    String table = "<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>";
    object(out, 3, table.formatted(places.size()), places.toByteArray());
    out.write("startxref\n%d\n%%%%EOF".formatted(start).getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static void place(ByteArrayOutputStream places, int kind, int place) {
    places.writeBytes(ByteBuffer.allocate(6).put((byte) kind).putInt(place).put((byte) 0).array());
  }

  private static void object(ByteArrayOutputStream out, int number, String dictionary, byte[] bytes)
      throws IOException {
    String head = number + " 0 obj\n" + dictionary + "\nstream\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\nendstream\nendobj\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void recursiveFormsAreNotFollowed() {
    byte[] recursive =
        pdf(
            document -> {
              COSStream form = new COSStream();
              form.setItem(COSName.SUBTYPE, COSName.FORM);
              try (OutputStream out = form.createOutputStream()) {
                out.write("/F Do /F Do ".getBytes(StandardCharsets.US_ASCII));
              }
              COSDictionary objects = new COSDictionary();
              objects.setItem(COSName.getPDFName("F"), form);
              COSDictionary resources = new COSDictionary();
              resources.setItem(COSName.XOBJECT, objects);
              form.setItem(COSName.RESOURCES, resources);
              document.getPage(0).getCOSObject().setItem(COSName.RESOURCES, resources);
              document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, form);
            },
            "a");

    PageOutcome looked =
        Pdfs.OPERATIONS.apply(new PdfOperation.Properties(true), List.of(recursive));
    assertThat(((PageOutcome.Properties) looked).properties().eachPage())
        .extracting(PdfProperties.Page::content)
        .containsExactly(Optional.empty());
  }

  /** A hundred million spaces. */
  private static COSStream bomb() {
    COSStream stream = new COSStream();
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      byte[] spaces = " ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 1_000; i++) {
        out.write(spaces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stream;
  }
}
