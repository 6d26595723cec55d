package dev.hookpress.template.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.pdf.conformance.VeraPdf;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes in templates of both languages. */
class CodesTest {
  private static final TemplateEngine ENGINE =
      new TemplateEngine(TemplateLimits.withOutput(1 << 20));
  private static final String EPC =
      "{'p':{'name':'Rotes Kreuz','iban':'AT61 1904 3002 3457 3201',"
          + "'amount':12.3,'text':'Spende'}}";
  private static final String SWISS =
      "{'p':{'iban':'CH4431999123000889012','name':'Robert Schneider AG','street':'Rue du Lac',"
          + "'number':'1268','postcode':'2501','town':'Biel','country':'CH','amount':'1949.75',"
          + "'reference':'210000000003139471430009017','text':'Order of 15.6.2020'}}";

  private static dev.hookpress.template.Rendering fill(
      TemplateLanguage language, String template, String data) throws IOException {
    JsonNode tree = JsonMapper.builder().build().readTree(data.replace('\'', '"'));
    return ENGINE.render(language, template, tree);
  }

  private static String html(TemplateLanguage language, String template, String data)
      throws IOException {
    return ((dev.hookpress.template.Rendering.Html) fill(language, template, data)).html();
  }

  private static String fault(String template, String data) throws IOException {
    var failed =
        (dev.hookpress.template.Rendering.Failed) fill(TemplateLanguage.HANDLEBARS, template, data);
    assertThat(failed.fault().code()).isEqualTo(FailureCode.TEMPLATE_FAILED);
    return failed.fault().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{qr v size='30mm'}}                       ; {{ v | qr: '30mm' }}",
        "{{barcode v type='code128' height='9mm'}}  ; {{ v | barcode: 'code128', '9mm' }}",
        "{{barcode n type='ean13'}}                 ; {{ n | barcode: 'ean13' }}",
        "{{barcode v type='datamatrix'}}            ; {{ v | barcode: 'datamatrix' }}"
      })
  void bothLanguagesDrawTheSameCode(String handlebars, String liquid) throws IOException {
    String data = "{'v':'R-2026-0042','n':'4006381333931'}";

    String drawn = html(TemplateLanguage.HANDLEBARS, handlebars, data);

    assertThat(drawn).startsWith("<svg ").contains("<path d=\"M").endsWith("</svg>");
    assertThat(html(TemplateLanguage.LIQUID, liquid, data)).isEqualTo(drawn);
  }

  @Test
  void paymentsAreWrittenAsTheirStandardsSay() throws IOException {
    String epc = html(TemplateLanguage.HANDLEBARS, "{{epc_qr p}}", EPC);
    String same =
        Codes.qr(
            "BCD\n002\n1\nSCT\n\nRotes Kreuz\nAT611904300234573201\nEUR12.30\n\n\nSpende",
            "30mm",
            "M");
    assertThat(epc).isEqualTo(same);
    String swiss = html(TemplateLanguage.LIQUID, "{{ p | swiss_qr }}", SWISS);
    assertThat(swiss)
        .isEqualTo(
            Codes.crossed(
                "SPC\n0200\n1\nCH4431999123000889012\nS\nRobert Schneider AG\nRue du Lac\n1268\n"
                    + "2501\nBiel\nCH\n\n\n\n\n\n\n\n1949.75\nCHF\n\n\n\n\n\n\n\nQRR\n"
                    + "210000000003139471430009017\nOrder of 15.6.2020\nEPD",
                "46mm"));
  }

  @Test
  void aCodeIsVectorsInAConformingPdf() throws IOException {
    String code = html(TemplateLanguage.HANDLEBARS, "{{swiss_qr p}}", SWISS);
    RenderedPdf rendered =
        Rendering.render(
            Rendering.options(null, null, Map.of("language", "de"), null, null)
                .with(PdfFeatures.of(Conformance.PDFA_3A)),
            Rendering.html("<h1>Rechnung</h1>" + code));

    byte[] pdf = Rendering.pdf(rendered).bytes();
    assertThat(Rendering.pdf(rendered).warnings()).isEmpty();
    assertThat(VeraPdf.faults(pdf, Conformance.PDFA_3A)).isEmpty();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (var name : document.getPage(0).getResources().getXObjectNames()) {
        assertThat(document.getPage(0).getResources().isImageXObject(name)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{qr v size='wide'}}            | size",
        "{{qr v level='X'}}              | level",
        "{{barcode v type='code39'}}     | code128, ean13",
        "{{barcode v type='ean13'}}      | 13 digits",
        "{{barcode wrong type='ean13'}}  | last digit",
        "{{barcode far type='code128'}}    | does not fit",
        "{{qr none}}                     | characters",
        "{{epc_qr v}}                    | object",
        "{{epc_qr o}}                    | name",
        "{{swiss_qr b}}                  | iban"
      })
  void whatCannotBeACodeIsNamed(String template, String said) throws IOException {
    String data =
        "{'v':'x','wrong':'4006381333930','far':'\u4e2d',"
            + "'o':{'iban':'AT611904300234573201'},"
            + "'b':{'iban':'CH4431999123000889013'}}";

    assertThat(fault(template, data)).contains(said);
  }

  @Test
  void codesAreWork() throws IOException {
    JsonNode data =
        JsonMapper.builder().build().readTree("{\"l\":[" + "\"x\",".repeat(2_000) + "\"x\"]}");
    var failed =
        (dev.hookpress.template.Rendering.Failed)
            new TemplateEngine(TemplateLimits.withOutput(1 << 26))
                .render(TemplateLanguage.HANDLEBARS, "{{#each l}}{{qr this}}{{/each}}", data);

    assertThat(failed.fault().code()).isEqualTo(FailureCode.TEMPLATE_TIMEOUT);
  }
}
