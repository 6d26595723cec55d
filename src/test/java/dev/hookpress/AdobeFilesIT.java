package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.adobe.pdfservices.operation.PDFServicesMediaType;
import com.adobe.pdfservices.operation.exception.ServiceApiException;
import com.adobe.pdfservices.operation.io.Asset;
import com.adobe.pdfservices.operation.io.CloudAsset;
import com.adobe.pdfservices.operation.io.ExternalAsset;
import com.adobe.pdfservices.operation.io.ExternalStorageType;
import com.adobe.pdfservices.operation.pdfjobs.jobs.CombinePDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.CompressPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.CreatePDFJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.ExportPDFToImagesJob;
import com.adobe.pdfservices.operation.pdfjobs.jobs.HTMLToPDFJob;
import com.adobe.pdfservices.operation.pdfjobs.params.combinepdf.CombinePDFParams;
import com.adobe.pdfservices.operation.pdfjobs.params.exportpdftoimages.ExportPDFToImagesOutputType;
import com.adobe.pdfservices.operation.pdfjobs.params.exportpdftoimages.ExportPDFToImagesParams;
import com.adobe.pdfservices.operation.pdfjobs.params.exportpdftoimages.ExportPDFToImagesTargetFormat;
import com.adobe.pdfservices.operation.pdfjobs.result.CombinePDFResult;
import com.adobe.pdfservices.operation.pdfjobs.result.CompressPDFResult;
import com.adobe.pdfservices.operation.pdfjobs.result.CreatePDFResult;
import com.adobe.pdfservices.operation.pdfjobs.result.ExportPDFToImagesResult;
import com.adobe.pdfservices.operation.pdfjobs.result.HTMLToPDFResult;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.NamedPages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of other types, and files in the client's own storage, with Adobe's own client. */
class AdobeFilesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] TWO_PAGES = NamedPages.pdf("A1", "A2");

  @TempDir static Path settings;

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  private static AdobeClient adobe;

  /** The client's storage: a path says what it holds, and what is sent to it is received. */
  @RegisterExtension final LocalReceiver storage = LocalReceiver.start(AdobeFilesIT::stored);

  private static Answer stored(Received request) {
    if (!request.method().equals("GET")) {
      return Answer.status(request.target().startsWith("/full") ? 403 : 200);
    }
    byte[] file =
        request.target().startsWith("/html")
            ? "<p>Of a file</p>".getBytes(StandardCharsets.UTF_8)
            : TWO_PAGES;
    return request.target().startsWith("/gone")
        ? Answer.status(404)
        : new Answer.Reply(200, Map.of("content-type", "binary/octet-stream"), Buffer.buffer(file));
  }

  @BeforeAll
  static void logIn() {
    String id = node.get("/v1/client").getString("id");
    adobe = AdobeClient.of(node.uri(""), id, SystemNode.API_KEY, settings);
  }

  private ExternalAsset at(String path) {
    return new ExternalAsset(storage.uri(path).toString(), ExternalStorageType.S3);
  }

  private static byte[] image(String format) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(192, 96, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "GIF", "BMP", "TIFF"})
  void anImageBecomesAPdf(PDFServicesMediaType type) throws Exception {
    byte[] image = image(type.name().toLowerCase(Locale.ROOT));
    byte[] pdf =
        adobe.run(
            new CreatePDFJob(adobe.upload(image, type)),
            CreatePDFResult.class,
            CreatePDFResult::getAsset);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(144f);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(72f);
    }
  }

  @Test
  void aLargeUploadIsKept() throws Exception {
    byte[] large = new byte[(16 << 20) + 1];
    Arrays.fill(large, (byte) 'x');
    CloudAsset asset = (CloudAsset) adobe.upload(large, PDFServicesMediaType.TXT);
    JsonObject kept = node.get("/assets/" + asset.getAssetId());
    assertThat(kept.getLong("size")).isEqualTo(large.length);
  }

  @Test
  void textBecomesAPdf() throws Exception {
    Asset text = adobe.upload("1 < 2 & so on".getBytes(), PDFServicesMediaType.TXT);
    byte[] pdf =
        adobe.run(new CreatePDFJob(text), CreatePDFResult.class, CreatePDFResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("1 < 2 & so on");
  }

  @Test
  void aBrokenImageFailsWithAdobesError() throws Exception {
    Asset broken = adobe.upload("No image".getBytes(), PDFServicesMediaType.PNG);
    ServiceApiException failed =
        catchThrowableOfType(
            ServiceApiException.class,
            () -> adobe.result(new CreatePDFJob(broken), CreatePDFResult.class));
    assertThat(failed.getErrorCode()).isEqualTo("CORRUPT_DOCUMENT");
    assertThat(failed.getStatusCode()).isEqualTo(400);
  }

  private static List<Asset> images(
      ExportPDFToImagesTargetFormat format, ExportPDFToImagesOutputType output) throws Exception {
    ExportPDFToImagesParams params =
        ExportPDFToImagesParams.exportPDFToImagesParamsBuilder(format, output).build();
    return adobe
        .result(
            new ExportPDFToImagesJob(adobe.uploadPdf(TWO_PAGES), params),
            ExportPDFToImagesResult.class)
        .getAssets();
  }

  @ParameterizedTest
  @CsvSource({"JPEG,JPEG", "PNG,PNG"})
  void pagesBecomeImages(ExportPDFToImagesTargetFormat format, AssetType type) throws Exception {
    List<Asset> list = images(format, ExportPDFToImagesOutputType.LIST_OF_PAGE_IMAGES);
    assertThat(list).hasSize(2);
    for (Asset each : list) {
      byte[] image = adobe.download(each);
      assertThat(ImageIO.read(new ByteArrayInputStream(image)).getWidth()).isGreaterThan(500);
      assertThat(FileSignature.of(image)).contains(type);
    }
    List<Asset> zip = images(format, ExportPDFToImagesOutputType.ZIP_OF_PAGE_IMAGES);
    assertThat(zip).hasSize(1);
    assertThat(entries(adobe.download(zip.get(0)))).isEqualTo(2);
  }

  private static int entries(byte[] bytes) throws Exception {
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      while (zip.getNextEntry() != null) {
        entries++;
      }
    }
    return entries;
  }

  @Test
  void filesInTheClientsStorageAreCombinedThere() throws Exception {
    CombinePDFParams params =
        CombinePDFParams.combinePDFParamsBuilder()
            .addAsset(at("/a?sig=1"))
            .addAsset(at("/b?sig=2"))
            .build();
    CombinePDFJob job = new CombinePDFJob(params).setOutput(at("/out?sig=3"));
    adobe.services.getJobResult(adobe.services.submit(job), CombinePDFResult.class);

    Received sent = sent();
    assertThat(sent.method() + " " + sent.target()).isEqualTo("PUT /out?sig=3");
    assertThat(sent.headers().get("content-type")).isEqualTo("application/pdf");
    assertThat(NamedPages.of(sent.body().getBytes())).containsExactly("A1", "A2", "A1", "A2");
  }

  private Received sent() {
    return storage.await(1, PATIENCE).stream()
        .filter(request -> !request.method().equals("GET"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPageInTheClientsStorageBecomesAnAssetWithoutOutput() throws Exception {
    byte[] pdf =
        adobe.run(new HTMLToPDFJob(at("/html")), HTMLToPDFResult.class, HTMLToPDFResult::getAsset);
    assertThat(NamedPages.of(pdf)).containsExactly("Of a file");
  }

  @Test
  void aMissingFileAndAFullStorageFailTheJob() {
    ServiceApiException gone =
        catchThrowableOfType(
            ServiceApiException.class,
            () -> adobe.result(new CompressPDFJob(at("/gone")), CompressPDFResult.class));
    assertThat(gone.getErrorCode()).isEqualTo("SOURCE_HTTP_STATUS");
    assertThat(gone.getMessage()).doesNotContain("sig=");
    CompressPDFJob full = new CompressPDFJob(at("/a")).setOutput(at("/full"));
    ServiceApiException refused =
        catchThrowableOfType(
            ServiceApiException.class, () -> adobe.result(full, CompressPDFResult.class));
    assertThat(refused.getErrorCode()).isEqualTo("INTERNAL_SERVER_ERROR");
  }

  /** The operations and storages that the client of this version does not have. */
  @ParameterizedTest
  @CsvSource({
    "BLOB, PUT, application/pdf, x-ms-blob-type, BlockBlob",
    "SHAREPOINT, PUT, application/pdf, content-range, bytes 0-",
    "DROPBOX, POST, application/octet-stream, content-type, application/octet-stream"
  })
  void eachStorageGetsTheUploadThatItTakes(
      String name, String method, String type, String header, String value) {
    JsonObject body =
        new JsonObject()
            .put(
                "inputs",
                new JsonObject().put("document", uri("/a")).put("watermarkDocument", uri("/b")))
            .put("output", uri("/out").put("storage", name));
    assertThat(done("addwatermark", body)).isEqualTo(new JsonObject().put("status", "done"));
    Received sent = sent();
    assertThat(sent.method()).isEqualTo(method);
    assertThat(sent.headers().get("content-type")).isEqualTo(type);
    assertThat(sent.headers().get(header)).startsWith(value);
    assertThat(NamedPages.of(sent.body().getBytes())).hasSize(2);
  }

  @Test
  void severalFilesAreSentToTheClientsStorageAsOneZip() throws Exception {
    JsonObject body =
        new JsonObject()
            .put("input", uri("/a"))
            .put("output", uri("/out"))
            .put(
                "params",
                new JsonObject().put("splitoption", new JsonObject().put("pageCount", 1)));
    assertThat(done("splitpdf", body)).isEqualTo(new JsonObject().put("status", "done"));
    assertThat(sent().headers().get("content-type")).isEqualTo("application/zip");
    assertThat(entries(sent().body().getBytes())).isEqualTo(2);
  }

  private JsonObject uri(String path) {
    return new JsonObject().put("uri", storage.uri(path).toString());
  }

  private static JsonObject done(String operation, JsonObject body) {
    HttpResponse<String> submitted = node.send("POST", "/operation/" + operation, body.encode());
    assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
    String location = submitted.headers().firstValue("location").orElseThrow();
    String path = URI.create(location).getPath();
    node.ended("job_" + path.split("/")[3]);
    return node.get(path);
  }
}
