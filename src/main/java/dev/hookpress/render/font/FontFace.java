package dev.hookpress.render.font;

import java.util.List;

/**
 * One face, and the CSS families that it answers to. A family's first name is its own; the others
 * are what authors write for its kind.
 *
 * @param resource where it is packaged; of an operator's face, its file
 * @param fallback whether every font stack ends in this face
 */
record FontFace(
    String resource, List<String> families, int weight, boolean italic, boolean fallback) {
  static final FontFace SANS = core("inter/Inter_400Regular", Families.SANS, 400, false);
  static final FontFace SANS_BOLD = core("inter/Inter_700Bold", Families.SANS, 700, false);
  static final FontFace SERIF = core("noto-serif/NotoSerif_400Regular", Families.SERIF, 400, false);
  static final FontFace SERIF_BOLD =
      core("noto-serif/NotoSerif_700Bold", Families.SERIF, 700, false);
  static final FontFace MONO =
      core("jetbrains-mono/JetBrainsMono_400Regular", Families.MONO, 400, false);
  static final FontFace MONO_BOLD =
      core("jetbrains-mono/JetBrainsMono_700Bold", Families.MONO, 700, false);

  /** What every document may need, whatever it asks for. Parsed at start. */
  static final List<FontFace> CORE =
      List.of(
          SANS,
          core("inter/Inter_400Regular_Italic", Families.SANS, 400, true),
          core("inter/Inter_500Medium", Families.SANS, 500, false),
          core("inter/Inter_600SemiBold", Families.SANS, 600, false),
          SANS_BOLD,
          core("inter/Inter_700Bold_Italic", Families.SANS, 700, true),
          SERIF,
          core("noto-serif/NotoSerif_400Regular_Italic", Families.SERIF, 400, true),
          SERIF_BOLD,
          core("noto-serif/NotoSerif_700Bold_Italic", Families.SERIF, 700, true),
          MONO,
          MONO_BOLD,
          core("noto-sans-arabic/NotoSansArabic_400Regular", Families.ARABIC, 400, false),
          core("noto-sans-arabic/NotoSansArabic_700Bold", Families.ARABIC, 700, false),
          core("noto-sans-hebrew/NotoSansHebrew_400Regular", Families.HEBREW, 400, false),
          core("noto-sans-hebrew/NotoSansHebrew_700Bold", Families.HEBREW, 700, false));

  String family() {
    return families.get(0);
  }

  /** A face that is packaged and is not every document's. */
  static FontFace packaged(String name, String family, int weight, boolean italic) {
    return new FontFace("/fonts/" + name + ".ttf", List.of(family), weight, italic, false);
  }

  private static FontFace core(String name, List<String> families, int weight, boolean italic) {
    return new FontFace(
        "/fonts/" + name + ".ttf", families, weight, italic, families != Families.SERIF);
  }

  /** The engine calls {@code sans-serif} SansSerif and {@code monospace} Monospaced. */
  private static final class Families {
    static final List<String> SANS =
        List.of(
            "Inter",
            "SansSerif",
            "Arial",
            "Helvetica",
            "Helvetica Neue",
            "Verdana",
            "Tahoma",
            "Segoe UI",
            "Calibri",
            "system-ui",
            "ui-sans-serif",
            "-apple-system",
            "BlinkMacSystemFont");
    static final List<String> SERIF =
        List.of(
            "Noto Serif",
            "Serif",
            "Times",
            "Times New Roman",
            "Georgia",
            "Cambria",
            "Garamond",
            "Palatino",
            "ui-serif");
    static final List<String> MONO =
        List.of(
            "JetBrains Mono",
            "Monospaced",
            "Courier",
            "Courier New",
            "Consolas",
            "Menlo",
            "Monaco",
            "ui-monospace",
            "SFMono-Regular");
    static final List<String> ARABIC = List.of("Noto Sans Arabic");
    static final List<String> HEBREW = List.of("Noto Sans Hebrew");
  }
}
