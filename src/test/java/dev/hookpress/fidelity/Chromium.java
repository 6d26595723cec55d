package dev.hookpress.fidelity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prints documents with the Chromium of this machine, which is offered the families that the
 * program packages beside the machine's own.
 */
final class Chromium {
  private static final int SECONDS = 120;
  private static final Pattern DOCTYPE = Pattern.compile("(?i)\\A\\s*<!doctype[^>]*>");
  private static final Pattern HEAD = Pattern.compile("(?i)<head(\\s[^>]*)?>");

  /** The page that a job without options gets; the document's own rules come later and prevail. */
  private static final String PAGE = "<style>@page{size:210mm 297mm;margin:20mm}</style>";

  private static final Path FONTS = Path.of("src/main/resources/fonts");

  /**
   * Families that the machine has, or has equivalents of: its own are taken, so that the generic
   * families and the fallback of other scripts stay as they are.
   */
  private static final Set<String> OF_MACHINE =
      Set.of("arimo", "tinos", "cousine", "carlito", "caladea", "dejavu-sans");

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  static Optional<Chromium> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of("/usr/bin"), Stream.of(path.split(":")))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  byte[] print(String html) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("fidelity");
    try {
      Path page = Files.writeString(folder.resolve("page.html"), withPage(html));
      Path pdf = folder.resolve("page.pdf");
      ProcessBuilder command =
          new ProcessBuilder(
                  program.toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--host-resolver-rules=MAP * ~NOTFOUND",
                  "--user-data-dir=" + folder.resolve("profile"),
                  "--no-pdf-header-footer",
                  "--print-to-pdf=" + pdf,
                  page.toUri().toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      command.environment().put("FONTCONFIG_FILE", fonts(folder).toString());
      Process process = command.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("Chromium has not printed within " + SECONDS + " s");
      }
      return Files.readAllBytes(pdf);
    } finally {
      delete(folder);
    }
  }

  /** Writes the configuration of fonts: the system's, and the folders of packaged families. */
  private static Path fonts(Path folder) throws IOException {
    StringBuilder folders = new StringBuilder();
    try (Stream<Path> families = Files.list(FONTS)) {
      families
          .filter(Files::isDirectory)
          .filter(family -> !OF_MACHINE.contains(family.getFileName().toString()))
          .filter(family -> !family.getFileName().toString().startsWith("noto-"))
          .sorted()
          .forEach(family -> folders.append("<dir>" + family.toAbsolutePath() + "</dir>\n"));
    }
    return Files.writeString(
        folder.resolve("fonts.conf"),
        """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
        <fontconfig>
        <include>/etc/fonts/fonts.conf</include>
        %s</fontconfig>
        """
            .formatted(folders));
  }

  static String withPage(String html) {
    Matcher head = HEAD.matcher(html);
    if (head.find()) {
      return html.substring(0, head.end()) + PAGE + html.substring(head.end());
    }
    Matcher doctype = DOCTYPE.matcher(html);
    int at = doctype.find() ? doctype.end() : 0;
    return html.substring(0, at) + PAGE + html.substring(at);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted((one, other) -> other.compareTo(one)).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
