package dev.hookpress.dialect.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import org.junit.jupiter.api.Test;

class PaperSizesTest {
  private static final PaperSizes OFFERED = PaperSizes.of("A4", "Letter", "Ledger");

  @Test
  void findsASizeInAnyCaseAndOnlyThoseOffered() {
    assertThat(OFFERED.named("letter")).contains(new PaperSize(215.9, 279.4));
    assertThat(OFFERED.named("A4")).contains(PaperSize.A4);
    assertThat(OFFERED.named("legal")).isEmpty();
    assertThat(OFFERED.names()).containsExactly("A4", "Letter", "Ledger");
    assertThatThrownBy(() -> PaperSizes.of("Foolscap"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLedgerIsATabloidOnItsSide() {
    PaperSize ledger = OFFERED.named("Ledger").orElseThrow();
    assertThat(ledger.portrait()).isEqualTo(new PaperSize(279.4, 431.8));
    assertThat(ledger.portrait().portrait()).isEqualTo(ledger.portrait());
  }

  @Test
  void sidesAndMarginsHaveBounds() {
    assertThat(PaperSize.isSide(10)).isTrue();
    assertThat(PaperSize.isSide(9.9)).isFalse();
    assertThat(PaperSize.isSide(2000.1)).isFalse();
    assertThat(PaperSize.isSide(Double.NaN)).isFalse();
    assertThat(PaperSize.isMargin(0)).isTrue();
    assertThat(PaperSize.isMargin(-0.1)).isFalse();
    assertThat(PaperSize.isMargin(Double.NaN)).isFalse();
  }

  @Test
  void marginsLeaveRoomInTheDirectionThatThePageHas() {
    // 205 of 297 mm and of 210 mm: of the second is left just what is needed.
    assertThat(faultsOf(false, new Margins(0, 100, 0, 105))).isZero();
    assertThat(faultsOf(false, new Margins(0, 100, 0, 105.1))).isOne();
    assertThat(faultsOf(true, new Margins(0, 100, 0, 105.1))).isZero();
    assertThat(faultsOf(true, new Margins(105.1, 0, 100, 0))).isOne();
    assertThat(faultsOf(false, new Margins(200, 200, 200, 200))).isOne();
  }

  @Test
  void thePageKeepsItsSizeAndOrientation() {
    Margins margins = new Margins(1, 2, 3, 4);
    assertThat(PaperSize.A4.page(true, margins, "/margins", new Faults()))
        .isEqualTo(new PageLayout(210, 297, true, margins));
  }

  private static int faultsOf(boolean landscape, Margins margins) {
    Faults faults = new Faults();
    PaperSize.A4.page(landscape, margins, "/margins", faults);
    return faults.none() ? 0 : faults.problem().errors().size();
  }
}
