package dev.hookpress.fidelity;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The corpus of documents, with Chromium's measurements. */
public final class Corpus {
  /** From the project's directory, where Maven runs tests. */
  static final Path FOLDER = Path.of("src/test/resources/documents");

  static final Path CHROMIUM = FOLDER.resolve("chromium");

  private static final PdfRenderer RENDERER = Rendering.renderer(Rendering.LIMITS);

  private Corpus() {}

  /** The documents' names, in order. */
  public static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".html"))
          .map(name -> name.substring(0, name.length() - ".html".length()))
          .sorted()
          .toList();
    }
  }

  /** The text of a document. */
  public static String html(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name + ".html"));
  }

  /** The same with a rule for the page on which Chromium's PDF was printed. */
  public static String withPage(String name) throws IOException {
    return Chromium.withPage(html(name));
  }

  static Path measured(String name) {
    return CHROMIUM.resolve(name + ".json");
  }

  /** What a measurement was taken of. */
  static String digest(String html) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Renders with a job's default options. */
  static RenderedPdf render(String html) {
    return render(html, fault -> {});
  }

  /**
   * The same.
   *
   * @param faults receives each failure of the engine
   */
  static RenderedPdf render(String html, Consumer<Throwable> faults) {
    Preparation prepared =
        Rendering.prepare(Rendering.OPTIONS, Map.of(), List.of(Rendering.html(html)));
    if (prepared instanceof Preparation.Rejected rejected) {
      return new RenderedPdf.Rejected(rejected.code(), rejected.message());
    }
    return RENDERER.render((Prepared) prepared, Rendering.OPTIONS, faults);
  }

  /** The word for how alike a PDF is to Chromium's; {@code good} is the best. */
  public static String verdict(String name, byte[] pdf) throws IOException {
    RenderedPdf made = new RenderedPdf.Pdf(pdf, 1, 0, List.of());
    return Verdicts.word(likeness(name, made).verdict());
  }

  /** Compares our PDF with the measurement of Chromium's. */
  static Likeness likeness(String name, RenderedPdf rendered) throws IOException {
    if (!(rendered instanceof RenderedPdf.Pdf pdf)) {
      return Likeness.NONE;
    }
    SeenPdf reference = Measurement.ofJson(Files.readString(measured(name))).pdf();
    return Likeness.of(reference, PdfEye.see(pdf.bytes()));
  }
}
