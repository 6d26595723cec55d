package dev.hookpress.dialect.adobe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Destination.Store;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FormData;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.job.document.Watermark;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of Adobe's operations: assets of several types, and the client's own storage. */
class AdobeFilesTest {
  private static final Instant ENDED = Instant.parse("2023-03-30T12:34:56Z");
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final String A = "urn:aaid:AS:UE1:018732c1-9895-0000-0000-000000000000";
  private static final String ASSET = "urn:aaid:AS:UE1:5a7c0c7e-23bb-4f0e-9d6a-0f3d1c2b4a59";
  private static final String IN = "'input':{'uri':'https://in.example/a?sig=1','storage':'S3'}";
  private static final String OUT = "'output':{'uri':'https://out.example/b?sig=2'}";
  private static final Part INPUT = new Part.StoredFile(URI.create("https://in.example/a?sig=1"));
  private static final Destination OUTPUT =
      new Destination.PresignedPut(URI.create("https://out.example/b?sig=2"), Map.of());

  private final Dialect dialect = Dialects.of(AdobeDialect.NAME);

  private Decoded decoded(String operation, String body) {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return dialect.decode(
        new Submission(json, Map.of("operation", operation)),
        url ->
            url.getHost().startsWith("10.")
                ? Optional.of("Is refused by the rule private.")
                : Optional.empty());
  }

  private Document accepted(String operation, String body) {
    Decoded decoded = decoded(operation, body);
    assertThat(decoded).as(body).isInstanceOf(Decoded.Request.class);
    return ((Decoded.Request) decoded).documents().get(0);
  }

  private String refused(String operation, String body) {
    Decoded decoded = decoded(operation, body);
    assertThat(decoded).as(body).isInstanceOf(Decoded.Refused.class);
    return new String(
        dialect.problem(((Decoded.Refused) decoded).problem()).body(), StandardCharsets.UTF_8);
  }

  private String status(Document document, Long... files) {
    DocumentResult stored =
        new DocumentResult.Stored(1, 1, 0, 1, 1, List.of(), List.of(files), Optional.empty());
    JobReport.DocumentReport report =
        JobReport.DocumentReport.linked(
            document, Optional.of(stored), 0, file -> new HostedLink("https://f/" + file, ENDED));
    JobReport job = Reports.ended(ID, AdobeDialect.NAME, JobState.COMPLETED, ENDED, report);
    return new String(dialect.status(job).body(), StandardCharsets.UTF_8);
  }

