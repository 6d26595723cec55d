package dev.hookpress.render.tailwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.SeenPage.Word;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Positions and colours on typical Tailwind pages. */
class TailwindPagesTest {
  private static final Offset<Double> CLOSE = within(1.5);

  /** A4 with margins of 20 mm, in points. */
  private static final double LEFT = 56.7;

  private static final double RIGHT = 595.3 - 56.7;

  @Test
  void anInvoiceHasItsSidesAndItsColumns() throws IOException {
    SeenPage page = page("invoice", List.of());
    Word title = page.word("INVOICE");
    Word company = page.word("Northwind");
    assertThat(title.right()).isCloseTo(RIGHT, CLOSE);
    assertThat(title.font()).contains("Bold");
    assertThat(company.baseline()).isCloseTo(title.baseline(), within(8.0));
    // The badge between mark and name, 48 px wide and round.
    assertThat(company.left()).isCloseTo(LEFT + 36 + 9, CLOSE);
    assertThat(page.colour(LEFT + 5, company.baseline() + 4)).isEqualTo("#4f46e5");
    assertThat(page.colour(LEFT + 1, company.baseline() - 14)).isEqualTo("#ffffff");
    assertThat(page.word("Amount".toUpperCase()).right()).isCloseTo(RIGHT - 12, CLOSE);
    assertThat(page.word("13,310.00").right()).isCloseTo(RIGHT, CLOSE);
    assertThat(page.word("Subtotal").left()).isCloseTo(RIGHT - 216, CLOSE);
    // Every second row, up to the table's edge.
    assertThat(page.colour(RIGHT - 4, page.word("6,080.00").baseline())).isEqualTo("#f9fafb");
    assertThat(page.colour(RIGHT - 4, page.word("120.00").baseline())).isEqualTo("#ffffff");
  }

  @Test
  void cardsStandInAGridOfEqualHeightAndWidth() throws IOException {
    SeenPage page = page("dashboard", List.of());
    double width = RIGHT - LEFT;
    double card = (width - 2 * 12) / 3;
    Word revenue = page.word("$48,210");
    Word orders = page.word("1,284");
    Word refunds = page.word("0.9%");
    assertThat(orders.left() - revenue.left()).isCloseTo(card + 12, CLOSE);
    assertThat(orders.baseline()).isCloseTo(revenue.baseline(), CLOSE);
    // Only the first has three lines; the last is dark down to the same edge.
    double end = page.word("so").baseline();
    assertThat(page.colour(refunds.left(), end + 6)).isEqualTo("#0f172a");
    // Eight columns of twelve, and four.
    assertThat(page.word("Team").left() - page.word("Channels").left())
        .isCloseTo((width + 12) * 8 / 12, CLOSE);
    // Three tracks: fixed, one part, two parts; and a cell over two rows.
    double part = (width - 90 - 2 * 9) / 3;
    assertThat(page.word("one").left() - page.word("fixed").left()).isCloseTo(99, CLOSE);
    assertThat(page.word("two").left() - page.word("one").left()).isCloseTo(part + 9, CLOSE);
    assertThat(page.colour(LEFT + 20, page.word("rest").baseline())).isEqualTo("#f1f5f9");
    // 31 % of the bar.
    assertThat(page.word("Direct").left()).isCloseTo(page.word("Search").left(), CLOSE);
    assertThat(page.word("Week").baseline()).isCloseTo(page.word("Pulse").baseline(), within(3.0));
    assertThat(page.colour(LEFT + 6, page.word("Pulse").baseline())).isEqualTo("#0f172a");
  }

  @Test
  void aFrontPageIsCentredAndInTheFontThatWasAskedFor() throws IOException {
    SeenPage page = page("marketing", List.of("Poppins:wght@400;700"));
    Word first = page.word("Documents");
    Word last = page.word("arrive");
    double middle = (LEFT + RIGHT) / 2;
    assertThat((first.left() + last.right()) / 2).isCloseTo(middle, CLOSE);
    assertThat(first.font()).isEqualTo("Poppins-Bold");
    assertThat((page.word("Start").left() + page.word("more").right()) / 2)
        .isCloseTo(middle, CLOSE);
    assertThat(page.colour(page.word("Start").left() - 6, page.word("Start").baseline()))
        .isEqualTo("#ffffff");
    // From indigo on the left to purple on the right.
    assertThat(page.colour(LEFT + 3, first.baseline())).matches("#[45]...e.");
    assertThat(page.colour(RIGHT - 3, first.baseline())).matches("#9[0-9a-f]3[0-9a-f]e[0-9a-f]");
    assertThat(page.word("Durable").baseline()).isEqualTo(page.word("Honest").baseline());
    // Half, a gap, half; in the middle of the taller one.
    assertThat(page.word("POST").left()).isGreaterThan(middle);
    assertThat(page.word("POST").font()).contains("Cousine");
  }

  @Test
  void headersAndFootersAreStyledToo() throws IOException {
    RenderOptions options =
        Rendering.options(
                "<div class='flex justify-between w-full text-xs'><b>Left</b><i>Right</i></div>",
                null,
                java.util.Map.of(),
                null,
                null)
            .withTailwind(styling(List.of()));
    SeenPage page =
        SeenPage.of(Rendering.pdf(Rendering.render(options, Rendering.html("<p>Body</p>"))));
    assertThat(page.word("Left").left()).isCloseTo(LEFT, CLOSE);
    assertThat(page.word("Right").right()).isCloseTo(RIGHT, CLOSE);
    assertThat(page.word("Left").baseline()).isEqualTo(page.word("Right").baseline());
  }

  @Test
  void unknownClassesAreWarnings() {
    RenderOptions options =
        Rendering.OPTIONS.withTailwind(styling(List.of("Comic Sans", "Lato:wght@600", "Inter")));
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render(options, Rendering.html("<p class='p-4 foo'>x</p>")));
    assertThat(pdf.warnings())
        .containsExactlyInAnyOrder(
            "Not known as classes of Tailwind: foo",
            "The font Comic Sans is not there; Arimo is used",
            "Lato has no weight 600; 700 is used");
  }

  @Test
  void tailwindIsOffByDefault() throws IOException {
    SeenPage page =
        SeenPage.of(Rendering.pdf(Rendering.render("<p class='text-right p-8'>Plain</p>")));
    assertThat(page.word("Plain").left()).isLessThan(LEFT + 10);
  }

  private static SeenPage page(String name, List<String> fonts) throws IOException {
    try (InputStream in =
        TailwindPagesTest.class.getResourceAsStream("/tailwind/" + name + ".html")) {
      String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      RenderOptions options = Rendering.OPTIONS.withTailwind(styling(fonts));
      return SeenPage.of(Rendering.pdf(Rendering.render(options, Rendering.html(html))));
    }
  }

  private static TailwindStyling styling(List<String> fonts) {
    return new TailwindStyling(
        Stream.ofNullable(fonts)
            .flatMap(List::stream)
            .map(font -> FontRequest.parse(font).orElseThrow())
            .toList());
  }
}
