package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.ImageBytes;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.render.prepared.SourcePart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reproducible PDFs are the same bytes in processes that have nothing in common. */
class ReproducibleIT {
  private static final int PROCESSES = 2;

  @TempDir private Path data;

  private static RenderOptions options(String options) {
    String body = "{'parts':'<p>x','options':{'reproducible':true," + options + "}}";
    Decoded decoded =
        Dialects.ofApi()
            .decode(
                new Submission(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                url -> Optional.empty());
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return ((Decoded.Request) decoded).documents().get(0).options();
  }

  /** Documents that use what could depend on the process: fonts, images, maps, tags. */
  private static List<RenderOptions> documents() throws Exception {
    String image = Base64.getEncoder().encodeToString(ImageBytes.png(40, 40));
    String files =
        "'attachments':[{'name':'a.csv','media_type':'text/csv','data':'YSxi'},"
            + "{'name':'b.txt','media_type':'text/plain','data':'YQ=='}]";
    return List.of(
        options("'footer':'<i class=pageNumber></i>','metadata':{'author':'A','subject':'S'}"),
        options(files + ",'conformance':'pdfa-3a+pdfua-1'"),
        options(
            files
                + ",'steps':[{'rotate':{'degrees':90,'pages':'1'}},"
                + "{'stamp':{'image':'"
                + image
                + "'}},{'watermark':{'text':'Entwurf مسودة'}},"
                + "{'page_numbers':{'format':'{page}/{pages}'}},{'compress':{'level':'high'}},"
                + "{'bookmarks':{'items':[{'title':'A','page':1}]}},"
                + "{'metadata':{'keywords':'k'}}]"),
        options("'steps':[{'split':{'every':1}}]"),
        options("'images':{'width':200}"));
  }

  @Test
  void theSameDocumentIsTheSameBytesInEachProcess() throws Exception {
    byte[] source = Rendering.pdf(Rendering.render("<h1>source</h1><p>中文")).bytes();
    String html =
        "<html lang=de><title>T</title><style>@font-face{font-family:x;src:url(y)}"
            + "b{color:red;background:linear-gradient(red,blue)}</style><h1>Eins</h1>"
            + "<p>क्ष العربية 草案 <b>fett</b> <i>kursiv</i></p><h2>Zwei</h2>"
            + "<svg width=9 height=9><title>t</title><circle r=9 /></svg>"
            + "<table><tr><th>a<td>b</table><p style='break-before:page'>zwei";
    List<List<String>> results = new ArrayList<>();
    for (int process = 0; process < PROCESSES; process++) {
      ProcessRenderer renderer =
          ProcessRenderer.start(
              new ProcessRenderer.Options(1, 256, Optional.empty(), data),
              Rendering.LIMITS,
              NO_EVENTS,
              Rendering.NOW);
      try {
        results.add(rendered(renderer, html, source));
      } finally {
        renderer.close();
      }
    }
    assertThat(results.get(1)).isEqualTo(results.get(0));
    assertThat(results.get(0)).hasSize(9);
  }

  private static List<String> rendered(ProcessRenderer renderer, String html, byte[] source)
      throws Exception {
    List<String> files = new ArrayList<>();
    for (RenderOptions options : documents()) {
      List<SourcePart> parts = new ArrayList<>(List.of(new SourcePart.InlineHtml(html)));
      if (!options.pdf().claims()) {
        parts.add(new SourcePart.Pdf(source));
      }
      files.addAll(
          bytes(
              Requests.finished(
                  renderer.render(
                      Requests.of(options, Optional.empty(), parts.toArray(SourcePart[]::new)),
                      fault -> {}))));
    }
    return files;
  }

  private static List<String> bytes(RenderedPdf rendered) {
    if (rendered instanceof RenderedPdf.Files several) {
      return several.files().stream().map(file -> text(file.bytes())).toList();
    }
    return List.of(text(Rendering.pdf(rendered).bytes()));
  }

  /** The type of a file, its length and its digest: a failure shows which file differs. */
  private static String text(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return FileSignature.of(bytes) + " " + bytes.length + " " + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final ProcessEvents NO_EVENTS =
      new ProcessEvents() {
        @Override
        public void ended(ProcessEnd reason) {
          // Only the bytes matter.
        }

        @Override
        public void alive(int processes) {
          // Only the bytes matter.
        }
      };
}
