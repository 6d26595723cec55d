package dev.hookpress.render.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.prepared.BrowserOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page finds the same fonts in the browser as in the fast engine, if the machine has none. */
class BrowserFontsIT {
  private static final String LETTERS = "Letters";

  @TempDir private Path folder;

  /** Families as a page names them, and the one that draws it. */
  private static Map<String, String> families() {
    Map<String, String> drawn = new LinkedHashMap<>();
    drawn.put("Arial", "arimo");
    drawn.put("helvetica", "arimo");
    drawn.put("'Helvetica Neue', serif", "arimo");
    drawn.put("sans-serif", "arimo");
    drawn.put("'Liberation Sans'", "arimo");
    drawn.put("'Times New Roman'", "tinos");
    drawn.put("Times", "tinos");
    drawn.put("serif", "tinos");
    drawn.put("'Courier New'", "cousine");
    drawn.put("Courier", "cousine");
    drawn.put("monospace", "cousine");
    drawn.put("Calibri", "carlito");
    drawn.put("Cambria", "caladea");
    drawn.put("system-ui", "notosans");
    drawn.put("Inter", "inter");
    drawn.put("Roboto, serif", "roboto");
    drawn.put("'Noto Serif'", "notoserif");
    drawn.put("'JetBrains Mono'", "jetbrainsmono");
    drawn.put("'No Family', Lora", "lora");
    // The machine of these tests has some of them; no document may depend on that.
    drawn.put("Georgia, serif", "tinos");
    drawn.put("'DejaVu Sans', serif", "tinos");
    drawn.put("'Noto Sans CJK JP', serif", "notosansjp");
    return drawn;
  }

  /** Text that Arimo has no glyphs for, by the family that draws it. */
  private static Map<String, String> scripts() {
    Map<String, String> drawn = new LinkedHashMap<>();
    drawn.put("<p lang=ar>\u0641\u0627\u062a\u0648\u0631\u0629", "notosansarabic");
    drawn.put("<p lang=hi>\u091a\u093e\u0932\u093e\u0928", "notosansdevanagari");
    drawn.put("<p lang=ta>\u0baa\u0ba4\u0bbf\u0bb5\u0bc1", "notosanstamil");
    drawn.put("<p lang=th>\u0e43\u0e1a\u0e41\u0e08\u0e49\u0e07", "notosansthai");
    drawn.put("<p lang=ka>\u10d0\u10dc\u10d2\u10d0\u10e0\u10d8\u10e8\u10d8", "notosansgeorgian");
    drawn.put("<p lang=hy>\u0540\u0561\u0577\u056b\u057e", "notosansarmenian");
    drawn.put("<p lang=zh-Hans>\u53d1\u7968\u53f7", "notosanssc");
    drawn.put("<p lang=zh-TW>\u767c\u7968\u865f", "notosanstc");
    drawn.put("<p lang=ja>\u8acb\u6c42\u66f8\u3067\u3059", "notosansjp");
    drawn.put("<p lang=ko>\uccad\uad6c\uc11c", "notosanskr");
    drawn.put("<p>\u2714\u2718", "dejavusans");
    drawn.put("<p>\ud83d\ude00", "notoemoji");
    return drawn;
  }

  @Test
  void aFamilyIsTheSameInBothEngines() throws IOException {
    Map<String, String> wanted = families();
    StringBuilder html = new StringBuilder("<style>p + p { break-before: page }</style>");
    wanted
        .keySet()
        .forEach(
            named ->
                html.append("<p style=\"font-family: ")
                    .append(named)
                    .append("\">" + LETTERS + "</p>"));

    assertThat(drawnInBrowser(html.toString(), Optional.empty())).isEqualTo(sets(wanted));
    assertThat(families(Rendering.pdf(Rendering.render(html.toString())).bytes()))
        .isEqualTo(sets(wanted));
  }

  @Test
  void everyScriptIsDrawnInTheSameFamilyInBothEngines() throws IOException {
    Map<String, String> wanted = scripts();
    StringBuilder html =
        new StringBuilder("<style>p { font-family: Arial } p + p { break-before: page }");
    html.append("</style>");
    wanted.keySet().forEach(text -> html.append(text).append("</p>"));

    assertThat(drawnInBrowser(html.toString(), Optional.empty())).isEqualTo(sets(wanted));
    assertThat(families(Rendering.pdf(Rendering.render(html.toString())).bytes()))
        .isEqualTo(sets(wanted));
  }

