package dev.hookpress.render.chromium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fonts that are installed on this machine.
 *
 * @param files the names of their files, letters and digits alone, in lower case
 */
record MachineFonts(Set<String> files) {
  static final MachineFonts NONE = new MachineFonts(Set.of());

  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts"));

  private static final int MAX_DEPTH = 6;
  private static final int MAX_FILES = 20_000;

  /** Looks for them where the system has them. Blocking. */
  static MachineFonts find() {
    Set<String> names = new HashSet<>();
    for (Path folder : FOLDERS) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
          all.limit(MAX_FILES)
              .map(file -> plain(file.getFileName().toString()))
              .forEach(names::add);
        } catch (IOException | UncheckedIOException unreadable) {
          // The browser cannot read them either.
        }
      }
    }
    return new MachineFonts(names);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /**
   * Whether pages look as their authors mean them: what they name most, Arial, is there, or its
   * twin.
   */
  boolean suffice() {
    return has("liberationsans") || has("arimo") || has("arial");
  }

  /** Whether there is a font of that family, whose name is in lower case and without spaces. */
  boolean has(String family) {
    return files.stream().anyMatch(name -> name.startsWith(family));
  }
}
