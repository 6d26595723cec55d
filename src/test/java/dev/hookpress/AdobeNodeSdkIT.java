package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.NamedPages;
import dev.hookpress.support.NodeProject;
import dev.hookpress.support.NodeProject.Ran;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Adobe's SDK for Node.js, unmodified, with another address in its configuration file: each
 * operation that it and a node have. Needs Node.js and npm's registry; where they are missing it is
 * skipped, and says so.
 */
@Tag("slow")
class AdobeNodeSdkIT {
  private static final byte[] LETTERS = NamedPages.pdf("A1", "A2", "A3");

  @RegisterExtension static final Installation hookpress = new Installation();

  /** Takes callbacks, has the page of an address, and is the storage of the client's own. */
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start(AdobeNodeSdkIT::answer);

  private static final SystemNode node = hookpress.start();

  @TempDir Path dir;

  private static Answer answer(Received request) {
    return switch (request.target()) {
      case "/page" -> Answer.with(200, Map.of("content-type", "text/html"), "<p>Of an address</p>");
      case "/letters" -> new Answer.Reply(200, Map.of(), Buffer.buffer(LETTERS));
      default -> Answer.json(200, "{\"ack\":\"done\"}");
    };
  }

  @Test
  void aProgramForAdobesServiceWorks() throws Exception {
    NodeProject program = NodeProject.copy(Path.of("src/test/clients/adobe"), dir);
    program.needsNode();
    program.install();
    inputs();

    Ran ran = program.with(variables()).run("node", "use.mjs");

    assertThat(ran.output()).endsWith("Adobe's client works\n");
    theFilesAreWhatTheOperationsMake();
    theReceiverIsTold();
  }

  private Map<String, String> variables() {
    return Map.of(
        "HOOKPRESS_CLIENT", node.get("/v1/client").getString("id"),
        "HOOKPRESS_KEY", SystemNode.API_KEY,
        "RECEIVER_URL", receiver.uri("").toString());
  }

  private void inputs() throws IOException {
    JsonObject configuration =
        new JsonObject()
            .put("pdf_services", new JsonObject().put("pdf_services_uri", node.uri("").toString()));
    Files.writeString(dir.resolve("client.json"), configuration.encode());
    Path in = Files.createDirectory(dir.resolve("in"));
    Files.write(in.resolve("letters.pdf"), LETTERS);
    try (OutputStream image = Files.newOutputStream(in.resolve("image.png"))) {
      ImageIO.write(new BufferedImage(192, 96, BufferedImage.TYPE_INT_RGB), "png", image);
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(in.resolve("site.zip")))) {
      zip.putNextEntry(new ZipEntry("index.html"));
      zip.write("<p>Of an archive</p>".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void theFilesAreWhatTheOperationsMake() throws IOException {
    assertThat(NamedPages.of(made("html.pdf"))).containsExactly("Of an asset");
    assertThat(NamedPages.of(made("address.pdf"))).first().asString().contains("Of an address");
    assertThat(size(made("address.pdf"))).isEqualTo("576 x 828");
    assertThat(NamedPages.of(made("site.pdf"))).containsExactly("Of an archive");
    assertThat(size(made("image.pdf"))).isEqualTo("144 x 72");
    assertThat(NamedPages.of(made("combined.pdf"))).containsExactly("A3", "A1", "B1");
    assertThat(NamedPages.of(made("inserted.pdf"))).containsExactly("A1", "A3", "A2", "A3");
    assertThat(NamedPages.of(made("replaced.pdf"))).containsExactly("A3", "A2", "A3");
    assertThat(NamedPages.of(made("reordered.pdf"))).containsExactly("A3", "A2", "A1");
    assertThat(NamedPages.of(made("deleted.pdf"))).containsExactly("A2");
    try (PDDocument rotated = Loader.loadPDF(made("rotated.pdf"))) {
      assertThat(rotated.getPages()).extracting(PDPage::getRotation).containsExactly(90, 270, 90);
    }
    assertThat(NamedPages.of(made("first.pdf"))).containsExactly("A1", "A2");
    assertThat(NamedPages.of(made("second.pdf"))).containsExactly("A3");
    assertThat(NamedPages.of(made("marked.pdf")).get(0)).isEqualTo("A1");
    assertThat(NamedPages.of(made("marked.pdf")).get(1)).contains("A2", "Draft");
    assertThat(NamedPages.of(made("locked.pdf"), "of the user")).containsExactly("A1", "A2", "A3");
    for (String whole : new String[] {"freed.pdf", "compressed.pdf", "refreshed.pdf"}) {
      assertThat(NamedPages.of(made(whole))).as(whole).containsExactly("A1", "A2", "A3");
    }
    assertThat(ImageIO.read(new ByteArrayInputStream(made("page.png"))).getWidth())
        .isGreaterThan(500);
    assertThat(entries(made("pages.zip"))).isEqualTo(3);
  }

  private void theReceiverIsTold() {
    Received call = received("POST", "/hook");
    assertThat(call.headers().get("access-token")).isEqualTo("dummytoken");
    assertThat(new JsonObject(call.body()).getJsonObject("statusResponse").getString("status"))
        .isEqualTo("done");
    assertThat(NamedPages.of(received("PUT", "/out").body().getBytes()))
        .containsExactly("A1", "A2", "A3");
  }

  private Received received(String method, String target) {
    return receiver.received().stream()
        .filter(each -> each.method().equals(method) && each.target().equals(target))
        .findFirst()
        .orElseThrow();
  }

  private byte[] made(String name) throws IOException {
    return Files.readAllBytes(dir.resolve("out").resolve(name));
  }

  private static String size(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      var page = document.getPage(0).getMediaBox();
      return Math.round(page.getWidth()) + " x " + Math.round(page.getHeight());
    }
  }

  private static int entries(byte[] zip) throws IOException {
    int entries = 0;
    try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (files.getNextEntry() != null) {
        entries++;
      }
    }
    return entries;
  }
}
