package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hostile input ends in a clear error or a safe PDF, and the node goes on. */
class HostileIT {
  @RegisterExtension static final Installation hookpress = new Installation();
  // No address of this machine may be reached, as in production.
  private static final SystemNode node = hookpress.start(Map.of("HOOKPRESS_OUTBOUND_ALLOW", ""));

  @AfterEach
  void theNodeStillRenders() {
    JsonObject job = render("<p>still here</p>");
    assertThat(job.getString("status")).isEqualTo("completed");
  }

  private static JsonObject render(String html) {
    return ended(new JsonObject().put("html", html));
  }

  private static JsonObject ended(JsonObject part) {
    String body = new JsonObject().put("parts", new JsonArray().add(part)).encode();
    return node.ended(node.submit(body));
  }

  private static String code(JsonObject job) {
    return job.getJsonObject("error").getString("code");
  }

  @Test
  void aHugeColumnSpanIsReduced() {
    JsonObject job = render("<table><tr><td colspan=\"100000000\">x</td></tr></table>");
    assertThat(job.getString("status")).isEqualTo("completed");
  }

  @Test
  void aPictureOfAHundredAndFortyFourMillionPixelsIsRefused() throws IOException {
    BufferedImage picture = new BufferedImage(12_000, 12_000, BufferedImage.TYPE_BYTE_BINARY);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    JsonObject job =
        render(
            "<img src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png.toByteArray())
                + "\">");
    assertThat(code(job)).isEqualTo("LIMIT_PIXELS");
  }

  @Test
  void aStylesheetOnTheNodesOwnDiskIsNotRead() throws IOException {
    Path secret = hookpress.data().resolve("secret.css");
    Files.writeString(secret, "p::after { content: 'LEAKED' }");
    JsonObject job = render("<link rel=\"stylesheet\" href=\"" + secret.toUri() + "\"><p>text</p>");
    assertThat(job.getString("status")).isEqualTo("completed");
    assertThat(job.getJsonArray("warnings").encode()).contains("secret.css");
  }

  @Test
  void anEntityInADrawingIsNotExpanded() {
    String svg =
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text y=\"20\">&x;</text></svg>";
    JsonObject job =
        render(
            "<img src=\"data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8))
                + "\"><p>text</p>");
    assertThat(job.getString("status")).isEqualTo("completed");
  }

  @Test
  void aFontOfAnUnsupportedKindIsLeftOut() {
    String otf = Base64.getEncoder().encodeToString("OTTO\0\1\0\0\0\0\0\0".getBytes());
    JsonObject job =
        render(
            "<style>@font-face { font-family: F; src: url(data:font/otf;base64,"
                + otf
                + ") } p { font-family: F }</style><p>text</p>");
    assertThat(job.getString("status")).isEqualTo("completed");
    assertThat(job.getJsonArray("warnings")).isNotEmpty();
  }

  @Test
  void theNodesOwnAddressesAreNotFetched() {
    for (String url :
        new String[] {
          "https://127.0.0.1/",
          "https://[::1]/",
          "https://169.254.169.254/latest/meta-data/",
          "https://10.0.0.1/",
          "https://[::ffff:127.0.0.1]/",
          "https://2130706433/",
          "https://localhost/"
        }) {
      var answer = node.send("POST", "/v1/jobs", "{\"parts\":\"" + url + "\"}");
      assertThat(answer.statusCode()).as(url + " " + answer.body()).isEqualTo(422);
      assertThat(answer.body()).contains("/parts");
    }
  }
}