  private static Document document(PdfOperation operation, Destination destination) {
    RenderOptions options = RenderOptions.standard("document.pdf");
    return new Document(List.of(), options, destination, Optional.of(operation));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compresspdf | 'params':{'compressionLevel':'HIGH'}",
        "splitpdf | 'params':{'splitoption':{'pageCount':2}}",
        "pagemanipulation | 'params':{'pageActions':[{'rotate':{'angle':90}}]}",
        "protectpdf | 'params':{'passwordProtection':{'userPassword':'u'},"
            + "'encryptionAlgorithm':'AES_256'}",
        "removeprotection | 'params':{'password':'p'}",
        "createpdf | 'params':{'documentLanguage':'de-DE'}",
        "pdftoimages | 'params':{'targetFormat':'png'}",
        "htmltopdf | 'params':{'pageLayout':{}}"
      })
  void anOperationTakesAndStoresFilesOfTheClientsOwn(String operation, String params) {
    Document document = accepted(operation, "{%s,%s,%s}".formatted(IN, OUT, params));
    assertThat(document.parts()).containsExactly(INPUT);
    assertThat(document.destination()).isEqualTo(OUTPUT);
    Document without = accepted(operation, "{%s,%s}".formatted(IN, params));
    assertThat(without.destination()).isEqualTo(new Destination.Hosted());
  }

  @Test
  void combiningTakesSeveral() {
    String body = "{'inputs':[{%s,'pageRanges':[{'start':2}]},{%s}],%s}".formatted(IN, IN, OUT);
    Document document = accepted("combinepdf", body);
    assertThat(document.parts()).containsExactly(INPUT, INPUT);
    assertThat(document.operation())
        .contains(new PdfOperation.Combine(List.of(List.of(PageRange.from(2)), List.of())));
    assertThat(document.destination()).isEqualTo(OUTPUT);
  }

  @Test
  void aWatermarkTakesTwo() {
    String inputs =
        "'inputs':{'document':{'uri':'https://a/'},'watermarkDocument':{'uri':'https://b/'}}";
    Document document = accepted("addwatermark", "{%s,%s}".formatted(inputs, OUT));
    assertThat(document.parts())
        .containsExactly(
            new Part.StoredFile(URI.create("https://a/")),
            new Part.StoredFile(URI.create("https://b/")));
    assertThat(document.operation()).contains(new Watermark(List.of(), true, 100));
  }

  @Test
  void formsAreReadAndFilledIn() {
    assertThat(accepted("getformdata", "{" + IN + "," + OUT + "}").operation())
        .contains(new FormData(Optional.empty()));
    String values = "'jsonFormFieldsData':{'a':{'b':'c'},'d':true}";
    assertThat(accepted("setformdata", "{" + IN + ",'params':{" + values + "}}").operation())
        .contains(new FormData(Optional.of("{\"a\":{\"b\":\"c\"},\"d\":true}")));
    assertThat(refused("setformdata", "{" + IN + "}")).contains("/params/jsonFormFieldsData");
    assertThat(refused("setformdata", "{" + IN + ",'params':{'jsonFormFieldsData':'x'}}"))
        .contains("Must be an object");
    assertThat(accepted("getformdata", "{" + IN + "}").options().filename())
        .isEqualTo("document.json");
  }

  @Test
  void propertiesHaveNoOutput() {
    Document document = accepted("pdfproperties", "{" + IN + ",'params':{'pageLevel':true}}");
    assertThat(document.operation()).contains(new PdfOperation.Properties(true));
    assertThat(refused("pdfproperties", "{" + IN + "," + OUT + "}")).contains("/output");
  }

  @ParameterizedTest
  @CsvSource({"S3,PLAIN", "BLOB,AZURE_BLOB", "SHAREPOINT,SHAREPOINT", "DROPBOX,DROPBOX"})
  void eachStorageHasItsOwnUpload(String storage, Store store) {
    String output = "'output':{'uri':'https://o/','storage':'" + storage + "'}";
    Destination destination = accepted("compresspdf", "{" + IN + "," + output + "}").destination();
    assertThat(((Destination.PresignedPut) destination).store()).isEqualTo(store);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compresspdf | {'input':{}} | /input/uri: Is required",
        "compresspdf | {'input':{'uri':'https://a/','storage':'FTP'}} | /input/storage",
        "compresspdf | {'input':{'uri':'https://10.0.0.1/'}} | rule private",
        "compresspdf | {'input':{'uri':'https://a/'},'output':{'uri':'https://10.1.1.1/'}} "
            + "| rule private",
        "compresspdf | {'input':{'uri':'https://a/','key':1}} | /input/key",
        "compresspdf | {'input':{'uri':'https://a/'},'compressionLevel':'LOW'} | /compressionLevel",
        "compresspdf | {'input':{'uri':'https://a/'},'params':{'level':1}} | /params/level",
        "compresspdf | {'params':{}} | /assetID",
        "combinepdf | {'inputs':[{'input':{'uri':'https://a/'}}],'params':{'a':1}} | /params",
        "htmltopdf | {'input':{'uri':'https://a/'},'inputUrl':'https://b/'} | /inputUrl",
        "pdftoimages | {'input':{'uri':'https://a/'},'params':{}} | /params/targetFormat"
      })
  void faultsAreNamed(String operation, String body, String named) {
    assertThat(refused(operation, body)).contains(named);
  }

  @Test
  void emptyParamsAndListsAreAbsent() {
    String empty = ",'params':{},'notifiers':[]}";
    assertThat(accepted("compresspdf", "{'assetID':'%s'%s".formatted(ASSET, empty)).operation())
        .isEqualTo(accepted("compresspdf", "{'assetID':'%s'}".formatted(ASSET)).operation());
    assertThat(
            accepted("combinepdf", "{'inputs':[{" + IN + ",'pageRanges':[]}]" + empty).operation())
        .isEqualTo(accepted("combinepdf", "{'inputs':[{" + IN + "}]}").operation());
    assertThat(
            refused(
                "pagemanipulation",
                "{'assetID':'%s','pageActions':[{'delete':{'pageRanges':[]}}]}".formatted(ASSET)))
        .contains("/pageActions/0/delete/pageRanges");
  }

  @Test
  void aFileInTheClientsStorageIsNotShown() {
    PdfOperation compress = new PdfOperation.Compress(PdfOperation.Strength.LOW);
    assertThat(status(document(compress, OUTPUT), 5L)).isEqualTo("{\"status\":\"done\"}");
    assertThat(status(document(compress, new Destination.Hosted()), 5L))
        .contains("\"asset\":{", "application/pdf");
  }

  @Test
  void severalFilesInTheClientsStorageAreOneZip() {
    Document split = accepted("splitpdf", "{" + IN + ",'params':{'splitoption':{'pageCount':2}}}");
    assertThat(split.operation())
        .contains(new PdfOperation.Split(new SplitDivision.PagesPerFile(2), true));
    assertThat(status(split, 5L)).contains("\"asset\":{", "application/zip");
    Document images = accepted("pdftoimages", "{" + IN + ",'params':{'targetFormat':'jpeg'}}");
    assertThat(images.operation()).contains(new PdfToImages(AssetType.JPEG, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "tiff"})
  void imagesAreAListOrAZip(String format) {
    String body = "{'assetID':'" + A + "','targetFormat':'" + format + "','outputType':'%s'}";
    Document list = accepted("pdftoimages", body.formatted("listOfPageImages"));
    assertThat(status(list, 5L)).contains("\"assetList\":[{", "image/" + format);
    Document zip = accepted("pdftoimages", body.formatted("zipOfPageImages"));
    assertThat(status(zip, 5L)).contains("\"asset\":{", "application/zip");
    assertThat(zip.options().filename()).isEqualTo("document.zip");
    assertThat(refused("pdftoimages", body.formatted("other"))).contains("/outputType");
  }

  @Test
  void aWatermarkHasItsDefaultsAndItsAppearance() {
    String ids = "{'inputDocumentAssetID':'" + A + "','watermarkDocumentAssetID':'" + A + "'%s}";
    assertThat(accepted("addwatermark", ids.formatted("")).operation())
        .contains(new Watermark(List.of(), true, 100));
    String all =
        ",'pageRanges':[{'start':2,'end':3}],"
            + "'appearance':{'appearOnForeground':false,'opacity':40}";
    assertThat(accepted("addwatermark", ids.formatted(all)).operation())
        .contains(new Watermark(List.of(PageRange.of(2, 3)), false, 40));
    assertThat(refused("addwatermark", ids.formatted(",'appearance':{'opacity':101}")))
        .contains("/appearance/opacity");
    assertThat(refused("addwatermark", "{'inputDocumentAssetID':'" + A + "'}"))
        .contains("/watermarkDocumentAssetID");
  }

  @Test
  void aPdfIsCreatedWithALanguageAndWithoutTags() {
    String body = "{'assetID':'" + A + "'%s}";
    assertThat(accepted("createpdf", body.formatted("")).operation())
        .contains(new CreatePdf("en-US"));
    Document tagged = accepted("createpdf", body.formatted(",'createTaggedPDF':true"));
    assertThat(tagged.requestWarnings()).hasSize(1).first().asString().contains("createTaggedPDF");
    assertThat(tagged.parts()).containsExactly(new Part.Asset(AssetId.parse(A).orElseThrow()));
    assertThat(refused("createpdf", body.formatted(",'pageRange':{'start':1}")))
        .contains("/pageRange");
  }

  @Test
  void pagesAreCountedFromBothEnds() {
    String body =
        "{'pageActions':[{'delete':{'pageRanges':[{'start':-2,'end':-1},{'start':1,'end':-4}]}}],"
            + "'assetID':'"
            + A
            + "'}";
    assertThat(accepted("pagemanipulation", body).operation())
        .contains(
            new PdfOperation.Arrange(
                List.of(new Step.Delete(List.of(PageRange.of(-2, -1), PageRange.of(1, -4))))));
    for (String range : List.of("'start':0", "'start':-1,'end':-2", "'start':1,'end':0")) {
      assertThat(
              refused(
                  "pagemanipulation",
                  "{'assetID':'"
                      + A
                      + "','pageActions':[{'rotate':{'angle':90,'pageRanges':[{"
                      + range
                      + "}]}}]}"))
          .contains("/pageActions/0/rotate/pageRanges/0");
    }
  }

  @Test
  void theNewestFieldsOfHtmlAreKnown() {
    String body = "{'assetID':'" + A + "'%s}";
    String newest = ",'createTaggedPDF':false,'includeRenderedHtml':false,'waitTimeToLoad':100";
    Document plain = accepted("htmltopdf", body.formatted(newest + ",'json':'{}'"));
    assertThat(plain.requestWarnings()).hasSize(1).first().asString().contains("waitTimeToLoad");
    Document warned =
        accepted("htmltopdf", body.formatted(",'createTaggedPDF':true,'json':'{\\'a\\':1}'"));
    assertThat(warned.requestWarnings()).hasSize(2);
    assertThat(warned.options().engine().dataJson()).contains("{\"a\":1}");
    assertThat(plain.options().engine().waits().atMostMilliseconds()).isEqualTo(100);
    assertThat(refused("htmltopdf", body.formatted(",'json':'alert(1)'")))
        .contains("/json: Must be a text with a JSON object.");
    assertThat(refused("htmltopdf", body.formatted(",'includeRenderedHtml':true")))
        .contains("/includeRenderedHtml: Only false is offered.");
    String nothing = ",'json':null,'pageLayout':null,'createTaggedPDF':null,'notifiers':null";
    assertThat(accepted("htmltopdf", body.formatted(nothing)).requestWarnings()).isEmpty();
  }

  @Test
  void headerAndFooterShowDateTitleFileAndPages() {
    String running = ",'includeHeaderFooter':true}";
    RenderOptions asset = accepted("htmltopdf", "{'assetID':'" + A + "'" + running).options();
    assertThat(asset.headerHtml().orElseThrow()).contains("date", "title");
    assertThat(asset.footerHtml().orElseThrow()).contains("index.html", "pageNumber", "totalPages");
    RenderOptions url = accepted("htmltopdf", "{'inputUrl':'https://a/'" + running).options();
    assertThat(url.footerHtml().orElseThrow()).contains("class=\"url\"", "totalPages");
  }
}
