package dev.hookpress.render.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.Assertions;

/** Renders documents with steps, and looks at what they have become. */
final class RenderedSteps {
  static final LocalRenderer RENDERER = new LocalRenderer(Rendering.FONTS, Rendering.LIMITS);
  static final String FOUR =
      "<p>one<p style='break-before:page'>two<p style='break-before:page'>three"
          + "<p style='break-before:page'>four";

  private RenderedSteps() {}

  static RenderOptions options(String json) {
    String body = "{'parts':'<p>x','options':{" + json + "}}";
    Decoded decoded =
        Dialects.ofApi()
            .decode(
                new Submission(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                url -> Optional.empty());
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return ((Decoded.Request) decoded).documents().get(0).options();
  }

  static RenderAnswer answer(
      RenderOptions options, Map<URI, FetchedResource> resources, SourcePart... parts) {
    return RENDERER.render(
        new RenderRequest(
            options,
            Optional.empty(),
            List.of(parts),
            resources,
            Map.of(),
            false,
            Rendering.NOW,
            Duration.ofSeconds(60)),
        Assertions::fail);
  }

  static RenderedPdf rendered(String steps, SourcePart... parts) {
    RenderAnswer answer = answer(options("'steps':" + steps), Map.of(), parts);
    return ((RenderAnswer.Finished) answer).pdf();
  }

  static RenderedPdf.Pdf pdf(String steps) {
    return Rendering.pdf(rendered(steps, new SourcePart.InlineHtml(FOUR)));
  }

  static List<String> texts(byte[] pdf, String password) throws IOException {
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

  static String png() throws IOException {
    BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 96 * 96; i++) {
      image.setRGB(i % 96, i / 96, Color.RED.getRGB());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  static Color at(byte[] pdf, int page, double across, double down) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage shown = new PDFRenderer(document).renderImage(page);
      return new Color(
          shown.getRGB((int) (shown.getWidth() * across), (int) (shown.getHeight() * down)));
    }
  }
}
