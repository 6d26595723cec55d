package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.document.FontRequest;
import dev.hookpress.render.Rendering;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontFolderTest {
  @TempDir Path folder;

  @Test
  void eachFontSaysItsFamilyWeightAndStyle() throws IOException {
    copy("/fonts/inter/Inter_600SemiBold.ttf", "a.ttf");
    copy("/fonts/lato/Lato_400Regular_Italic.ttf", "b.TTF");
    Files.writeString(folder.resolve("notes.txt"), "not a font");
    assertThat(FontFolder.read(folder).keySet())
        .extracting(FontFace::family, FontFace::weight, FontFace::italic)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Inter", 600, false),
            org.assertj.core.groups.Tuple.tuple("Lato", 400, true));
  }

  @Test
  void anUnusableFontFileIsNamedAtStart() throws IOException {
    Files.writeString(folder.resolve("broken.ttf"), "not a font");
    assertThatThrownBy(() -> Fonts.load(Optional.of(folder)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.ttf");
    assertThatThrownBy(() -> Fonts.load(Optional.of(folder.resolve("absent"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent is not a directory");
  }

  @Test
  void everyPackagedFaceMatchesItsName() throws IOException {
    for (FontFace face : PackagedFaces.load().faces()) {
      assertThat(Rendering.FONTS.face(face).font().getOS2Windows().getWeightClass())
          .as(face.resource())
          .isEqualTo(face.weight());
    }
  }

  @Test
  void theNearestWeightReplacesAMissingOne() {
    assertThat(warnings("Roboto:wght@600"))
        .containsExactly("Roboto has no weight 600; 700 is used");
    assertThat(warnings("Lato:wght@500")).containsExactly("Lato has no weight 500; 400 is used");
    assertThat(warnings("Inter:wght@900")).containsExactly("Inter has no weight 900; 700 is used");
    assertThat(warnings("Inter:wght@100")).containsExactly("Inter has no weight 100; 400 is used");
    assertThat(warnings("arial")).containsExactly("The font arial is not there; Arimo is used");
    assertThat(warnings("poppins:ital@1"))
        .containsExactly("Poppins has no italic; its upright letters are slanted");
    assertThat(warnings("open sans:wght@400;600;700")).isEmpty();
  }

  private static List<String> warnings(String font) {
    return Rendering.FONTS.warnings(List.of(FontRequest.parse(font).orElseThrow()));
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = FontFolderTest.class.getResourceAsStream(resource)) {
      Files.copy(in, folder.resolve(name));
    }
  }
}
