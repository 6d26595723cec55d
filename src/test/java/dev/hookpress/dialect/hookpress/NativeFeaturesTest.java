package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.PdfFeatures;
import java.net.URI;
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
        "{'reproducible':true,'engine':'chromium'}             | /options/engine",
        "{'conformance':'pdfa-2b','engine':'chromium'}         | /options/engine",
        "{'reproducible':true,'pages':'1'}                     | /options/reproducible",
        "{'metadata':{'language':'a language'}}                | /options/metadata/language",
        "{'conformance':'pdfa-2b','attachments':[{'name':'a','media_type':'a/b','data':'YQ=='}]}"
            + "|/options/conformance",
        "{'attachments':[{'name':'a/b','media_type':'a/b','data':'YQ=='}]}"
            + "|/options/attachments/0/name",
        "{'attachments':[{'name':'a','media_type':'text','data':'YQ=='}]}"
            + "|/options/attachments/0/media_type",
        "{'attachments':[{'name':'a','media_type':'a/b','data':'?'}]}|/options/attachments/0/data",
        "{'attachments':[{'name':'a','media_type':'a/b'}]}|/options/attachments/0/data",
        "{'attachments':[{'name':'a','media_type':'a/b','url':'ftp://a'}]}"
            + "|/options/attachments/0/url",
        "{'attachments':[{'name':'a','media_type':'a/b','data':'YQ==','relationship':'x'}]}"
            + "|/options/attachments/0/relationship",
        "{'attachments':'a'}|/options/attachments",
        "{'einvoice':{'xml':'<a/>'}}|/options/einvoice/format",
        "{'einvoice':{'format':'factur-x'}}|/options/einvoice/xml",
        "{'einvoice':{'format':'xrechnung-cii','profile':'basic','xml':'<a/>'}}"
            + "|/options/einvoice/profile",
        "{'einvoice':{'format':'factur-x','xml':'<a/>'},'conformance':'pdfa-2b'}"
            + "|/options/conformance",
        "{'einvoice':{'format':'factur-x','xml':'<a/>'},'user_password':'x'}|/options/einvoice",
        "{'einvoice':{'format':'factur-x','xml':'<a/>'},"
            + "'attachments':[{'name':'factur-x.xml','media_type':'a/b','data':'YQ=='}]}"
            + "|/options/attachments/0/name"
      })
  void aFaultIsNamed(String options, String where) {
    assertThat(((Decoded.Refused) decode(options)).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly(where);
  }

  @Test
  void anInvoiceIsPdfA3OfItsUsualProfile() {
    PdfFeatures read = options("{'einvoice':{'format':'zugferd','xml':'<a/>'}}").pdf();

    assertThat(read.conformance()).contains(Conformance.PDFA_3B);
    assertThat(read.invoice())
        .contains(
            new ElectronicInvoice(
                ElectronicInvoice.Format.ZUGFERD, ElectronicInvoice.Profile.EN16931, "<a/>"));
  }

  @Test
  void attachmentsAreRead() {
    PdfFeatures read =
        options(
                "{'attachments':[{'name':'a.csv','media_type':'text/csv','relationship':'data',"
                    + "'description':'d','data':'YQ=='},"
                    + "{'name':'b.pdf','media_type':'application/pdf',"
                    + "'url':'https://a.example/b'}]}")
            .pdf();

    assertThat(read.attachments())
        .containsExactly(
            new Attachment(
                "a.csv",
                "text/csv",
                Attachment.Relationship.DATA,
                Optional.of("d"),
                Optional.of("YQ=="),
                Optional.empty()),
            new Attachment(
                "b.pdf",
                "application/pdf",
                Attachment.Relationship.UNSPECIFIED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(URI.create("https://a.example/b"))));
  }

  @Test
  void aPdfWithFeaturesIsNeverMadeByABrowser() {
    assertThat(options("{'engine':'auto'}").usedEngine()).isEqualTo(EngineOptions.Engine.AUTO);
    assertThat(options("{'engine':'auto','conformance':'pdfa-2b'}").usedEngine())
        .isEqualTo(EngineOptions.Engine.PDFBOX);
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
