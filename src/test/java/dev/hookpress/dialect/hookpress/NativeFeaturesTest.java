package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The options that make a PDF more than its pages. */
class NativeFeaturesTest {
  private static Decoded decode(String options) {
    return request("{'parts':[{'html':'<p>x'}],'options':" + options + "}");
  }

  private static Decoded request(String body) {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Dialects.ofApi().decode(new Submission(json), url -> Optional.empty());
  }

  private static RenderOptions options(String options) {
    return ((Decoded.Request) decode(options)).documents().get(0).options();
  }

  @ParameterizedTest
  @EnumSource
  void eachConformanceIsReadByItsName(Conformance conformance) {
    assertThat(options("{'conformance':'" + conformance.label() + "'}").pdf())
        .isEqualTo(PdfFeatures.of(conformance));
  }

  @Test
  void byDefaultAPdfHasNoFeatures() {
    assertThat(options("{}").pdf()).isEqualTo(PdfFeatures.NONE);
  }

  @Test
  void theLanguageIsPartOfTheMetadata() {
    RenderOptions read = options("{'metadata':{'language':'de-AT'},'reproducible':true}");

    assertThat(read.info()).containsEntry("language", "de-AT");
    assertThat(read.pdf().reproducible()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'conformance':'pdfa-4'}                              | /options/conformance",
        "{'conformance':'pdfa-2b','user_password':'x'}         | /options/conformance",
        "{'conformance':'pdfua-1','pages':'1'}                 | /options/conformance",
        "{'conformance':'pdfua-1','test':true}                 | /options/conformance",
        "{'reproducible':true,'owner_password':'x'}            | /options/reproducible",
        "{'reproducible':true,'pages':'1'}                     | /options/reproducible",
        "{'metadata':{'language':'a language'}}                | /options/metadata/language"
      })
  void aFaultIsNamed(String options, String where) {
    assertThat(((Decoded.Refused) decode(options)).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly(where);
  }

  @Test
  void aSampleClaimsNothing() {
    Decoded decoded =
        request("{'parts':[{'html':'<p>x'}],'test':true,'options':{'conformance':'pdfa-2b'}}");

    assertThat(((Decoded.Refused) decoded).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly("/test");
  }

  @Test
  void accessiblePdfsMayBeEncrypted() {
    assertThat(options("{'conformance':'pdfua-1','user_password':'x'}").pdf().claims()).isTrue();
  }
}
