package dev.hookpress.render.chromium;

import dev.hookpress.render.font.Fonts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fonts of the browser: the operator's, those of the machine, and the packaged ones, so that a
 * page finds the same families whichever engine prints it. On a machine without the usual fonts
 * packaged ones stand for all others, as in the fast engine.
 */
final class BrowserFonts {
  private static final String RESOURCES = "/fonts/";

  /** Families whose twins the machine has: they would change its generic families. */
  private static final Set<String> TWINS =
      Set.of("arimo", "tinos", "cousine", "carlito", "caladea", "dejavu-sans");

  private static final String NOTO = "noto-";
  private static final Set<String> HAN =
      Set.of("noto-sans-sc", "noto-sans-tc", "noto-sans-jp", "noto-sans-kr");

  private BrowserFonts() {}

  /**
   * Writes the packaged fonts to a directory, 57 MB at most. Blocking.
   *
   * @param operators a directory with the operator's fonts
   * @return the configuration of fonts (fontconfig) that names all
   * @throws IOException also if a font of the operator's cannot be used, naming it
   */
  static Path write(Path directory, Optional<Path> operators, MachineFonts machine)
      throws IOException {
    Path own = Files.createDirectories(directory.resolve("own-fonts"));
    Set<String> families = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    if (operators.isPresent()) {
      Map<Path, String> files = Fonts.operatorsFiles(operators.get());
      int number = 0;
      for (Path file : files.keySet()) {
        // These files alone: the browser would take those of other formats and folders, too.
        Files.createSymbolicLink(own.resolve(number++ + ".ttf"), file.toAbsolutePath());
      }
      families.addAll(files.values());
    }
    Path packaged = Files.createDirectories(directory.resolve("fonts"));
    copyPackaged(packaged, machine);
    Path cache = directory.resolve("font-cache");
    return Files.writeString(
        directory.resolve("fonts.conf"),
        machine.suffice()
            ? FontConfiguration.besideTheMachines(cache, own, packaged)
            : FontConfiguration.ofPackaged(cache, own, packaged, families));
  }

  private static boolean isOfMachine(String family, MachineFonts machine) {
    if (!machine.suffice() || !family.startsWith(NOTO)) {
      return machine.suffice() && TWINS.contains(family);
    }
    return machine.has(HAN.contains(family) ? "notosanscjk" : family.replace("-", ""));
  }

  private static void copyPackaged(Path fonts, MachineFonts machine) throws IOException {
    try (BufferedReader index =
        new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.US_ASCII))) {
      for (String line = index.readLine(); line != null; line = index.readLine()) {
        String file = line.substring(0, line.indexOf('\t'));
        if (!isOfMachine(file.substring(0, file.indexOf('/')), machine)) {
          Path place = fonts.resolve(file);
          Files.createDirectories(place.getParent());
          try (InputStream font = open(file)) {
            Files.copy(font, place);
          }
        }
      }
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream resource = BrowserFonts.class.getResourceAsStream(RESOURCES + name);
    if (resource == null) {
      throw new IOException(RESOURCES + name + " is missing");
    }
    return resource;
  }
}
