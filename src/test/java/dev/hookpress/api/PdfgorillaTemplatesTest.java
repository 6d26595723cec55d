package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.RenderOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that a template of PDF Gorilla is for. */
class PdfgorillaTemplatesTest {
  private static final String TEMPLATE = "/api/v1/templates/invoice";

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void theSettingsOfATemplateAreThoseOfItsDocuments() {
    Got stored =
        put(
            "{\"paperSize\": \"Letter\", \"orientation\": \"landscape\", \"margins\": {\"top\": 30,"
                + " \"left\": \"1in\"}, \"header\": \"A < B\", \"footer\": {\"left\": \"x\","
                + " \"right\": \"{page} of {pages}\"}}");
    assertThat(stored.status()).isEqualTo(201);
    assertThat(stored.header("Hookpress-Warning")).isEmpty();
    assertThat(stored.json().at("/settings/paperSize").textValue()).isEqualTo("Letter");

    RenderOptions options = generated();

    PageLayout page = options.layout();
    assertThat(page.landscape()).isTrue();
    assertThat(page.widthMillimetres()).isEqualTo(216, org.assertj.core.data.Offset.offset(0.2));
    assertThat(page.margins()).isEqualTo(new PageLayout.Margins(30, 20, 20, 25.4));
    assertThat(options.headerHtml().orElseThrow()).contains("A &lt; B");
    assertThat(options.footerHtml().orElseThrow())
        .contains(">x<", "<span class=\"pageNumber\"></span> of <span class=\"totalPages\">");
  }

  @Test
  void aTemplateWithoutSettingsIsForA4() {
    put("null");

    assertThat(generated().layout()).isEqualTo(PageLayout.A4);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"paperSize\": \"Z9\"}',             /settings/paperSize",
    "'{\"orientation\": \"up\"}',           /settings/orientation",
    "'{\"margins\": {\"top\": \"much\"}}',  /settings/margins/top",
    "'{\"margins\": {\"top\": 290}}',       /settings/margins",
    "'{\"header\": 7}',                     /settings/header",
    "'[]',                                  /settings"
  })
  void aFaultOfTheSettingsIsNamed(String settings, String where) {
    Got got = put(settings);

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().at("/details/0/field").textValue()).isEqualTo(where);
  }

  @Test
  void whatHasNoEffectIsSaid() {
    String body =
        "{\"html\": \"<p>x\", \"mockData\": {\"a\": 1}, \"tags\": [], \"settings\": {\"dpi\": 1}}";

    Got got = send(body);

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.header("Hookpress-Warning")).contains("/mockData", "/tags", "/settings/dpi");
  }

  private RenderOptions generated() {
    Got got =
        api.send(
            api.to(TEMPLATE + "/generate-async").header("Content-Type", "application/json"),
            "POST",
            "{\"data\": {}}");
    assertThat(got.status()).isEqualTo(202);
    return List.copyOf(api.jobs.accepted()).get(0).documents().get(0).options();
  }

  private Got put(String settings) {
    return send("{\"html\": \"<p>x\", \"settings\": " + settings + "}");
  }

  private Got send(String body) {
    return api.send(api.to(TEMPLATE).header("Content-Type", "application/json"), "PUT", body);
  }
}
