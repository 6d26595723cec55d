package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<input placeholder=Shown style='%s'>",
        "<input value=Shown style='%s'>",
        "<textarea style='%s'>Shown</textarea>",
      })
  void aFieldsTextBeginsWhereItsDirectionDoes(String control) throws IOException {
    String style = "display:block;width:300px;padding:0;border:0;margin:0";
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><html dir=rtl><body style='margin:0;width:300px'>"
                        + control.formatted(style))));

    // The body, too, is at the right of the page.
    assertThat(page.word("Shown").right()).isCloseTo(595.28 - 56.69, within(1.5));
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

  /** The words that stand after a control on its line, and how far, in pixels, as in Chromium. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <input value=x>                                        | 185
          <input size=10 value=x>                                | 105
          <input type=date>                                      | 124
          <textarea>x</textarea>                                 | 201
          <textarea cols=30 rows=4>x</textarea>                  | 291
          <select><option>One<option>Longer one</select>         | 90
          <select style='width:200px'><option>One</select>       | 200
          <input type=file>                                      | 253
          <button>Hi</button>                                    | 29
          """)
  void aControlIsAsWideAsInBrowsers(String control, double width) throws IOException {
    SeenPage page =
        page("<style>body{margin:0}</style><div><b style='font-size:0'>i</b>" + control + "end");

    assertThat(pixels(page.word("end").left())).isCloseTo(width, within(5.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          month          | 1970-01          | January 1970
          week           | 1970-W01         | Week 01, 1970
          datetime-local | 1970-01-01T00:00 | 01/01/1970, 12:00 AM
          month          | soon             | --------- ----
          datetime-local | 1970-01-01       | mm/dd/yyyy, --:-- --
          """)
  void aDateIsShownInWords(String type, String value, String shown) throws IOException {
    String field = "<input type='%s' value='%s'>".formatted(type, value);

    assertThat(Rendering.text(Rendering.render(field))).contains(shown);
  }

  @Test
  void aFieldFillsItsFlexItem() throws IOException {
    SeenPage page =
        page(
            "<style>body{margin:0}</style><div style='display:flex;width:500px'>"
                + "<input style='flex:1;border:0;padding:0;text-align:right' value=right>"
                + "<b style='width:80px;padding-left:20px'>end</b></div>");

    assertThat(pixels(page.word("right").right())).isCloseTo(400, within(2.0));
    assertThat(pixels(page.word("end").left())).isCloseTo(420, within(2.0));
  }

  @Test
  void aFieldThatFillsItsCellMakesItAsWideAsAField() throws IOException {
    SeenPage page =
        page(
            "<style>body{margin:0}td{padding:0}</style><table cellspacing=0><tr>"
                + "<td><input style='width:100%' value=x><td>end</table>");

    assertThat(pixels(page.word("end").left())).isCloseTo(185, within(12.0));
  }

  @Test
  void aFieldThatFillsItsItemDoesNotKeepItWide() throws IOException {
    SeenPage page =
        page(
            "<style>body{margin:0}</style><div style='display:flex;width:300px'><div style='width:"
                + "200px'>long <input style='width:100%' value=x></div>"
                + "<div style='width:400px'>end</div></div>");

    assertThat(pixels(page.word("end").left())).isCloseTo(100, within(3.0));
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!doctype html><body>" + body)));
  }

  private static double pixels(double points) {
    return (points - 56.69) / 0.75;
  }
}
