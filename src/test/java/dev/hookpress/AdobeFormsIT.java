package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.pdfservices.operation.io.CloudAsset;
import dev.hookpress.support.Awaiting;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDListBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forms by the requests that Adobe's Python client sends; the Java client has no operations for
 * them.
 */
class AdobeFormsIT {
  @TempDir static Path settings;

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  private static byte[] form() throws Exception {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDListBox colour = new PDListBox(form);
      colour.setPartialName("colour");
      colour.setOptions(List.of("red", "green"));
      PDCheckBox agreed = new PDCheckBox(form);
      agreed.setPartialName("agreed");
      form.setFields(List.of(colour, agreed));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void aFormIsFilledInAndReadAgain() throws Exception {
    String client = node.get("/v1/client").getString("id");
    AdobeClient adobe = AdobeClient.of(node.uri(""), client, SystemNode.API_KEY, settings);
    String blank = ((CloudAsset) adobe.uploadPdf(form())).getAssetId();

    JsonObject filled =
        done(
            "setformdata",
            new JsonObject()
                .put("assetID", blank)
                .put("jsonFormFieldsData", new JsonObject().put("colour", "green")));
    JsonObject values =
        done("getformdata", new JsonObject().put("assetID", filled.getString("assetID")));

    assertThat(values.getJsonObject("metadata").getString("type")).isEqualTo("application/json");
    assertThat(fetched(values.getString("downloadUri")))
        .isEqualTo("{\"colour\":\"green\",\"agreed\":\"Off\"}");
  }

  private static JsonObject done(String operation, JsonObject body) {
    HttpResponse<String> accepted = node.send("POST", "/operation/" + operation, body.encode());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
    String status = URI.create(accepted.headers().firstValue("location").orElseThrow()).getPath();
    Awaiting.eventually(() -> !node.get(status).getString("status").equals("in progress"));
    JsonObject ended = node.get(status);
    assertThat(ended.getString("status")).as(ended.encode()).isEqualTo("done");
    return ended.getJsonObject("asset");
  }

  private static String fetched(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
