package dev.hookpress.render.font;

import java.util.List;

/**
 * The faces that are packaged with the program, and the CSS families that they answer to.
 *
 * <p>A family's first name is its own; the others are what authors write for its kind.
 */
enum FontFace {
  SANS("inter/Inter_400Regular", Families.SANS, 400, false),
  SANS_ITALIC("inter/Inter_400Regular_Italic", Families.SANS, 400, true),
  SANS_SEMIBOLD("inter/Inter_600SemiBold", Families.SANS, 600, false),
  SANS_BOLD("inter/Inter_700Bold", Families.SANS, 700, false),
  SANS_BOLD_ITALIC("inter/Inter_700Bold_Italic", Families.SANS, 700, true),
  SERIF("noto-serif/NotoSerif_400Regular", Families.SERIF, 400, false),
  SERIF_ITALIC("noto-serif/NotoSerif_400Regular_Italic", Families.SERIF, 400, true),
  SERIF_BOLD("noto-serif/NotoSerif_700Bold", Families.SERIF, 700, false),
  SERIF_BOLD_ITALIC("noto-serif/NotoSerif_700Bold_Italic", Families.SERIF, 700, true),
  MONO("jetbrains-mono/JetBrainsMono_400Regular", Families.MONO, 400, false),
  MONO_BOLD("jetbrains-mono/JetBrainsMono_700Bold", Families.MONO, 700, false),
  ARABIC("noto-sans-arabic/NotoSansArabic_400Regular", Families.ARABIC, 400, false),
  ARABIC_BOLD("noto-sans-arabic/NotoSansArabic_700Bold", Families.ARABIC, 700, false),
  HEBREW("noto-sans-hebrew/NotoSansHebrew_400Regular", Families.HEBREW, 400, false),
  HEBREW_BOLD("noto-sans-hebrew/NotoSansHebrew_700Bold", Families.HEBREW, 700, false);

  final String resource;
  final List<String> families;
  final int weight;
  final boolean italic;

  FontFace(String name, List<String> families, int weight, boolean italic) {
    this.resource = "/fonts/" + name + ".ttf";
    this.families = families;
    this.weight = weight;
    this.italic = italic;
  }

  String family() {
    return families.get(0);
  }

  /** Whether every font stack ends in this face. */
  boolean isFallback() {
    return families == Families.SANS
        || families == Families.MONO
        || families == Families.ARABIC
        || families == Families.HEBREW;
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
            "Roboto",
            "Open Sans",
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
