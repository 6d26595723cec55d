package dev.hookpress.render.font;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Families that documents may ask for by name. A face is parsed when the first document does. */
final class PackagedFamilies {
  private PackagedFamilies() {}

  static List<FontFace> faces() {
    List<FontFace> faces = new ArrayList<>();
    add(faces, "DM Sans", 400, 500, 700);
    add(faces, "Lato", 400, 700);
    add(faces, "Lora", 400, 700);
    add(faces, "Merriweather", 400, 700);
    add(faces, "Montserrat", 400, 500, 600, 700);
    add(faces, "Noto Sans", 400, 700);
    add(faces, "Nunito", 400, 600, 700);
    add(faces, "Open Sans", 400, 600, 700);
    add(faces, "Playfair Display", 400, 700);
    add(faces, "Poppins", 400, 500, 600, 700);
    add(faces, "Raleway", 400, 600, 700);
    add(faces, "Roboto", 400, 500, 700);
    add(faces, "Source Sans 3", 400, 600, 700);
    add(faces, "Work Sans", 400, 600, 700);
    for (String family : List.of("Lato", "Lora", "Open Sans", "Roboto")) {
      faces.add(FontFace.packaged(name(family, "400Regular_Italic"), family, 400, true));
    }
    return List.copyOf(faces);
  }

  private static void add(List<FontFace> faces, String family, int... weights) {
    for (int weight : weights) {
      String style =
          switch (weight) {
            case 500 -> "500Medium";
            case 600 -> "600SemiBold";
            case 700 -> "700Bold";
            default -> "400Regular";
          };
      faces.add(FontFace.packaged(name(family, style), family, weight, false));
    }
  }

  private static String name(String family, String style) {
    String folder = family.toLowerCase(Locale.ROOT).replace(' ', '-');
    return folder + "/" + family.replace(" ", "") + "_" + style;
  }
}
