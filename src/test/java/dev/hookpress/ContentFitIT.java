package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scale}, {@code fit} and {@code strict} do to a job, as its client sees it. */
class ContentFitIT {
  @RegisterExtension static final Installation HOOKPRESS = new Installation();

  private static final double LEFT = 20 / 25.4 * 72;
  private static final double RIGHT = 190 / 25.4 * 72;
  private static final String CUT_OFF = "Content beyond the side of the page is cut off";

  /** 900 px where there are 642. */
  private static final String WIDE =
      """
      <style>body{margin:0}</style><p>first</p>
      <table style="width:900px;table-layout:fixed"><tr>
      <td>left</td><td style="text-align:right">edge</td></tr></table>
      """;

  private static final String NARROW =
      "<style>body{margin:0}</style><p style='font-size:40px'><span>word</span></p>";

  private static SystemNode node;

  @BeforeAll
  static void start() {
    node = HOOKPRESS.start();
  }

  @Test
  void contentThatIsTooWideIsShrunkWithAWarningUnlessAskedOtherwise() throws IOException {
    JsonObject job = job(WIDE, new JsonObject());

    assertThat(warnings(job))
        .containsExactly("Content is wider than the page: everything is shrunk to 70 % to fit");
    SeenPage page = page(job);
    assertThat(page.word("first").left()).isCloseTo(LEFT, within(1.0));
    assertThat(page.word("edge").right()).isBetween(RIGHT - 40, RIGHT);
  }

  @Test
  void fitShrinkIsTheDefault() throws IOException {
    JsonObject job = job(WIDE, new JsonObject().put("fit", "shrink"));

    assertThat(page(job).word("edge").right()).isBetween(RIGHT - 40, RIGHT);
  }

  @Test
  void fitClipKeepsTheSizeAndReportsWhatIsCutOff() throws IOException {
    JsonObject job = job(WIDE + NARROW, new JsonObject().put("fit", "clip"));

    assertThat(warnings(job)).containsExactly(CUT_OFF);
    assertThat(width(page(job), "word"))
        .isCloseTo(width(page(job(NARROW, new JsonObject())), "word"), within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.75", "1.5", "2"})
  void scaleMultipliesLengthsButNotThePage(double scale) throws IOException {
    double plain = width(page(job(NARROW, new JsonObject())), "word");
    JsonObject job = job(NARROW, new JsonObject().put("scale", scale));

    SeenPage page = page(job);
    assertThat(width(page, "word")).isCloseTo(scale * plain, within(0.5));
    assertThat(page.word("word").left()).isCloseTo(LEFT, within(1.0));
    assertThat(warnings(job)).isEmpty();
  }

  @Test
  void contentThatIsTooWideAtItsScaleIsShrunkToFit() throws IOException {
    JsonObject job =
        job(
            "<style>body{margin:0}</style><div style='width:500px;text-align:right'>edge</div>",
            new JsonObject().put("scale", 2));

    assertThat(page(job).word("edge").right()).isBetween(RIGHT - 40, RIGHT);
    assertThat(warnings(job))
        .hasSize(1)
        .first()
        .asString()
        .contains("everything is shrunk to 125 %");
  }

  @ParameterizedTest
  @CsvSource({"scale, 0.4", "scale, 2.5", "scale, 0.99", "fit, grow", "strict, perhaps"})
  void otherValuesAreRefusedByName(String option, String value) {
    Object json = option.equals("scale") ? (Object) Double.valueOf(value) : (Object) value;
    HttpResponse<String> answer =
        node.send("POST", "/v1/jobs", request(NARROW, new JsonObject().put(option, json)));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("/options/" + option);
  }

  @Test
  void aStrictJobThatLosesNothingIsCompleted() throws IOException {
    JsonObject job = job(WIDE, new JsonObject().put("strict", true));

    assertThat(job.getString("status")).isEqualTo("completed");
    assertThat(page(job).word("edge").right()).isLessThan(RIGHT);
  }

  @Test
  void aStrictJobWhosePageWouldBeCutOffFails() {
    JsonObject job = job(WIDE, new JsonObject().put("strict", true).put("fit", "clip"));

    assertThat(job.getString("status")).isEqualTo("failed");
    assertThat(job.getJsonObject("error"))
        .isEqualTo(new JsonObject().put("code", "CONTENT_LOST").put("message", CUT_OFF));
  }

  @Test
  void aStrictJobWithContentToScrollToFails() {
    String html = "<div style='height:20px;overflow:auto'><p>one<p>two<p>three</div>";

    assertThat(job(html, new JsonObject()).getString("status")).isEqualTo("completed");
    assertThat(job(html, new JsonObject().put("strict", true)).getJsonObject("error"))
        .isEqualTo(
            new JsonObject()
                .put("code", "CONTENT_LOST")
                .put("message", "Content that a reader would have to scroll to is cut off"));
  }

  @Test
  void aStrictJobWithAnImageThatCannotBeFetchedFails() {
    JsonObject job =
        job("<img src='http://127.0.0.1:1/logo.png'>", new JsonObject().put("strict", true));

    assertThat(job.getJsonObject("error").getString("code")).isEqualTo("CONTENT_LOST");
    assertThat(job.getJsonObject("error").getString("message")).contains("logo.png");
  }

  private static double width(SeenPage page, String word) {
    return page.word(word).right() - page.word(word).left();
  }

  private static String request(String html, JsonObject options) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", html)))
        .put("options", options)
        .encode();
  }

  private static JsonObject job(String html, JsonObject options) {
    return node.ended(node.submit(request(html, options)));
  }

  private static List<String> warnings(JsonObject job) {
    return job.getJsonArray("warnings").stream().map(String::valueOf).toList();
  }

  private static SeenPage page(JsonObject job) throws IOException {
    URI address = URI.create(job.getJsonObject("destination").getString("url"));
    try {
      byte[] pdf =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
              .body();
      return SeenPage.of(new RenderedPdf.Pdf(pdf, 1, 0, List.of()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
