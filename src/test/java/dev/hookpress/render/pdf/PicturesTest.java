package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.ImageBytes;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderWarning;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image that is shown, and its replacement. */
class PicturesTest {
  /** 20 by 10 pixels, red. */
  private static final String WEBP =
      "data:image/webp;base64,UklGRv4BAABXRUJQVlA4WAoAAAAgAAAAEwAACQAASUNDUMgBAAAAAAHIAAAAA"
          + "AQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9"
          + "tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZ"
          + "XNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDA"
          + "AABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VU"
          + "wAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAA"
          + "AAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAA"
          + "ApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgA"
          + "DIAMAAxADZWUDhMDwAAAC8TQAIABxD9j/4HIqL/AQA=";

  @Test
  void webpIsShown() throws IOException {
    SeenPage page = page("x<img src='" + WEBP + "'>y", Map.of());

    SeenPage.Word before = page.word("x");
    assertThat(page.word("y").left() - before.right()).isCloseTo(15, within(0.5));
    assertThat(page.colour(before.right() + 7, before.baseline() - 3))
        .matches("#f[0-9a-f]0[0-9a-f]0[0-9a-f]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<style>@media print{b{color:#000}}</style>"})
  void aDrawingFillsACellWhoseWidthItDoesNotSet(String style) throws IOException {
    String drawing =
        "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%22600%22 "
            + "height=%22200%22%3E%3Crect width=%22600%22 height=%22200%22 fill=%22red%22/%3E"
            + "%3C/svg%3E";
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                style
                    + "<table style='width:100%'><tr><td align=center><table style='width:94%'>"
                    + "<tr><td style='padding:0'><img style='width:100%;display:block' src='"
                    + drawing
                    + "'></td></tr></table></td></tr></table><b>after</b>"));
    SeenPage page = SeenPage.of(pdf);

    assertThat(pdf.warnings()).isEmpty();
    assertThat(page.colour(90, 150)).isEqualTo("#ff0000");
    assertThat(page.colour(500, 150)).isEqualTo("#ff0000");
    assertThat(page.word("after").baseline()).isGreaterThan(200);
  }

  @Test
  void aBrokenWebpIsAWarning() {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render("<img src='" + WEBP.substring(0, 200) + "'><p>x</p>"));

    assertThat(pdf.warnings()).anyMatch(warning -> warning.contains("could not be read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=20.png srcset='40.png 2x'>",
        "<img srcset='20.png, 40.png 2x'>",
        "<img srcset='20.png 1x,40.png 2x' src=80.png>",
        "<img srcset='20.png 20w, 80.png 80w' sizes='20px' src=40.png>",
        "<img srcset='20.png 400w, 80.png 4000w' sizes='(max-width: 10px) 3000px, 20px'>",
        "<picture><source media='(max-width: 99px)' srcset=80.png><img src=20.png></picture>",
        "<picture><source media='(min-width: 99px)' srcset=20.png><img src=80.png></picture>",
        "<picture><source media=print srcset=20.png><img src=80.png></picture>",
        "<picture><source type=image/avif srcset=80.png><img src=20.png></picture>",
        "<picture><source media='(prefers-color-scheme: dark)' srcset=80.png>"
            + "<source type=image/png srcset='20.png'><img src=40.png></picture>"
      })
  void theRightCandidateIsShown(String html) throws IOException {
    Map<URI, byte[]> images =
        Map.of(
            URI.create("https://example.com/20.png"), ImageBytes.png(20, 10),
            URI.create("https://example.com/40.png"), ImageBytes.png(40, 10),
            URI.create("https://example.com/80.png"), ImageBytes.png(80, 10));

    SeenPage page = page("<base href='https://example.com/'>x" + html + "y", images);

    assertThat(page.word("y").left() - page.word("x").right()).isCloseTo(15, within(0.5));
  }

  @Test
  void theAlternativeTextOfAMissingImageStandsInItsPlace() throws IOException {
    SeenPage page =
        page(
            "x <img alt=Logo src='https://example.com/gone.png' style='width:100px;color:red'> y",
            Map.of());

    assertThat(page.visualLines().get(0)).matches("x\\s*Logo\\s*y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,",
        "data:image/png;base64,none",
        "data:image/jpeg;base64,bm90IGFuIGltYWdl",
        "https://example.com/page.png"
      })
  void theAlternativeTextOfWhatIsNoImageStandsInItsPlace(String source) throws IOException {
    Map<URI, byte[]> resources =
        Map.of(
            URI.create("https://example.com/page.png"),
            "<!doctype html><p>Not found".getBytes(StandardCharsets.UTF_8));
    String html = "<!doctype html>x <img alt=Logo style='width:100px' src='" + source + "'> y";
    Prepared prepared = prepared(html, resources);

    assertThat(rendered(prepared).visualLines().get(0)).matches("x\\s*Logo\\s*y");
    assertThat(prepared.warnings())
        .extracting(RenderWarning::text)
        .anyMatch(warning -> warning.contains("could not be read"));
  }

  /** As browsers do; the width is between the words around the image, in CSS pixels. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!doctype html> | alt='' width=300 height=40 | 300",
        "<!doctype html> | width=300 height=40 | 300",
        "<!doctype html> | alt='' | 0",
        "<!doctype html> | alt='' width=300 | 0",
        "<!doctype html> | | 16",
        "<!doctype html> | alt=W width=300 height=40 | 31",
        "<!doctype html> | alt=W style='width:300px;height:40px' | 31",
        "<!-- quirks --> | alt=W width=300 height=40 | 300",
        "<!doctype html><style>b{color:var(--b)}</style> | alt='' width=300 height=40 | 300",
        "<!doctype html><style>b{color:var(--b)}</style> | alt=W width=300 height=40 | 31",
      })
  void aMissingImageHasItsSizeOnlyWithoutText(String start, String attributes, double width)
      throws IOException {
    String image = "<img src='https://example.com/gone.png' %s>".formatted(attributes);

    SeenPage page =
        document(
            start
                + "<body>x<i style='margin-right:50px'></i>"
                + image
                + "<i style='margin-left:50px'></i>y",
            Map.of());

    assertThat((page.word("y").left() - page.word("x").right()) / 0.75 - 100)
        .isCloseTo(width, within(2.0));
  }

  private static SeenPage page(String html, Map<URI, byte[]> images) throws IOException {
    return document("<!doctype html>" + html, images);
  }

  private static SeenPage document(String html, Map<URI, byte[]> images) throws IOException {
    return rendered(prepared(html, images));
  }

  private static Prepared prepared(String html, Map<URI, byte[]> images) {
    return (Prepared) Rendering.prepare(Rendering.OPTIONS, images, List.of(Rendering.html(html)));
  }

  private static SeenPage rendered(Prepared prepared) throws IOException {
    return SeenPage.of(
        Rendering.pdf(Rendering.renderer(Rendering.LIMITS).render(prepared, Rendering.OPTIONS)));
  }
}
