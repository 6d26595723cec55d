package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms are printed as text, once, and are never fields to fill in. */
class FormsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<input name=a value=Shown>",
        "<input name=a.b value=Shown><input name=a value=other>",
        "<input value=Shown>",
        "<textarea name=t>Shown</textarea>",
        "<select name=s><option>Shown<option>hidden</select>",
        "<button name=b>Shown</button>",
        "<fieldset><input name=a.b.c placeholder=Shown></fieldset>",
        "<table><tr><td><input type=submit value=Shown></table>",
        "<div style='display:flex'><input name=x type=email value=Shown></div>"
      })
  void aControlInAFormIsTextOnce(String control) throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render("<form action=/send>" + control + "</form><p>end</p>"));

    assertThat(Rendering.text(pdf)).containsOnlyOnce("Shown").contains("end");
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      assertThat(document.getDocumentCatalog().getAcroForm(null)).isNull();
    }
  }

  @Test
  void aFormIsStyledByItsName() throws IOException {
    String text =
        Rendering.text(
            Rendering.render("<style>form b { display: none }</style><form><b>no</b>yes</form>"));

    assertThat(text).contains("yes").doesNotContain("no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<textarea>Shown</textarea>",
        "<input value=Shown>",
        "<select><option>Shown</select>"
      })
  void aFieldHasNoGeneratedContent(String field) throws IOException {
    String style =
        "<style>textarea::before, input::after, select::before { content: 'generated' }</style>";

    assertThat(Rendering.text(Rendering.render(style + field)))
        .contains("Shown")
        .doesNotContain("generated");
  }
}
