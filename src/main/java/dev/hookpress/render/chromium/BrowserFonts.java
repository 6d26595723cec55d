package dev.hookpress.render.chromium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The packaged families as fonts of the browser's, beside those of the machine: a page finds the
 * same ones whichever engine prints it.
 */
final class BrowserFonts {
  private static final String RESOURCES = "/fonts/";

  /**
   * Families for what the machine's own fonts do: they would change its generic families and its
   * fallback for other scripts.
   */
  private static final Set<String> OF_MACHINE =
      Set.of("arimo", "tinos", "cousine", "carlito", "caladea", "dejavu-sans");

  private static final String OF_OTHER_SCRIPTS = "noto-";

  private BrowserFonts() {}

  /**
   * Writes the families to a directory. Blocking.
   *
   * @return the configuration of fonts (fontconfig) that names them
   */
  static Path write(Path directory) throws IOException {
    Path fonts = Files.createDirectories(directory.resolve("fonts"));
    try (BufferedReader index =
        new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.US_ASCII))) {
      for (String line = index.readLine(); line != null; line = index.readLine()) {
        String file = line.substring(0, line.indexOf('\t'));
        String family = file.substring(0, file.indexOf('/'));
        if (!OF_MACHINE.contains(family) && !family.startsWith(OF_OTHER_SCRIPTS)) {
          Path place = fonts.resolve(file);
          Files.createDirectories(place.getParent());
          try (InputStream font = open(file)) {
            Files.copy(font, place);
          }
        }
      }
    }
    return Files.writeString(
        directory.resolve("fonts.conf"),
        """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
        <fontconfig>
        <cachedir>%s</cachedir>
        <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
        <dir>%s</dir>
        </fontconfig>
        """
            .formatted(directory.resolve("font-cache"), fonts));
  }

  private static InputStream open(String name) throws IOException {
    InputStream resource = BrowserFonts.class.getResourceAsStream(RESOURCES + name);
    if (resource == null) {
      throw new IOException(RESOURCES + name + " is missing");
    }
    return resource;
  }
}
