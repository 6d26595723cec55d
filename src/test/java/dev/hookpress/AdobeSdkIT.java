package dev.hookpress;

import static dev.hookpress.AdobeClient.pages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adobe.pdfservices.operation.PDFServicesJob;
import com.adobe.pdfservices.operation.PDFServicesMediaType;
import com.adobe.pdfservices.operation.config.notifier.CallbackNotifierData;
import com.adobe.pdfservices.operation.config.notifier.NotifierConfig;
import com.adobe.pdfservices.operation.config.notifier.NotifierType;
import com.adobe.pdfservices.operation.exception.ServiceApiException;
import com.adobe.pdfservices.operation.io.Asset;
import com.adobe.pdfservices.operation.io.CloudAsset;
import com.adobe.pdfservices.operation.pdfjobs.jobs.CombinePDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.DeletePagesJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.HTMLToPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.InsertPagesPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.OCRJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.PDFPropertiesJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.ProtectPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.RemoveProtectionJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.ReorderPagesPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.ReplacePagesPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.RotatePagesJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.SplitPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.params.PageRanges;
import com.adobe.pdfservices.operation.pdfjobs.params.combinepdf.CombinePDFParams;
import com.adobe.pdfservices.operation.pdfjobs.params.deletepages.DeletePagesParams;
import com.adobe.pdfservices.operation.pdfjobs.params.htmltopdf.HTMLToPDFParams;
import com.adobe.pdfservices.operation.pdfjobs.params.htmltopdf.PageLayout;
import com.adobe.pdfservices.operation.pdfjobs.params.insertpages.InsertPagesParams;
import com.adobe.pdfservices.operation.pdfjobs.params.protectpdf.EncryptionAlgorithm;
import com.adobe.pdfservices.operation.pdfjobs.params.protectpdf.PasswordProtectParams;
import com.adobe.pdfservices.operation.pdfjobs.params.protectpdf.Permission;
import com.adobe.pdfservices.operation.pdfjobs.params.protectpdf.Permissions;
import com.adobe.pdfservices.operation.pdfjobs.params.removeprotection.RemoveProtectionParams;
import com.adobe.pdfservices.operation.pdfjobs.params.reorderpages.ReorderPagesParams;
import com.adobe.pdfservices.operation.pdfjobs.params.replacepages.ReplacePagesParams;
import com.adobe.pdfservices.operation.pdfjobs.params.rotatepages.Angle;
import com.adobe.pdfservices.operation.pdfjobs.params.rotatepages.RotatePagesParams;
import com.adobe.pdfservices.operation.pdfjobs.params.splitpdf.SplitPDFParams;
import com.adobe.pdfservices.operation.pdfjobs.result.CombinePDFResult;
import com.adobe.pdfservices.operation.pdfjobs.result.DeletePagesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.HTMLToPDFResult;
import com.adobe.pdfservices.operation.pdfjobs.result.InsertPagesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.PDFPropertiesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.ProtectPDFResult;
import com.adobe.pdfservices.operation.pdfjobs.result.RemoveProtectionResult;
import com.adobe.pdfservices.operation.pdfjobs.result.ReorderPagesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.ReplacePagesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.RotatePagesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.SplitPDFResult;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.NamedPages;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A program written for Adobe's service, with Adobe's own client, against a whole node. */
class AdobeSdkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int POINTS_AN_INCH = 72;

  @TempDir static Path settings;

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  private static AdobeClient adobe;

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(
          request ->
              request.method().equals("GET")
                  ? Answer.with(200, Map.of("content-type", "text/html"), "<h1>Of an address</h1>")
                  : Answer.json(200, "{\"ack\":\"done\"}"));

  @BeforeAll
  static void logIn() {
    adobe = client(SystemNode.API_KEY);
  }

  /** Adobe's client with the id of the tests' client. */
  private static AdobeClient client(String secret) {
    String id = node.get("/v1/client").getString("id");
    return AdobeClient.of(node.uri(""), id, secret, settings);
  }

  private static Asset html(String html) throws ServiceApiException {
    return adobe.upload(html.getBytes(StandardCharsets.UTF_8), PDFServicesMediaType.HTML);
  }

  private static byte[] toPdf(HTMLToPDFJob job) throws ServiceApiException {
    return adobe.run(job, HTMLToPDFResult.class, HTMLToPDFResult::getAsset);
  }

  private static Asset letters(String... names) throws ServiceApiException {
    return adobe.uploadPdf(NamedPages.pdf(names));
  }

  private static ServiceApiException refused(ThrowingCallable call) {
    return catchThrowableOfType(ServiceApiException.class, call);
  }

  @Test
  void htmlBecomesAPdfAndTheNotifierIsCalled() throws Exception {
    String location =
        adobe.services.submit(
            new HTMLToPDFJob(html("<h1>Of an asset</h1>")),
            List.of(
                new NotifierConfig(
                    NotifierType.CALLBACK,
                    new CallbackNotifierData(
                        receiver.uri("/hook").toString(),
                        Map.of("x-api-key", "dummykey", "access-token", "dummytoken")))));
    Asset made =
        adobe.services.getJobResult(location, HTMLToPDFResult.class).getResult().getAsset();
    byte[] pdf = adobe.download(made);
    assertThat(NamedPages.of(pdf)).containsExactly("Of an asset");

    Received call = receiver.await(1, PATIENCE).get(0);
    assertThat(call.method() + " " + call.target()).isEqualTo("POST /hook");
    assertThat(call.headers().get("x-api-key")).isEqualTo("dummykey");
    assertThat(call.headers().get("access-token")).isEqualTo("dummytoken");
    JsonObject body = new JsonObject(call.body());
    assertThat(body.fieldNames()).containsExactly("jobID", "statusResponse");
    assertThat(location).contains("/operation/htmltopdf/" + body.getString("jobID") + "/");
    JsonObject status = body.getJsonObject("statusResponse");
    assertThat(status.fieldNames()).containsExactly("status", "asset");
    assertThat(status.getString("status")).isEqualTo("done");
    JsonObject asset = status.getJsonObject("asset");
    assertThat(asset.fieldNames()).containsExactly("metadata", "downloadUri", "assetID");
    assertThat(asset.getString("assetID")).isEqualTo(((CloudAsset) made).getAssetId());
    assertThat(asset.getJsonObject("metadata"))
        .isEqualTo(new JsonObject().put("type", "application/pdf").put("size", pdf.length));
  }

  @Test
  void anAddressBecomesAPdf() throws Exception {
    HTMLToPDFJob job = new HTMLToPDFJob(receiver.uri("/page").toString());
    assertThat(NamedPages.of(toPdf(job))).containsExactly("Of an address");
  }

  @Test
  void aZipBecomesAPdf() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.html"));
      zip.write("<link rel='stylesheet' href='a.css'><p>Seen</p><i>Hidden</i>".getBytes());
      zip.putNextEntry(new ZipEntry("a.css"));
      zip.write("i { display: none }".getBytes());
    }
    Asset site = adobe.upload(bytes.toByteArray(), PDFServicesMediaType.ZIP);
    assertThat(NamedPages.of(toPdf(new HTMLToPDFJob(site)))).containsExactly("Seen");
  }

  @Test
  void theLayoutIsInInches() throws Exception {
    PageLayout layout = new PageLayout();
    layout.setPageSize(8, 11.5);
    HTMLToPDFJob job =
        new HTMLToPDFJob(html("<p>A page</p>"))
            .setParams(
                HTMLToPDFParams.htmltoPDFParamsBuilder()
                    .includeHeaderFooter(false)
                    .withPageLayout(layout)
                    .build());
    try (PDDocument document = Loader.loadPDF(toPdf(job))) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(8f * POINTS_AN_INCH);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(11.5f * POINTS_AN_INCH);
    }
  }

  @Test
  void filesAreCombinedByTheirRanges() throws Exception {
    CombinePDFParams params =
        CombinePDFParams.combinePDFParamsBuilder()
            .addAsset(letters("A1", "A2", "A3"), pages(3, 1))
            .addAsset(letters("B1", "B2"))
            .build();
    byte[] pdf =
        adobe.run(new CombinePDFJob(params), CombinePDFResult.class, CombinePDFResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("A3", "A1", "B1", "B2");
  }

  @Test
  void pagesAreInserted() throws Exception {
    InsertPagesParams params =
        InsertPagesParams.insertPagesParamsBuilder(letters("A1", "A2"))
            .addPagesToInsertAt(letters("B1", "B2"), pages(2), 2)
            .addPagesToInsertAt(letters("C1"), 3)
            .build();
    byte[] pdf =
        adobe.run(
            new InsertPagesPDFJob(params), InsertPagesResult.class, InsertPagesResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("A1", "B2", "A2", "C1");
  }

  @Test
  void pagesAreReplaced() throws Exception {
    ReplacePagesParams params =
        ReplacePagesParams.replacePagesParamsBuilder(letters("A1", "A2", "A3"))
            .addPagesForReplace(letters("B1", "B2"), pages(1), 1)
            .addPagesForReplace(letters("C1", "C2"), 3)
            .build();
    byte[] pdf =
        adobe.run(
            new ReplacePagesPDFJob(params), ReplacePagesResult.class, ReplacePagesResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("B1", "A2", "C1", "C2");
  }

  @Test
  void pagesAreReordered() throws Exception {
    ReorderPagesParams params =
        ReorderPagesParams.reorderPagesParamsBuilder(letters("A1", "A2", "A3"), pages(3, 1, 2))
            .build();
    byte[] pdf =
        adobe.run(
            new ReorderPagesPDFJob(params), ReorderPagesResult.class, ReorderPagesResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("A3", "A1", "A2");
  }

  @Test
  void pagesAreDeleted() throws Exception {
    PDFServicesJob job =
        new DeletePagesJob(letters("A1", "A2", "A3"), new DeletePagesParams(pages(1, 3)));
    byte[] pdf = adobe.run(job, DeletePagesResult.class, DeletePagesResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("A2");
  }

  @Test
  void pagesAreRotated() throws Exception {
    RotatePagesParams params =
        RotatePagesParams.rotatePagesParamsBuilder()
            .withAngleToRotatePagesBy(Angle._90)
            .withAngleToRotatePagesBy(Angle._180, pages(2))
            .build();
    PDFServicesJob job = new RotatePagesJob(letters("A1", "A2"), params);
    byte[] pdf = adobe.run(job, RotatePagesResult.class, RotatePagesResult::getAsset);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getPages()).extracting(PDPage::getRotation).containsExactly(90, 270);
    }
  }

  private static List<List<String>> split(SplitPDFParams params) throws ServiceApiException {
    SplitPDFJob job = new SplitPDFJob(letters("A1", "A2", "A3", "A4"), params);
    List<List<String>> files = new ArrayList<>();
    for (Asset file : adobe.result(job, SplitPDFResult.class).getAssets()) {
      files.add(NamedPages.of(adobe.download(file)));
    }
    return files;
  }

  @Test
  void aFileIsSplitInThreeWays() throws Exception {
    SplitPDFParams byPages = new SplitPDFParams();
    byPages.setPageCount(3);
    assertThat(split(byPages)).containsExactly(List.of("A1", "A2", "A3"), List.of("A4"));
    SplitPDFParams byFiles = new SplitPDFParams();
    byFiles.setFileCount(2);
    assertThat(split(byFiles)).containsExactly(List.of("A1", "A2"), List.of("A3", "A4"));
    PageRanges ranges = new PageRanges();
    ranges.addSinglePage(1);
    ranges.addAllFrom(3);
    SplitPDFParams byRanges = new SplitPDFParams();
    byRanges.setPageRanges(ranges);
    assertThat(split(byRanges)).containsExactly(List.of("A1"), List.of("A3", "A4"));
  }

  @Test
  void aFileIsProtectedAndUnprotected() throws Exception {
    Permissions permissions = new Permissions();
    permissions.addPermission(Permission.PRINT_HIGH_QUALITY);
    PasswordProtectParams params =
        new PasswordProtectParams.Builder()
            .setUserPassword("of the user")
            .setOwnerPassword("of the owner")
            .setPermissions(permissions)
            .setEncryptionAlgorithm(EncryptionAlgorithm.AES_256)
            .build();
    byte[] locked =
        adobe.run(
            new ProtectPDFJob(letters("A1"), params),
            ProtectPDFResult.class,
            ProtectPDFResult::getAsset);
    assertThatThrownBy(() -> Loader.loadPDF(locked)).isInstanceOf(InvalidPasswordException.class);
    try (PDDocument document = Loader.loadPDF(locked, "of the user")) {
      AccessPermission may = document.getCurrentAccessPermission();
      assertThat(may.canPrintFaithful()).isTrue();
      assertThat(may.canModify()).isFalse();
      assertThat(may.canExtractContent()).isFalse();
    }
    byte[] freed =
        adobe.run(
            new RemoveProtectionJob(
                adobe.uploadPdf(locked), new RemoveProtectionParams("of the owner")),
            RemoveProtectionResult.class,
            RemoveProtectionResult::getAsset);
    assertThat(NamedPages.of(freed)).containsExactly("A1");
  }

  @Test
  void propertiesAreRead() throws Exception {
    PDFPropertiesResult result =
        adobe.result(new PDFPropertiesJob(letters("A1", "A2")), PDFPropertiesResult.class);
    assertThat(result.getPdfProperties().getDocument().getPageCount()).isEqualTo(2);
    assertThat(result.getPdfProperties().getDocument().isEncrypted()).isFalse();
  }

  @Test
  void anAssetIsFoundAgainUntilItIsDeleted() throws Exception {
    byte[] pdf = NamedPages.pdf("A1");
    Asset asset = adobe.uploadPdf(pdf);
    assertThat(adobe.download(adobe.services.refreshDownloadURI(asset))).isEqualTo(pdf);
    adobe.services.deleteAsset(asset);
    ServiceApiException gone = refused(() -> adobe.services.refreshDownloadURI(asset));
    assertThat(gone.getStatusCode()).isEqualTo(404);
    assertThat(gone.getErrorCode()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aBrokenFileFailsTheJobWithAdobesError() throws Exception {
    Asset broken = adobe.uploadPdf("%PDF-1.7 and then nothing".getBytes());
    PDFServicesJob job = new DeletePagesJob(broken, new DeletePagesParams(pages(1)));
    ServiceApiException failed = refused(() -> adobe.result(job, DeletePagesResult.class));
    assertThat(failed.getStatusCode()).isEqualTo(400);
    assertThat(failed.getErrorCode()).isEqualTo("CORRUPT_DOCUMENT");
    assertThat(failed.getRequestTrackingId()).isNotBlank();
  }

  @Test
  void anUnsupportedOperationIsRejectedWithAdobesError() throws Exception {
    OCRJob job = new OCRJob(letters("A1"));
    ServiceApiException no = refused(() -> adobe.services.submit(job));
    assertThat(no.getStatusCode()).isBetween(400, 499);
    assertThat(no.getErrorCode()).isNotEqualTo("UNKNOWN");
    assertThat(no.getMessage()).contains("ocr");
  }

  @Test
  void aWrongSecretGetsNoToken() throws IOException {
    AdobeClient stranger = client("not-the-secret");
    ServiceApiException no = refused(() -> stranger.uploadPdf(NamedPages.pdf("A1")));
    assertThat(no.getStatusCode()).isEqualTo(401);
    assertThat(no.getErrorCode()).isEqualTo("invalid_client");
  }
}
