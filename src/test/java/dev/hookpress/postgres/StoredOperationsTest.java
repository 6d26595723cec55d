package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Encryption;
import dev.hookpress.job.document.PdfOperation.Permission;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.PdfOperation.Strength;
import dev.hookpress.job.document.PdfProperties;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.job.document.Watermark;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations and their results are stored unchanged. */
class StoredOperationsTest {
  private static final List<PageRange> RANGES = List.of(PageRange.of(1, 2), PageRange.from(3));

  static Stream<PdfOperation> operations() {
    return Stream.of(
        new PdfOperation.Combine(List.of(RANGES, List.of())),
        new PdfOperation.Split(new SplitDivision.Ranges(RANGES)),
        new PdfOperation.Split(new SplitDivision.PagesPerFile(2)),
        new PdfOperation.Split(new SplitDivision.Files(3)),
        new PdfOperation.Arrange(
            List.of(
                new Step.Rotate(90, RANGES), new Step.Delete(RANGES), new Step.Reorder(RANGES))),
        new PdfOperation.Insert(List.of(new PdfOperation.Insertion(1, 1, RANGES))),
        new PdfOperation.Protect(
            Optional.of("u"),
            Optional.empty(),
            Set.of(Permission.PRINT, Permission.ASSEMBLE),
            Encryption.AES_256),
        new PdfOperation.Unprotect("pw"),
        new PdfOperation.Compress(Strength.HIGH),
        new PdfOperation.Properties(true),
        new PdfOperation.Split(new SplitDivision.Files(3), true),
        new CreatePdf("de-DE"),
        new PdfToImages(AssetType.PNG, true),
        new Watermark(List.of(PageRange.of(-2, -1)), false, 40),
        new Watermark(
            RANGES,
            true,
            100,
            new Watermark.Placement(Watermark.Spot.TOP_LEFT, 12, -45, OptionalDouble.of(9.5), 70),
            Watermark.OWN_SHEETS),
        new PdfToImages(AssetType.JPEG, false, Optional.empty(), Optional.of(300)),
        new PdfEdit.Flatten(),
        new PdfEdit.Metadata(Map.of("title", "T")),
        new PdfEdit.Bookmarks(
            List.of(
                new PdfEdit.Bookmark("A", 1, List.of(new PdfEdit.Bookmark("B", 2, List.of()))))));
  }

  @Test
  void filesInTheClientsStorageAreKept() {
    Document document =
        new Document(
            List.of(new Part.StoredFile(URI.create("https://a/?b"))),
            RenderOptions.standard("a.pdf"),
            new Destination.PresignedPut(
                URI.create("https://c/"), Map.of(), Destination.Store.DROPBOX));
    assertThat(StoredJson.document(StoredJson.document(document))).isEqualTo(document);
  }

  @Test
  void uploadsFromBeforeStoresWereToldApartArePlain() {
    Document document =
        new Document(
            List.of(new Part.Html("x")),
            RenderOptions.standard("a.pdf"),
            new Destination.PresignedPut(URI.create("https://c/"), Map.of()));
    String now = new String(StoredJson.document(document), StandardCharsets.UTF_8);
    String before = now.replace(",\"store\":\"PLAIN\"", "");
    assertThat(before).isNotEqualTo(now);
    assertThat(StoredJson.document(before.getBytes(StandardCharsets.UTF_8))).isEqualTo(document);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationIsKept(PdfOperation operation) {
    Document document =
        new Document(
            List.of(new Part.Asset(new AssetId(new UUID(1, 2), 3))),
            RenderOptions.standard("a.pdf"),
            new Destination.Hosted(),
            Optional.of(operation));
    byte[] stored = StoredJson.document(document);
    assertThat(StoredJson.document(stored)).isEqualTo(document);
    assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("sound");
  }

  @Test
  void stepsAreKeptInTheirOrder() {
    List<PdfStep> steps =
        List.of(
            new PdfStep(
                "stamp",
                0,
                new Watermark(List.of(), true, 40),
                Optional.of(
                    new PdfStep.File(Optional.of(URI.create("https://a/")), Optional.empty())),
                Optional.empty()),
            new PdfStep(
                "page_numbers",
                1,
                new Watermark(List.of(), true, 40),
                Optional.empty(),
                Optional.of(new PdfStep.Label("{page}", 9, "#000", false, 1))),
            new PdfStep("flatten", 2, new PdfEdit.Flatten()));
    Document document =
        new Document(
            List.of(new Part.Html("x")),
            RenderOptions.standard("a.pdf").finishedBy(steps, "a.pdf"),
            new Destination.Hosted());
    assertThat(StoredJson.document(StoredJson.document(document))).isEqualTo(document);
  }

  @Test
  void watermarksFromBeforePlacesAreCentred() {
    Document document =
        new Document(
            List.of(new Part.Html("x")),
            RenderOptions.standard("a.pdf"),
            new Destination.Hosted(),
            Optional.of(new Watermark(List.of(), false, 40)));
    String now = new String(StoredJson.document(document), StandardCharsets.UTF_8);
    String before = now.replaceAll(",\"placement\":\\{[^}]*},\"sheet\":1", "");
    assertThat(before).isNotEqualTo(now);
    assertThat(StoredJson.document(before.getBytes(StandardCharsets.UTF_8))).isEqualTo(document);
  }

  @Test
  void jobsFromBeforeOperationsHaveNone() {
    Document document =
        new Document(
            List.of(new Part.Html("x")), RenderOptions.standard("a.pdf"), new Destination.Hosted());
    String now = new String(StoredJson.document(document), StandardCharsets.UTF_8);
    String before = now.replace(",\"operation\":null", "");
    assertThat(before).isNotEqualTo(now);
    assertThat(StoredJson.document(before.getBytes(StandardCharsets.UTF_8))).isEqualTo(document);
    assertThat(
            StoredJson.result(
                "{\"is\":\"stored\",\"pages\":1,\"bytes\":9,\"renderMillis\":1,"
                    + "\"uploadMillis\":1,\"warnings\":[]}"))
        .isEqualTo(new DocumentResult.Stored(1, 9, 1, 1, List.of()));
  }

  @Test
  void severalFilesAndPropertiesAreKept() {
    PdfProperties properties =
        new PdfProperties(
            2,
            9,
            "1.7",
            2,
            false,
            true,
            true,
            false,
            false,
            false,
            false,
            false,
            false,
            Map.of("pdfa", "2B"),
            Optional.of(
                new PdfProperties.Encryption(
                    "AES", 256, true, false, true, Set.of(Permission.PRINT), true)),
            Map.of("Title", "T"),
            Optional.empty(),
            List.of(new PdfProperties.Font("Inter", Optional.empty(), "Type0", true)),
            List.of(
                new PdfProperties.Page(
                    1,
                    595,
                    842,
                    0,
                    true,
                    Optional.of(new PdfProperties.Content(true, 1, false, false, false)))));
    DocumentResult found =
        new DocumentResult.Stored(2, 0, 0, 1, 0, List.of(), List.of(), Optional.of(properties));
    assertThat(StoredJson.result(StoredJson.result(found))).isEqualTo(found);
    DocumentResult files =
        new DocumentResult.Stored(2, 9, 0, 1, 1, List.of(), List.of(4L, 5L), Optional.empty());
    assertThat(StoredJson.result(StoredJson.result(files))).isEqualTo(files);
  }
}
