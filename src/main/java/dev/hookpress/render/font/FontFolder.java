package dev.hookpress.render.font;

import dev.hookpress.render.font.format.FontBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.HeaderTable;
import org.apache.fontbox.ttf.NamingTable;
import org.apache.fontbox.ttf.TrueTypeFont;

/** Reads the operator's own fonts: the {@code .ttf} files of a folder. */
final class FontFolder {
  /** Each font stays in memory, some megabytes of it. */
  private static final int MAX_FILES = 200;

  /** A CJK font has some 20 MB. */
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  /** OpenType, name table: the family that all weights share. */
  private static final int TYPOGRAPHIC_FAMILY = 16;

  private FontFolder() {}

  /**
   * Parses every font.
   *
   * @throws IOException naming a file that is not a TrueType font, or may not be embedded
   */
  static Map<FontFace, TrueTypeFont> read(Path folder) throws IOException {
    Map<FontFace, TrueTypeFont> faces = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      add(file, faces);
    }
    return faces;
  }

  /**
   * The families by file, without what the fonts take of memory: one is read after the other.
   *
   * @throws IOException as {@link #read} does
   */
  static Map<Path, String> families(Path folder) throws IOException {
    Map<Path, String> families = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      Map<FontFace, TrueTypeFont> one = new LinkedHashMap<>();
      add(file, one);
      one.keySet().forEach(face -> families.put(file, face.family()));
    }
    return families;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("render.fontsDir: " + folder + " is not a directory");
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".ttf")).sorted().toList();
    }
    if (files.size() > MAX_FILES) {
      throw new IOException(
          "render.fontsDir: %s has %d fonts; %d are allowed"
              .formatted(folder, files.size(), MAX_FILES));
    }
    return files;
  }

  private static void add(Path file, Map<FontFace, TrueTypeFont> faces) throws IOException {
    try {
      TrueTypeFont font = parse(file);
      faces.put(face(file, font), font);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "render.fontsDir: %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TrueTypeFont parse(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("larger than %,d bytes".formatted(MAX_BYTES));
    }
    return FontBytes.toTrueType(Files.readAllBytes(file), (int) MAX_BYTES)
        .flatMap(FontBytes::parse)
        .orElseThrow(
            () ->
                new IOException(
                    "not a TrueType font with outlines and characters that may be embedded"));
  }

  private static FontFace face(Path file, TrueTypeFont font) throws IOException {
    NamingTable names = font.getNaming();
    if (names == null || names.getFontFamily() == null || font.getOS2Windows() == null) {
      throw new IOException("it does not say its family and weight");
    }
    String shared =
        names.getName(
            TYPOGRAPHIC_FAMILY,
            3, // Windows
            1, // Unicode
            0x409); // English
    boolean italic = (font.getHeader().getMacStyle() & HeaderTable.MAC_STYLE_ITALIC) != 0;
    return new FontFace(
        file.toString(),
        shared != null ? shared : names.getFontFamily(),
        font.getOS2Windows().getWeightClass(),
        italic);
  }
}