  @Test
  void anOperatorsFontIsThereAndPrevailsOverPackagedOnes() throws IOException {
    Files.write(folder.resolve("new.ttf"), renamed("Lora", "Mine"));
    Files.write(folder.resolve("packaged.TTF"), renamed("Lora", "Lato"));
    // Arimo stands for it otherwise. Tinos is embedded by its family's name.
    Files.write(folder.resolve("twin.ttf"), renamed("Tinos", "Arial"));
    Files.writeString(folder.resolve("notes.txt"), "no font");

    String html =
        "<style>p + p { break-before: page }</style>"
            + "<p style='font-family: Mine, Inter'>a</p>"
            + "<p style='font-family: Lato'>a</p>"
            + "<p style='font-family: Arial'>a</p>";

    for (MachineFonts machine : List.of(MachineFonts.NONE, MachineFonts.find())) {
      assertThat(drawnInBrowser(html, Optional.of(folder), machine))
          .containsExactly(Set.of("lora"), Set.of("lora"), Set.of("arial"));
    }
  }

  @Test
  void aFontOfTheOperatorsThatCannotBeUsedIsNamedAtTheStart() throws IOException {
    Files.writeString(folder.resolve("broken.ttf"), "not a font");
    assertThatThrownBy(() -> drawnInBrowser("<p>a", Optional.of(folder)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.ttf cannot be used");
  }

  private static List<Set<String>> drawnInBrowser(String html, Optional<Path> fonts)
      throws IOException {
    return drawnInBrowser(html, fonts, MachineFonts.NONE);
  }

  private static List<Set<String>> drawnInBrowser(
      String html, Optional<Path> fonts, MachineFonts machine) throws IOException {
    BrowserOptions it = Browsing.options(1, Duration.ofSeconds(60));
    try (Browsing browsing =
        Browsing.start(
            new BrowserOptions(
                it.path(),
                it.noSandbox(),
                1,
                it.memoryMb(),
                it.deadline(),
                it.longestWait(),
                it.maxDocuments(),
                it.maxWaiting(),
                fonts.map(Path::toString)),
            machine)) {
      Printed printed = browsing.print(html);
      assertThat(printed).isInstanceOf(Printed.Pdfs.class);
      return families(((Printed.Pdfs) printed).files().get(0));
    }
  }

  private static List<Set<String>> sets(Map<String, String> wanted) {
    return wanted.values().stream().map(Set::of).toList();
  }

  /** The families of the embedded fonts by page, in lower case and without spaces. */
  private static List<Set<String>> families(byte[] bytes) throws IOException {
    List<Set<String>> pages = new ArrayList<>();
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      for (int page = 0; page < pdf.getNumberOfPages(); page++) {
        PDResources resources = pdf.getPage(page).getResources();
        Set<String> families = new TreeSet<>();
        for (COSName name : resources.getFontNames()) {
          families.add(family(resources.getFont(name).getName()));
        }
        pages.add(families);
      }
    }
    return pages;
  }

  /** Of a name such as {@code ABCDEF+NotoSans-Regular}. */
  private static String family(String name) {
    String face = name.substring(name.indexOf('+') + 1);
    int style = face.indexOf('-');
    return (style < 0 ? face : face.substring(0, style)).toLowerCase(Locale.ROOT);
  }

  /**
   * A packaged font as one of another family, whose name is as long. It keeps the name under which
   * it is embedded.
   */
  private static byte[] renamed(String family, String other) throws IOException {
    String resource =
        "/fonts/%s/%s_400Regular.ttf".formatted(family.toLowerCase(Locale.ROOT), family);
    try (InputStream in = BrowserFontsIT.class.getResourceAsStream(resource)) {
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.US_ASCII)) {
        bytes =
            bytes
                .replace(inLatin1(family, charset), inLatin1(other, charset))
                .replace(inLatin1(other + "-", charset), inLatin1(family + "-", charset));
      }
      return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static String inLatin1(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}
