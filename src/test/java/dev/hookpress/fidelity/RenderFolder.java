package dev.hookpress.fidelity;

import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Renders the HTML files of a folder outside the corpus, as a job without options does, so that
 * they can be looked at. Arguments: the folder to read, the folder to write {@code NAME.hp.pdf}
 * into, and optionally the names of the files (without {@code .html}) to render. A document's
 * warnings, and the stack traces of what failed in the engine, go to {@code NAME.txt}; a document
 * that is not rendered leaves no PDF.
 */
final class RenderFolder {
  private static final String HTML = ".html";

  private RenderFolder() {}

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
    List<String> chosen = List.of(args).subList(2, args.length);
    for (String name : chosen.isEmpty() ? names(from) : chosen) {
      render(from.resolve(name + HTML), to, name);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(HTML))
          .map(name -> name.substring(0, name.length() - HTML.length()))
          .sorted()
          .toList();
    }
  }

  private static void render(Path file, Path to, String name) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    Path pdf = to.resolve(name + ".hp.pdf");
    Files.deleteIfExists(pdf);
    long start = System.nanoTime();
    StringWriter said = new StringWriter();
    RenderedPdf rendered =
        Corpus.render(
            Files.readString(file), fault -> fault.printStackTrace(new PrintWriter(said, true)));
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (rendered instanceof RenderedPdf.Pdf done) {
      Files.write(pdf, done.bytes());
      done.warnings().forEach(warning -> said.append(warning + "\n"));
    } else {
      said.append(rendered + "\n");
    }
    Files.writeString(to.resolve(name + ".txt"), said.toString());
    System.out.printf("%6d ms %s %s%n", millis, name, Files.exists(pdf) ? "" : "NOT RENDERED");
  }
}
