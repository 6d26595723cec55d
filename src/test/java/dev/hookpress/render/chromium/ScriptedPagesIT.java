package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.EngineOptions.Place;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserSource;
import io.vertx.core.Future;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages that are nothing without their scripts, as people make them. */
class ScriptedPagesIT {
  /** A chart library's essence: bars with labels from data, as vectors or as pixels. */
  private static final String CHART =
      """
      <body style="margin: 0"><div id=chart></div><canvas id=pixels width=200 height=100></canvas>
      <script>
      const data = [{label: 'North', value: 80}, {label: 'South', value: 30}];
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('viewBox', '0 0 200 100');
      data.forEach((it, i) => {
        const bar = document.createElementNS(svg.namespaceURI, 'rect');
        for (const [k, v] of Object.entries({x: i * 100 + 10, y: 90 - it.value, width: 80,
            height: it.value, fill: '#0a0'})) bar.setAttribute(k, v);
        const text = document.createElementNS(svg.namespaceURI, 'text');
        text.setAttribute('x', i * 100 + 10); text.setAttribute('y', 99);
        text.setAttribute('font-size', 9); text.textContent = it.label + ' ' + it.value;
        svg.append(bar, text);
      });
      chart.append(svg);
      const paint = pixels.getContext('2d');
      paint.fillStyle = '#c00';
      requestAnimationFrame(() => paint.fillRect(0, 0, 200, 100));
      </script>
      """;

  private static final String INVOICE =
      """
      <main id=app></main>
      <script type=module>
      const order = await (await fetch('https://api.example/orders/7')).json();
      const money = new Intl.NumberFormat('de-DE', {style: 'currency', currency: 'EUR'});
      const rows = order.lines.map(it => `<tr><td>${it.title}<td>${money.format(it.price)}</tr>`);
      const sum = order.lines.reduce((sum, it) => sum + it.price, 0);
      app.innerHTML = `<h1>Invoice ${order.number}</h1><table>${rows.join('')}</table>
        <p>Total ${money.format(sum)}</p>`;
      </script>
      """;

  private static final String COMPONENTS =
      """
      <price-tag amount=9><span slot=name>Tea</span></price-tag>
      <template id=tag><style>b { color: #00c }</style><slot name=name></slot>: <b></b></template>
      <script>
      customElements.define('price-tag', class extends HTMLElement {
        connectedCallback() {
          const root = this.attachShadow({mode: 'open'});
          root.append(tag.content.cloneNode(true));
          root.querySelector('b').textContent = this.getAttribute('amount') + ' EUR';
        }
      });
      </script>
      """;

  private static Browsing browsing;

  @BeforeAll
  static void start() {
    browsing = Browsing.start(Browsing.options(1, Duration.ofSeconds(30)));
  }

  @AfterAll
  static void stop() {
    if (browsing != null) {
      browsing.close();
    }
  }

  @Test
  void aChartIsDrawnAsVectorsAndOnACanvas() throws IOException {
    Printed printed = browsing.print(CHART);

    assertThat(Browsing.text(printed)).contains("North 80", "South 30");
    BufferedImage page = drawn(printed);
    assertThat(painted(page, 0x00, 0xAA, 0x00)).as("the bars").isGreaterThan(1_000);
    assertThat(painted(page, 0xCC, 0x00, 0x00)).as("the canvas").isGreaterThan(1_000);
  }

  @Test
  void anInvoiceIsMadeByThePageFromItsData() {
    String order =
        "{\"number\": 7, \"lines\": [{\"title\": \"Tea\", \"price\": 1234.5},"
            + " {\"title\": \"Cups\", \"price\": 10}]}";

    String text =
        Browsing.text(
                await(
                    browsing.begin(
                        INVOICE,
                        Rendering.OPTIONS,
                        uri ->
                            found(
                                uri, order.getBytes(StandardCharsets.UTF_8), "application/json"))))
            .replace('\u00a0', ' ');

    assertThat(text).contains("Invoice 7", "Tea 1.234,50 €", "Cups 10,00 €", "Total 1.244,50 €");
  }

