package dev.hookpress.fidelity;

import dev.hookpress.fidelity.Likeness.Verdict;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders the corpus and prints how alike each PDF is to Chromium's. Arguments:
 *
 * <ul>
 *   <li>{@code --record}: writes the verdicts, which the tests hold the documents to, and the table
 *       of {@code src/docs/documents.md}
 *   <li>{@code --chromium}: measures Chromium's PDFs again, also of unchanged documents
 *   <li>{@code --pdfs}: keeps Chromium's PDFs beside ours in {@code target/fidelity}
 *   <li>names of documents: these only; nothing is written down
 * </ul>
 */
final class Fidelity {
  private static final Path OUTPUT = Path.of("target/fidelity");
  private static final Path PAGE = Path.of("src/docs/documents.md");
  private static final String TABLE = "<!-- table -->\n";
  private static final String TABLE_END = "<!-- /table -->";
  private static final String ROW = "%-34s %-7s %6s %6s %6s %6s %7s %7s%n";

  private final Set<String> options;
  private final Optional<Chromium> chromium = Chromium.find();
  private final PrintStream out = System.out;

  private Fidelity(Set<String> options) {
    this.options = options;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> names = List.of(args).stream().filter(it -> !it.startsWith("--")).toList();
    new Fidelity(Set.of(args)).run(names.isEmpty() ? Corpus.names() : names, names.isEmpty());
  }

  private void run(List<String> names, boolean all) throws IOException, InterruptedException {
    Files.createDirectories(OUTPUT);
    Files.createDirectories(Corpus.CHROMIUM);
    if (chromium.isEmpty()) {
      out.println("Chromium is not here: what it made of the documents is taken from the record.");
    }
    out.printf(ROW, "document", "verdict", "words", "extra", "places", "rows", "colours", "pages");
    Map<String, Likeness> found = new TreeMap<>();
    for (String name : names) {
      found.put(name, measure(name));
    }
    out.println(counts(found));
    if (all && options.contains("--record")) {
      Map<String, Verdict> verdicts = new TreeMap<>();
      found.forEach((name, likeness) -> verdicts.put(name, likeness.verdict()));
      Verdicts.write(verdicts);
      writeTable(found);
    }
  }

  private static String counts(Map<String, Likeness> found) {
    return Stream.of(Verdict.GOOD, Verdict.USABLE, Verdict.BROKEN)
        .map(
            verdict ->
                "%s %d"
                    .formatted(
                        Verdicts.word(verdict),
                        found.values().stream().filter(it -> it.verdict() == verdict).count()))
        .collect(Collectors.joining(", ", "", " of " + found.size()));
  }

  private static void writeTable(Map<String, Likeness> found) throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(Character.toUpperCase(counts(found).charAt(0)));
    table.append(counts(found).substring(1)).append(".\n\n");
    table.append("| document | verdict | words | extra | places | rows | colours | pages |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    found.forEach(
        (name, it) ->
            table.append(
                "| %s | %s | %s | %s | %s | %s | %s | %d / %d |\n"
                    .formatted(
                        name,
                        Verdicts.word(it.verdict()),
                        share(it.words()),
                        share(it.extra()),
                        share(it.places()),
                        share(it.rows()),
                        share(it.colours()),
                        it.pages(),
                        it.referencePages())));
    String page = Files.readString(PAGE);
    int from = page.indexOf(TABLE) + TABLE.length();
    Files.writeString(
        PAGE, page.substring(0, from) + table + page.substring(page.indexOf(TABLE_END)));
  }

  private Likeness measure(String name) throws IOException, InterruptedException {
    String html = Corpus.html(name);
    refresh(name, html);
    RenderedPdf rendered = Corpus.render(html);
    if (rendered instanceof RenderedPdf.Pdf pdf) {
      Files.write(OUTPUT.resolve(name + ".hp.pdf"), pdf.bytes());
    } else {
      out.println(name + ": " + rendered);
    }
    Likeness found = Corpus.likeness(name, rendered);
    out.printf(
        ROW,
        name,
        Verdicts.word(found.verdict()),
        share(found.words()),
        share(found.extra()),
        share(found.places()),
        share(found.rows()),
        share(found.colours()),
        found.pages() + "/" + found.referencePages());
    return found;
  }

  private void refresh(String name, String html) throws IOException, InterruptedException {
    Path kept = Corpus.measured(name);
    String digest = Corpus.digest(html);
    boolean known =
        Files.exists(kept) && Measurement.ofJson(Files.readString(kept)).document().equals(digest);
    if (chromium.isEmpty() || known && !options.contains("--chromium") && !wantsPdf(name)) {
      return;
    }
    byte[] pdf = chromium.get().print(html);
    if (options.contains("--pdfs")) {
      Files.write(OUTPUT.resolve(name + ".ch.pdf"), pdf);
    }
    if (!known || options.contains("--chromium")) {
      Files.writeString(kept, new Measurement(digest, PdfEye.see(pdf)).toJson());
    }
  }

  private boolean wantsPdf(String name) {
    return options.contains("--pdfs") && !Files.exists(OUTPUT.resolve(name + ".ch.pdf"));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
