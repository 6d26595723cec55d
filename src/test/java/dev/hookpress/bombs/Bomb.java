package dev.hookpress.bombs;

import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.prepared.SourcePart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A small document that makes a renderer work or allocate without end unless something stops it.
 *
 * @param part its only part
 * @param operation empty: the part is rendered
 * @param steps that are applied to it afterwards
 */
public record Bomb(
    String name, SourcePart part, Optional<PdfOperation> operation, List<PdfStep> steps) {
  Bomb(String name, SourcePart part, Optional<PdfOperation> operation) {
    this(name, part, operation, List.of());
  }

  Bomb then(List<PdfStep> applied) {
    return new Bomb(name + " then " + applied.get(0).name(), part, operation, applied);
  }

  /** The options of its job. */
  public RenderOptions options() {
    return RenderOptions.standard("bomb.pdf").finishedBy(steps, "bomb.pdf");
  }

  static Bomb html(String name, String html) {
    return new Bomb(name, new SourcePart.InlineHtml(html), Optional.empty());
  }

  static Bomb pdf(String name, byte[] pdf) {
    return new Bomb(name, new SourcePart.Pdf(pdf), Optional.empty());
  }

  static Bomb pdf(String name, String pdf) {
    return pdf(name, pdf.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Bomb template(String name, String html, String dataJson) {
    return new Bomb(name, new SourcePart.Template(html, dataJson), Optional.empty());
  }

  static Bomb zip(String name, byte[] zip) {
    return new Bomb(name, new SourcePart.Zip(zip, 1), Optional.empty());
  }

  Bomb with(PdfOperation done) {
    return new Bomb(name + " " + done.getClass().getSimpleName(), part, Optional.of(done));
  }

  @Override
  public String toString() {
    return name;
  }
}
