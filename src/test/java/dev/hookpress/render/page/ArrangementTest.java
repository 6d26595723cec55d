package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.code;
import static dev.hookpress.render.page.Pdfs.file;
import static dev.hookpress.render.page.Pdfs.files;
import static dev.hookpress.render.page.Pdfs.pdf;
import static dev.hookpress.render.page.Pdfs.rejected;
import static dev.hookpress.render.page.Pdfs.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Arrange;
import dev.hookpress.job.document.PdfOperation.Combine;
import dev.hookpress.job.document.PdfOperation.Insert;
import dev.hookpress.job.document.PdfOperation.Insertion;
import dev.hookpress.job.document.PdfOperation.Split;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.SplitDivision;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The selection, order and rotation of pages. */
class ArrangementTest {
  private static final byte[] LETTERS = pdf("a", "b", "c", "d", "e");
  private static final byte[] NUMBERS = pdf("1", "2", "3");

  @Test
  void inputsAreCombinedInTheirOrder() {
    assertThat(words(file(combine(List.of(), List.of()), NUMBERS, LETTERS)))
        .containsExactly("1", "2", "3", "a", "b", "c", "d", "e");
  }

  @Test
  void rangesPickAndOrderAndRepeatPages() {
    assertThat(
            words(
                file(
                    combine(
                        List.of(PageRange.from(4), PageRange.page(1)),
                        List.of(PageRange.of(2, 3), PageRange.of(2, 2))),
                    LETTERS,
                    NUMBERS)))
        .containsExactly("d", "e", "a", "2", "3", "2");
  }

  @Test
  void anInputGivenTwiceSurroundsAnother() {
    assertThat(
            words(
                file(
                    combine(List.of(PageRange.page(1)), List.of(), List.of(PageRange.from(2))),
                    LETTERS,
                    NUMBERS,
                    LETTERS)))
        .containsExactly("a", "1", "2", "3", "b", "c", "d", "e");
  }

  @Test
  void pagesAreInsertedBeforeAPageAndAtTheEnd() {
    Insert insert =
        new Insert(
            List.of(
                new Insertion(2, 1, List.of(PageRange.page(3))),
                new Insertion(6, 1, List.of()),
                new Insertion(2, 1, List.of(PageRange.page(1)))));

    assertThat(words(file(insert, LETTERS, NUMBERS)))
        .containsExactly("a", "3", "1", "b", "c", "d", "e", "1", "2", "3");
  }

  @Test
  void pagesAreNotInsertedBeyondTheEnd() {
    assertThat(code(new Insert(List.of(new Insertion(7, 1, List.of()))), LETTERS, NUMBERS))
        .isEqualTo(FailureCode.PAGE_RANGE_INVALID);
  }

  @Test
  void aSplitByRangesMakesAFileOfEach() {
    assertThat(
            split(
                new SplitDivision.Ranges(List.of(PageRange.of(4, 5), PageRange.page(1))), LETTERS))
        .containsExactly(List.of("d", "e"), List.of("a"));
  }

  @Test
  void aSplitByPagesLeavesTheRestToTheLast() {
    assertThat(split(new SplitDivision.PagesPerFile(2), LETTERS))
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    assertThat(split(new SplitDivision.PagesPerFile(Integer.MAX_VALUE), LETTERS)).hasSize(1);
  }

  @Test
  void aSplitByFilesIsEven() {
    assertThat(split(new SplitDivision.Files(3), LETTERS))
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
  }

  @Test
  void aSplitMakesAtMostTwentyFiles() {
    byte[] many = pdf(IntStream.range(0, 21).mapToObj(Integer::toString).toArray(String[]::new));

    assertThat(rejected(new Split(new SplitDivision.PagesPerFile(1)), many).message())
        .isEqualTo("A PDF is split into at most 20 files, not 21");
    assertThat(code(new Split(new SplitDivision.Files(21)), many))
        .isEqualTo(FailureCode.PAGE_RANGE_INVALID);
    assertThat(files(new Split(new SplitDivision.Files(20)), many)).hasSize(20);
  }

  @Test
  void moreFilesThanPagesOrRangesThatOverlapAreRefused() {
    assertThat(rejected(new Split(new SplitDivision.Files(6)), LETTERS).message())
        .isEqualTo("6 files cannot be made of 5 pages");
    assertThat(
            rejected(
                    new Split(
                        new SplitDivision.Ranges(List.of(PageRange.from(3), PageRange.of(1, 3)))),
                    LETTERS)
                .message())
        .isEqualTo("The page ranges 3- and 1-3 overlap");
  }

  @Test
  void pagesRotateFromTheirPresentRotation() throws IOException {
    byte[] lying = pdf(document -> document.getPage(1).setRotation(270), "a", "b", "c");

    byte[] turned =
        file(arrange(new Step.Rotate(180, List.of(PageRange.of(1, 2), PageRange.page(2)))), lying);

    assertThat(rotations(turned)).containsExactly(180, 90, 0);
    assertThat(words(turned)).hasSize(3);
  }

