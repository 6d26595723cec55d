package dev.hookpress.render.css.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.measure.ColumnWidths.Wish;
import org.junit.jupiter.api.Test;

/** The distribution of CSS Tables 3, with the widths that Chromium gives. */
class ColumnWidthsTest {
  @Test
  void roomBetweenLeastAndPreferredWidthsIsSharedByTheDifference() {
    ColumnWidths columns = new ColumnWidths(2, 0);
    columns.add(0, text(20, 200));
    columns.add(1, text(200, 220));

    assertThat(columns.in(300)).containsExactly(92, 208);
  }

  @Test
  void roomBeyondPreferredWidthsIsSharedByThem() {
    ColumnWidths columns = new ColumnWidths(2, 0);
    columns.add(0, text(20, 100));
    columns.add(1, text(50, 300));

    assertThat(columns.in(600)).containsExactly(150, 450);
  }

  @Test
  void noColumnIsNarrowerThanItsContent() {
    ColumnWidths columns = new ColumnWidths(2, 0);
    columns.add(0, text(80, 100));
    columns.add(1, new Wish(90, 50, 0, true));

    assertThat(columns.in(100)).containsExactly(80, 90);
  }

  @Test
  void aGivenWidthCountsAndNotThatOfTheContent() {
    ColumnWidths columns = new ColumnWidths(2, 0);
    columns.add(0, new Wish(30, 100, 0, true));
    columns.add(0, text(40, 500));
    columns.add(1, text(50, 200));

    assertThat(columns.preferred()).isEqualTo(300);
    assertThat(columns.in(400)).containsExactly(100, 300);
  }

  @Test
  void percentagesComeBeforeGivenWidthsAndTheseBeforeText() {
    ColumnWidths columns = new ColumnWidths(3, 0);
    columns.add(0, new Wish(10, 40, 50, false));
    columns.add(1, new Wish(10, 80, 0, true));
    columns.add(2, text(20, 300));

    assertThat(columns.in(200)).containsExactly(100, 80, 20);
    assertThat(columns.in(300)).containsExactly(150, 80, 70);
    assertThat(columns.in(160)).containsExactly(80, 60, 20);
  }

  @Test
  void percentagesOfMoreThanTheWholeAreCutOffAtTheLast() {
    ColumnWidths columns = new ColumnWidths(2, 0);
    columns.add(0, new Wish(10, 10, 70, false));
    columns.add(1, new Wish(10, 10, 60, false));

    assertThat(columns.in(100)).containsExactly(70, 30);
  }

  @Test
  void aCellOverColumnsWidensThemByWhatTheyPrefer() {
    ColumnWidths columns = new ColumnWidths(3, 0);
    columns.add(0, text(10, 30));
    columns.add(1, text(10, 90));
    columns.add(2, text(10, 50));
    columns.add(0, 2, text(180, 240));

    assertThat(columns.in(290)).containsExactly(60, 180, 50);
    assertThat(columns.least()).isEqualTo(190);
  }

  @Test
  void emptyColumnsUnderACellAreEquallyWide() {
    ColumnWidths columns = new ColumnWidths(2, 10);
    columns.add(0, 2, text(110, 110));

    assertThat(columns.in(100)).containsExactly(50, 50);
  }

  @Test
  void percentagesTellHowWideATableIsThatFitsItsContent() {
    ColumnWidths columns = new ColumnWidths(2, 0);
    columns.add(0, new Wish(10, 50, 25, false));
    columns.add(1, text(10, 90));

    assertThat(columns.preferred()).isEqualTo(200);
  }

  private static Wish text(double least, double preferred) {
    return new Wish(least, preferred, 0, false);
  }
}
