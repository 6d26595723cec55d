package dev.hookpress.render.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bombs.Bomb;
import dev.hookpress.bombs.Bombs;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.page.PageOutcome;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.SourcePart;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that are to take memory and time without end. */
class HostileStepsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** Checks of the deadline are pages or objects apart; the machine may have other work. */
  private static final Duration BOUND = DEADLINE.multipliedBy(16);

  private static final LocalRenderer RENDERER =
      new LocalRenderer(Rendering.FONTS, Rendering.limits(DEADLINE, 2_000));

  /** What these end with on any machine. */
  private static final Map<String, FailureCode> CODES =
      Map.of(
          "pdf many pages then select", FailureCode.LIMIT_PAGES,
          "pdf many pages then merge", FailureCode.LIMIT_PAGES,
          "pdf many pages then images", FailureCode.LIMIT_PAGES);

  static Stream<Bomb> bombs() {
    return Bombs.steps().stream();
  }

  static Stream<Bomb> known() {
    return bombs().filter(bomb -> CODES.containsKey(bomb.name()));
  }

  private static RenderedPdf ended(Bomb bomb) {
    return Requests.finished(
        RENDERER.render(Requests.of(bomb.options(), bomb.operation(), bomb.part()), fault -> {}));
  }

  @ParameterizedTest
  @MethodSource("known")
  void whatIsTooMuchIsNamedByItsStep(Bomb bomb) {
    RenderedPdf.Rejected rejected = (RenderedPdf.Rejected) ended(bomb);

    assertThat(rejected.code()).isEqualTo(CODES.get(bomb.name()));
    assertThat(rejected.message()).startsWith("/options/steps/0/");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("bombs")
  void everyBombEndsInTimeAndTyped(Bomb bomb) {
    long from = System.nanoTime();
    RenderedPdf ended = ended(bomb);

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(BOUND);
    if (ended instanceof RenderedPdf.Rejected rejected) {
      assertThat(rejected.code())
          .isIn(
              FailureCode.LIMIT_PAGES,
              FailureCode.LIMIT_BYTES,
              FailureCode.LIMIT_PIXELS,
              FailureCode.RENDER_TIMEOUT,
              FailureCode.RENDER_FAILED,
              FailureCode.SOURCE_INVALID);
    }
  }

  @Test
  void everyStepIsAttacked() {
    assertThat(bombs().flatMap(bomb -> bomb.steps().stream()).map(PdfStep::name))
        .contains(
            "stamp",
            "watermark",
            "page_numbers",
            "select",
            "rotate",
            "merge",
            "split",
            "bookmarks",
            "metadata",
            "flatten",
            "compress",
            "encrypt",
            "images");
  }

  /** What an operator allows is not what there is time for. */
  @Test
  void tenThousandPagesAreStampedInTimeOrNotAtAll() {
    Bomb bomb = Bombs.stampOnPages(10_000);
    RenderedPdf.Rejected refused = (RenderedPdf.Rejected) ended(bomb);
    assertThat(refused.code()).isEqualTo(FailureCode.LIMIT_PAGES);

    LocalRenderer generous = new LocalRenderer(Rendering.FONTS, Rendering.limits(DEADLINE, 20_000));
    long from = System.nanoTime();
    RenderedPdf ended =
        Requests.finished(
            generous.render(
                Requests.of(bomb.options(), bomb.operation(), bomb.part()), fault -> {}));
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(BOUND);
    if (ended instanceof RenderedPdf.Rejected rejected) {
      assertThat(rejected.code()).isEqualTo(FailureCode.RENDER_TIMEOUT);
      assertThat(rejected.message()).startsWith("/options/steps/0/stamp: ");
    } else {
      assertThat(((RenderedPdf.Pdf) ended).pages()).isEqualTo(10_000);
    }
  }

  @Test
  void aFileThatNeedsAPasswordIsNamed() {
    PageOperations pages = new PageOperations(Rendering.LIMITS);
    byte[] plain = Rendering.pdf(Rendering.render("<p>x")).bytes();
    PageOutcome locked =
        pages.apply(
            new PdfOperation.Protect(
                Optional.of("secret"), Optional.empty(), Set.of(), PdfOperation.Encryption.AES_256),
            List.of(plain));
    byte[] encrypted = ((PageOutcome.Files) locked).files().get(0).bytes();
    PdfStep merge =
        new PdfStep(
            "merge",
            3,
            new PdfOperation.Combine(List.of(List.of(), List.of())),
            Optional.of(
                new PdfStep.File(
                    Optional.empty(), Optional.of(Base64.getEncoder().encodeToString(encrypted)))),
            Optional.empty());

    RenderedPdf ended =
        Requests.finished(
            RENDERER.render(
                Requests.of(
                    Rendering.OPTIONS.finishedBy(List.of(merge), "a.pdf"),
                    Optional.empty(),
                    new SourcePart.InlineHtml("<p>y")),
                fault -> {}));
    assertThat(ended)
        .isEqualTo(
            new RenderedPdf.Rejected(
                FailureCode.SOURCE_ENCRYPTED, "/options/steps/3/merge: A source PDF is encrypted"));
  }
}
