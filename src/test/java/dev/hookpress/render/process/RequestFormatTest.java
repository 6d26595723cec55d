package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestFormatTest {
  private static final RenderOptions STANDARD = RenderOptions.standard("a.pdf");

  @Test
  void optionsAreReadAsTheyWereSent() throws IOException {
    for (RenderOptions options :
        List.of(
            STANDARD,
            STANDARD.on(new PageLayout(100, 50, true, new PageLayout.Margins(1, 2, 3, 4))),
            STANDARD.between(Optional.of("<b>a</b>"), Optional.of("")),
            STANDARD
                .describedBy(Map.of("title", "A"))
                .protectedBy(Optional.of("a"), Optional.of("b")),
            STANDARD.withTailwind(new TailwindStyling(List.of())),
            STANDARD.fitted(new ContentFit(0.5, false, true)),
            STANDARD.printing(new PrintOptions(false, true)),
            STANDARD.with(PdfFeatures.of(Conformance.values()[0])))) {
      RenderRequest request = request(options);
      assertThat(RequestFormat.request(RequestFormat.request(request))).isEqualTo(request);
    }
  }

  /** A process reads what it is sent for each document. */
  @Test
  void standardsAreNotSent() throws IOException {
    String head =
        new String(RequestFormat.request(request(STANDARD)).head(), StandardCharsets.UTF_8);

    assertThat(head)
        .doesNotContain("\"fit\"", "\"print\"", "\"waits\"", "\"pdf\"", "\"userPassword\"")
        .contains("\"filename\":\"a.pdf\"");
  }

  private static RenderRequest request(RenderOptions options) {
    return new RenderRequest(
        options,
        Optional.empty(),
        List.of(new SourcePart.InlineHtml("<p>a")),
        Map.of(),
        Map.of(),
        false,
        Instant.EPOCH,
        Duration.ofSeconds(1));
  }
}
