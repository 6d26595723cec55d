package dev.hookpress.dialect.tailpdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.RenderOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What known clients of TailPDF send, and what happens to fields that have no effect. */
class TailpdfOptionsTest {
  private final Dialect dialect = Dialects.of(TailpdfDialect.NAME);

  @Test
  void theRequestsOfKnownClientsAreAccepted() {
    Decoded.Request php =
        accepted(
            """
            {"content": "<p>x</p>", "fonts": [], "config": [], "webhook_url": null,
             "pdfOptions": {"format": "letter", "landscape": true, "printBackground": false,
                            "scale": 0.95,
                            "margin": {"top": "96", "right": 48, "bottom": "1in", "left": "0"}}}
            """);

    RenderOptions options = php.documents().get(0).options();
    assertThat(options.layout())
        .isEqualTo(new PageLayout(215.9, 279.4, true, new PageLayout.Margins(25.4, 12.7, 25.4, 0)));
    assertThat(options.print().backgrounds()).isFalse();
    assertThat(options.fit().scale()).isEqualTo(0.95);
    assertThat(php.targets()).isEmpty();
    assertThat(php.warnings()).isEmpty();
  }

  @Test
  void theOtherOptionsOfABrowsersPrintingAreHonoured() {
    Decoded.Request request =
        accepted(
            "{\"content\":\"x\",\"pdfOptions\":{\"pageRanges\":\"2-\",\"preferCSSPageSize\":"
                + "false,\"displayHeaderFooter\":true,\"headerTemplate\":\"<b>h</b>\","
                + "\"footerTemplate\":\"<b>f</b>\"}}");

    RenderOptions options = request.documents().get(0).options();
    assertThat(options.print().pages()).hasToString("[2-]");
    assertThat(options.print().cssPageSize()).isFalse();
    assertThat(options.headerHtml()).contains("<b>h</b>");
    assertThat(options.footerHtml()).contains("<b>f</b>");
    assertThat(request.warnings()).isEmpty();
  }

  @Test
  void whatHasNoEffectIsSaid() {
    Decoded.Request request =
        accepted(
            "{\"content\":\"x\",\"config\":{\"theme\":{}},\"pdfOptions\":{\"scale\":0.33,"
                + "\"tagged\":true},\"formt\":\"A4\"}");

    assertThat(request.warnings())
        .containsExactlyInAnyOrder(
            "/pdfOptions/scale: The nearest that is offered, 0.5, is used.",
            "/pdfOptions/tagged: Is not a known field. Known here: width, height, format,"
                + " landscape, margin, scale, headerTemplate, displayHeaderFooter, footerTemplate,"
                + " printBackground, preferCSSPageSize, pageRanges.",
            "/config: Has no effect: classes are those of Tailwind's own configuration.",
            "/formt: Is not a known field. Known here: content, fonts, async, upload_url,"
                + " webhook_url, pdfOptions, config.");
    assertThat(request.documents().get(0).requestWarnings()).isEqualTo(request.warnings());
  }

  @Test
  void aClientMayAskForARefusalInsteadOfAWarning() {
    byte[] body = "{\"content\":\"x\",\"formt\":\"A4\"}".getBytes(StandardCharsets.UTF_8);

    Decoded decoded = dialect.decode(new Submission(body, Map.of(), true), url -> Optional.empty());

    assertThat(((Decoded.Refused) decoded).problem().errors())
        .extracting(Fault::where)
        .containsExactly("/formt");
  }

  @Test
  void aPasswordIsNeverPassedOver() {
    assertThat(refused("{\"content\":\"x\",\"pdfOptions\":{\"userPassword\":\"s\"}}").errors())
        .extracting(Fault::where)
        .containsExactly("/pdfOptions/userPassword");
    assertThat(refused("{\"content\":\"x\",\"password\":\"s\"}").errors())
        .extracting(Fault::where)
        .containsExactly("/password");
  }

  private Decoded.Request accepted(String json) {
    return (Decoded.Request) decode(json);
  }

  private Problem refused(String json) {
    return ((Decoded.Refused) decode(json)).problem();
  }

  private Decoded decode(String json) {
    return dialect.decode(
        new Submission(json.getBytes(StandardCharsets.UTF_8)), url -> Optional.empty());
  }
}
