package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines break where Chromium 156 breaks them; each bar is an opportunity. */
class LineBreaksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "one |two |three",
        "{{invoice.total_amount}}",
        "Idle/Orphaned |A/B-|test",
        "well-|known |555-|1234 |-|-5 |-5",
        "12.03.2025, |10:30 |1,234.56",
        "mail@example.org",
        "https://example.org/reset?|token=ab&c=d#e",
        "f(x) |a,|(b) |end.|(c) |a.|[b]",
        "5% |50%|(net) |$5 |a=b |a+b |a*b",
        "what?|no |what?! |what?)",
        "caf\u00e9s/na\u00efve |\u00fcber.all |M\u00fcller-|Meier",
        "a\u00a0b |10\u00a0%",
        "2019\u2013|2024 |word |\u2013 |word",
        "\u4e2d|\u6587\u3002|\u5b57|\u300c\u5b57\u300d|\u5b57",
        "soft\u00ad|hyphen",
        "zero\u200b|width"
      })
  void aLineMayBreakWhereBrowsersBreakIt(String marked) {
    String text = marked.replace("|", "");
    LineBreaks breaks = new LineBreaks(Locale.ROOT);
    breaks.setText(text);
    StringBuilder found = new StringBuilder();
    int from = 0;
    for (int at = breaks.next(); at >= 0; at = breaks.next()) {
      found.append(text, from, at).append(at < text.length() ? "|" : "");
      from = at;
    }

    assertThat(found).hasToString(marked);
  }

  @ParameterizedTest
  @CsvSource({"block", "flex", "table"})
  void anIdentifierStaysWholeInANarrowBox(String display) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<div style='display:%s;width:60px'><p>sum.total_gross/net"
                        .formatted(display))));

    assertThat(page.word("sum.total_gross/net").left()).isPositive();
  }

  @Test
  void textOfManyPagesIsBrokenInLinearTime() {
    LineBreaks breaks = new LineBreaks(Locale.ROOT);
    breaks.setText("\u2013a/b-1 ".repeat(200_000));
    int count = 0;
    while (breaks.next() >= 0) {
      count++;
    }

    assertThat(count).isGreaterThan(200_000);
  }
}