  @Test
  void eachStepCountsThePagesThatRemain() throws IOException {
    byte[] arranged =
        file(
            arrange(
                new Step.Delete(List.of(PageRange.of(1, 2))),
                new Step.Rotate(90, List.of(PageRange.page(1))),
                new Step.Reorder(List.of(PageRange.page(3), PageRange.page(1), PageRange.page(1))),
                new Step.Rotate(90, List.of(PageRange.page(3)))),
            LETTERS);

    assertThat(words(arranged)).containsExactly("e", "c", "c");
    assertThat(rotations(arranged)).containsExactly(0, 90, 180);
  }

  @Test
  void atLeastOnePageRemains() {
    assertThat(rejected(arrange(new Step.Delete(List.of(PageRange.from(1)))), LETTERS).message())
        .isEqualTo("No page of the PDF would be left");
  }

  @Test
  void aRangeOutsideOfThePdfIsNamed() {
    assertThat(rejected(arrange(new Step.Delete(List.of(PageRange.of(4, 6)))), LETTERS).message())
        .isEqualTo("The page range 4-6 is not in the PDF, which has 5 pages");
  }

  @Test
  void theOperationSaysHowManyInputsItTakes() {
    assertThat(rejected(arrange(new Step.Rotate(90, List.of())), LETTERS, NUMBERS).message())
        .isEqualTo("The operation takes 1 source PDFs, not 2");
    assertThat(code(combine(List.of()), LETTERS, NUMBERS)).isEqualTo(FailureCode.SOURCE_INVALID);
    assertThat(code(new Insert(List.of(new Insertion(1, 2, List.of()))), LETTERS, NUMBERS))
        .isEqualTo(FailureCode.SOURCE_INVALID);
  }

  @Property(tries = 150)
  void anyRangesGiveAResultOrARejection(@ForAll("operations") PdfOperation operation) {
    byte[][] inputs =
        operation instanceof Combine || operation instanceof Insert
            ? new byte[][] {LETTERS, NUMBERS}
            : new byte[][] {LETTERS};

    PageOutcome outcome = Pdfs.OPERATIONS.apply(operation, List.of(inputs));

    if (outcome instanceof PageOutcome.Files files) {
      assertThat(files.files())
          .isNotEmpty()
          .allSatisfy(file -> assertThat(words(file.bytes())).hasSize(file.pages()).isNotEmpty());
    } else {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              PageOutcome.Rejected.class,
              it -> assertThat(it.code()).isEqualTo(FailureCode.PAGE_RANGE_INVALID));
    }
  }

  @Provide
  Arbitrary<PdfOperation> operations() {
    Arbitrary<Integer> number =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.integers().between(-1, 7),
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers()));
    Arbitrary<PageRange> range =
        Combinators.combine(number, number.optional())
            .as(
                (first, last) ->
                    new PageRange(first, last.map(OptionalInt::of).orElse(OptionalInt.empty())));
    Arbitrary<List<PageRange>> ranges = range.list().ofMaxSize(4);
    Arbitrary<Step> step =
        Arbitraries.oneOf(
            Combinators.combine(Arbitraries.of(0, 90, 180, 270, 360), ranges).as(Step.Rotate::new),
            ranges.map(Step.Delete::new),
            ranges.map(Step.Reorder::new));
    return Arbitraries.oneOf(
        ranges.list().ofSize(2).map(Combine::new),
        step.list().ofMaxSize(4).map(Arrange::new),
        ranges.map(SplitDivision.Ranges::new).map(Split::new),
        number.map(SplitDivision.PagesPerFile::new).map(Split::new),
        number.map(SplitDivision.Files::new).map(Split::new),
        Combinators.combine(number, Arbitraries.integers().between(0, 1), ranges)
            .as(Insertion::new)
            .list()
            .ofMaxSize(3)
            .map(Insert::new));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the list only reads the array
  private static Combine combine(List<PageRange>... ranges) {
    return new Combine(Arrays.asList(ranges));
  }

  private static Arrange arrange(Step... steps) {
    return new Arrange(List.of(steps));
  }

  private static List<List<String>> split(SplitDivision division, byte[] input) {
    return files(new Split(division), input).stream().map(Pdfs::words).toList();
  }

  private static List<Integer> rotations(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDPageTree pages = document.getPages();
      return IntStream.range(0, pages.getCount())
          .mapToObj(it -> pages.get(it).getRotation())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1,-1, A B C D",
    "-2,-1, A B C",
    "2,-2, A E",
    "-5,2, C D E",
    "-2,, A B C",
    "3,3, A B D E"
  })
  void pagesAreCountedFromTheEnd(int first, Integer last, String left) {
    PageRange range = last == null ? PageRange.from(first) : PageRange.of(first, last);
    Arrange delete = new Arrange(List.of(new Step.Delete(List.of(range))));
    assertThat(Pdfs.words(Pdfs.file(delete, Pdfs.pdf("A", "B", "C", "D", "E"))))
        .containsExactly(left.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"-6,-1", "-1,3", "4,-4", "0,1", "-1,-2", "6,-1"})
  void pagesThatAreNotThereAreRefusedFromBothEnds(int first, int last) {
    Arrange delete = new Arrange(List.of(new Step.Delete(List.of(PageRange.of(first, last)))));
    assertThat(Pdfs.code(delete, Pdfs.pdf("A", "B", "C", "D", "E")))
        .isEqualTo(FailureCode.PAGE_RANGE_INVALID);
  }
}
