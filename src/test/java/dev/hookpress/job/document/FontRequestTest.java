package dev.hookpress.job.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FontRequest.Style;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FontRequestTest {
  @Test
  void theFormsOfGoogleFontsAreRead() {
    assertThat(styles("Inter")).containsExactly(new Style(400, false));
    assertThat(styles("Inter:wght@600;400"))
        .containsExactly(new Style(400, false), new Style(600, false));
    assertThat(styles("Open+Sans:ital,wght@0,400;1,700"))
        .containsExactly(new Style(400, false), new Style(700, true));
    assertThat(styles("Lora:ital@1")).containsExactly(new Style(400, true));
    assertThat(styles("Inter:wght@400..700")).hasSize(4);
    assertThat(FontRequest.parse(" Source+Sans+3 ").orElseThrow().family())
        .isEqualTo("Source Sans 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "Inter:",
        "Inter:wght@",
        "Inter:wght@0",
        "Inter:wght@1001",
        "Inter:wght@4,4",
        "Inter:opsz@12",
        "Inter:ital@2",
        "Inter';}*{",
        "Inter:wght@700..400",
        "../etc"
      })
  void otherFormsAreRejected(String text) {
    assertThat(FontRequest.parse(text)).isEmpty();
  }

  @Property
  void anyTextGivesAValueOrNothing(@ForAll String text) {
    FontRequest.parse(text)
        .ifPresent(request -> assertThat(request.family()).doesNotContain("'", "}", ";"));
  }

  private static java.util.List<Style> styles(String text) {
    return FontRequest.parse(text).orElseThrow().styles();
  }
}