  @Test
  void aComponentShowsItsTemplateAndWhatIsPutIntoItsSlot() {
    assertThat(Browsing.text(browsing.print(COMPONENTS))).contains("Tea: 9 EUR");
  }

  @Test
  void aFontOfThePageIsEmbedded() throws IOException {
    String html =
        "<style>@font-face { font-family: Own; src: url(https://fonts.example/own.ttf) }"
            + "p { font-family: Own }</style><p>In a font of its own</p>";
    byte[] font = font();

    Printed printed =
        await(browsing.begin(html, Rendering.OPTIONS, uri -> found(uri, font, "font/ttf")));

    assertThat(Browsing.text(printed)).contains("In a font of its own");
    assertThat(fonts(printed)).anyMatch(name -> name.contains("Lora"));
  }

  @Test
  void aPackagedFamilyIsThereWithoutARule() throws IOException {
    Printed printed = browsing.print("<p style='font-family: Lora'>As in the fast engine</p>");

    assertThat(fonts(printed)).anyMatch(name -> name.contains("Lora"));
  }

  @Test
  void numbersAndDatesAreThoseOfTheLanguageAndTheTimeZone() {
    String html =
        "<p id=a></p><script>a.textContent = [new Intl.NumberFormat().format(1234.5),"
            + " navigator.language, new Date(0).getHours(),"
            + " Intl.DateTimeFormat().resolvedOptions().timeZone].join(' ')</script>";

    assertThat(Browsing.text(browsing.print(html, Rendering.OPTIONS.by(in("de-DE", "Asia/Tokyo")))))
        .contains("1.234,5 de-DE 9 Asia/Tokyo");
    assertThat(Browsing.text(browsing.print(html, Rendering.OPTIONS.by(in("en-US", "UTC")))))
        .as("the next document's")
        .contains("1,234.5 en-US 0 UTC");
  }

  private static EngineOptions in(String locale, String timeZone) {
    EngineOptions standard = EngineOptions.STANDARD;
    return new EngineOptions(
        Engine.CHROMIUM,
        standard.waits(),
        Optional.empty(),
        Optional.empty(),
        new Place(Optional.of(locale), Optional.of(timeZone)));
  }

  private static Future<BrowserSource> found(URI uri, byte[] content, String type) {
    return Future.succeededFuture(
        "favicon.ico".equals(uri.getPath())
            ? new BrowserSource.Absent(FailureCode.SOURCE_BLOCKED, "no icon")
            : new BrowserSource.Found(content, type, Optional.empty(), uri));
  }

  private static byte[] font() {
    try (InputStream in =
        ScriptedPagesIT.class.getResourceAsStream("/fonts/lora/Lora_400Regular.ttf")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage drawn(Printed printed) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(((Printed.Pdfs) printed).files().get(0))) {
      return new PDFRenderer(pdf).renderImage(0);
    }
  }

  private static int painted(BufferedImage page, int red, int green, int blue) {
    int count = 0;
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        int rgb = page.getRGB(x, y);
        if (near(rgb >> 16, red) && near(rgb >> 8, green) && near(rgb, blue)) {
          count++;
        }
      }
    }
    return count;
  }

  private static boolean near(int channel, int wanted) {
    return Math.abs((channel & 0xFF) - wanted) < 24;
  }

  private static List<String> fonts(Printed printed) throws IOException {
    List<String> names = new ArrayList<>();
    try (PDDocument pdf = Loader.loadPDF(((Printed.Pdfs) printed).files().get(0))) {
      for (COSName name : pdf.getPage(0).getResources().getFontNames()) {
        names.add(pdf.getPage(0).getResources().getFont(name).getName());
      }
    }
    return names;
  }
}
