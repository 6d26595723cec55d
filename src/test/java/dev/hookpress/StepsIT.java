package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps of a job, from its submission to its files and its callback. */
class StepsIT {
  @RegisterExtension static final Installation HOOKPRESS = new Installation();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  private static final String TWO = "<p>one<p style='break-before:page'>two";

  private static SystemNode node;

  @BeforeAll
  static void start() {
    node = HOOKPRESS.start(Map.of("HOOKPRESS_RENDER_ISOLATION", "process"));
  }

  private JsonObject job(JsonObject options) {
    JsonObject body =
        new JsonObject()
            .put("parts", TWO)
            .put("options", options)
            .put("callback", new JsonObject().put("url", receiver.uri("/done").toString()));
    return node.ended(node.submit(body.encode()));
  }

  private static JsonObject steps(String json) {
    return new JsonObject().put("steps", new JsonArray(json.replace('\'', '"')));
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  private static List<String> pages(byte[] pdf, String password) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf, password)) {
      List<String> texts = new ArrayList<>();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        texts.add(stripper.getText(document).strip().replaceAll("\\s+", " "));
      }
      return texts;
    }
  }

  private JsonObject callback(JsonObject job) {
    eventually(() -> receiver.received().size() == 1);
    JsonObject payload = new JsonObject(receiver.received().get(0).text());
    assertThat(payload.getString("job_id")).isEqualTo(job.getString("id"));
    return payload;
  }

  @Test
  void aMergedNumberedAndEncryptedPdfIsStoredAndCalledBack() throws Exception {
    String terms = job(steps("[]")).getJsonObject("destination").getString("url");
    JsonObject job =
        node.ended(
            node.submit(
                new JsonObject()
                    .put("parts", "<p>first")
                    .put(
                        "options",
                        steps(
                            "[{'merge':{'pdf':'"
                                + terms
                                + "'}},{'page_numbers':{'format':'{page}/{pages}'}},"
                                + "{'watermark':{'text':'DRAFT','pages':'last','rotation':0}},"
                                + "{'encrypt':{'user_password':'open','owner_password':'own'}}]"))
                    .encode()));

    assertThat(job.getString("status")).as(job.encode()).isEqualTo("completed");
    assertThat(job.getInteger("pages")).isEqualTo(3);
    byte[] pdf = get(job.getJsonObject("destination").getString("url")).body();
    assertThat(pages(pdf, "open")).containsExactly("first 1/3", "one 2/3", "two 3/3 DRAFT");
  }

  @Test
  void eachFileOfASplitHasALinkInTheJobAndInTheCallback() throws Exception {
    JsonObject job = job(steps("[{'split':{'every':1}}]"));

    assertThat(job.getJsonArray("files")).hasSize(2);
    assertThat(job.getInteger("pages")).isEqualTo(2);
    JsonArray told = callback(job).getJsonArray("files");
    List<String> texts = new ArrayList<>();
    for (int file = 0; file < told.size(); file++) {
      JsonObject one = told.getJsonObject(file);
      byte[] pdf = get(one.getString("url")).body();
      assertThat(pdf).hasSize(one.getInteger("bytes"));
      texts.addAll(pages(pdf, ""));
    }
    assertThat(texts).containsExactly("one", "two");
  }

  @Test
  void picturesAreFilesOfTheirType() throws Exception {
    JsonObject job =
        job(new JsonObject().put("images", new JsonObject().put("pages", "2").put("width", 200)));

    HttpResponse<byte[]> file = get(job.getJsonObject("destination").getString("url"));
    assertThat(file.headers().firstValue("content-type")).contains("image/png");
    assertThat(file.headers().firstValue("content-disposition").orElse(""))
        .contains("document.png");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file.body()));
    assertThat(image.getWidth()).isEqualTo(200);
    assertThat(callback(job).getJsonObject("destination").getString("url"))
        .contains("document.png");
  }

  @Test
  void eachPageOfEachFileHasAPicture() throws Exception {
    JsonObject job = job(steps("[{'split':{'files':2}},{'stamp':{'text':'SEEN'}}]"));
    String page = "/v1/jobs/" + job.getString("id") + "/pages/1.png?width=100&file=2";

    HttpResponse<byte[]> drawn = picture("GET", page, SystemNode.API_KEY, "none");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn.body()));
    assertThat(image.getWidth()).isEqualTo(100);
    String tag = drawn.headers().firstValue("etag").orElseThrow();
    HttpResponse<byte[]> head = picture("HEAD", page, SystemNode.API_KEY, "none");
    assertThat(head.headers().firstValue("etag")).contains(tag);
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(drawn.body().length);
    assertThat(picture("GET", page, SystemNode.API_KEY, tag).statusCode()).isEqualTo(304);
    assertThat(picture("GET", page.replace("1.png", "2.png"), SystemNode.API_KEY, tag).statusCode())
        .isEqualTo(404);
    assertThat(
            picture("GET", page.replace("file=2", "file=3"), SystemNode.API_KEY, "").statusCode())
        .isEqualTo(404);
    node.admit("another-tenant");
    assertThat(picture("GET", page, "another-tenant", tag).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<byte[]> picture(String method, String path, String key, String tag)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri(path))
            .header("X-API-Key", key)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!tag.isEmpty()) {
      request.header("If-None-Match", tag);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }

  @Test
  void aJobThatFailsNamesItsStep() {
    JsonObject job = job(steps("[{'rotate':{'degrees':90}},{'select':{'pages':'7'}}]"));

    assertThat(job.getString("status")).isEqualTo("failed");
    assertThat(callback(job).getJsonObject("error"))
        .isEqualTo(
            new JsonObject()
                .put("code", "PAGE_RANGE_INVALID")
                .put(
                    "message",
                    "/options/steps/1/select: The page range 7 is not in the PDF, which has 2"
                        + " pages"));
  }

  @Test
  void whoWaitsGetsAPdfOnlyIfThereIsOne() {
    JsonObject body = new JsonObject().put("parts", TWO);
    HttpResponse<String> several =
        node.send(
            "POST",
            "/v1/jobs?wait=30",
            body.put("options", steps("[{'split':{'every':1}}]")).encode());

    assertThat(several.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(several.body()).getJsonArray("files")).hasSize(2);
  }
}
