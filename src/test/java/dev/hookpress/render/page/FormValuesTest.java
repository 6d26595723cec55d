package dev.hookpress.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.FormData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDListBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDNonTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;

/** Fields of forms, read and filled in. */
class FormValuesTest {
  private static final FormData READ = new FormData(Optional.empty());

  /** A form with a text, a text within a group, a box to check and a list of several choices. */
  private static byte[] form() {
    return Pdfs.pdf(
        document -> {
          PDAcroForm form = new PDAcroForm(document);
          document.getDocumentCatalog().setAcroForm(form);
          PDResources fonts = new PDResources();
          fonts.put(
              COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
          form.setDefaultResources(fonts);
          form.setDefaultAppearance("/Helv 12 Tf 0 g");
          PDTextField name = text(document, form, "name");
          PDNonTerminalField address = new PDNonTerminalField(form);
          address.setPartialName("address");
          address.setChildren(List.of(text(document, form, "city")));
          PDCheckBox agreed = new PDCheckBox(form);
          agreed.setPartialName("agreed");
          PDListBox colours = new PDListBox(form);
          colours.setPartialName("colours");
          colours.setOptions(List.of("red", "green", "blue"));
          colours.setMultiSelect(true);
          form.setFields(List.of(name, address, agreed, colours));
        },
        "Form");
  }

  private static PDTextField text(PDDocument document, PDAcroForm form, String name)
      throws IOException {
    PDTextField field = new PDTextField(form);
    field.setPartialName(name);
    PDAnnotationWidget widget = field.getWidgets().get(0);
    widget.setRectangle(new PDRectangle(20, 20, 200, 20));
    widget.setPage(document.getPage(0));
    document.getPage(0).getAnnotations().add(widget);
    return field;
  }

  private static PageOutcome.Files filled(String values) {
    PageOutcome outcome = Pdfs.OPERATIONS.apply(new FormData(Optional.of(values)), List.of(form()));
    assertThat(outcome).isInstanceOf(PageOutcome.Files.class);
    return (PageOutcome.Files) outcome;
  }

  private static String values(byte[] pdf) {
    PageOutcome outcome = Pdfs.OPERATIONS.apply(READ, List.of(pdf));
    return new String(((PageOutcome.Files) outcome).files().get(0).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void valuesAreReadNestedByTheDotsOfTheirNames() {
    assertThat(values(form()))
        .isEqualTo("{\"name\":\"\",\"address\":{\"city\":\"\"},\"agreed\":\"Off\",\"colours\":[]}");
    assertThat(values(Pdfs.pdf("No form"))).isEqualTo("{}");
  }

  @Test
  void whatIsFilledInIsReadAgainAndSeen() throws IOException {
    PageOutcome.Files filled =
        filled(
            "{\"name\":\"Ada\",\"address\":{\"city\":\"London\"},\"colours\":[\"red\",\"blue\"]}");

    byte[] pdf = filled.files().get(0).bytes();
    assertThat(filled.warnings()).isEmpty();
    assertThat(values(pdf))
        .isEqualTo(
            "{\"name\":\"Ada\",\"address\":{\"city\":\"London\"},\"agreed\":\"Off\","
                + "\"colours\":[\"red\",\"blue\"]}");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      document.getDocumentCatalog().getAcroForm().flatten();
      assertThat(Pdfs.words(document).get(0)).contains("London");
    }
  }

  @Test
  void whatDoesNotFitIsSaid() {
    PageOutcome.Files filled =
        filled("{\"nmae\":\"Ada\",\"colours\":\"pink\",\"name\":\"\u4f60\",\"address\":{\"x\":1}}");

    assertThat(filled.warnings())
        .containsExactly(
            "The form has no field nmae.",
            "The field colours does not take the value \"pink\".",
            "The font of the field name has not all letters of its value.",
            "The form has no field address.x.");
    assertThat(values(filled.files().get(0).bytes())).contains("\"name\":\"\u4f60\"");
  }

  @Test
  void aPdfWithoutAFormCannotBeFilledIn() {
    assertThat(Pdfs.code(new FormData(Optional.of("{\"a\":\"b\"}")), Pdfs.pdf("No form")))
        .isEqualTo(FailureCode.SOURCE_INVALID);
  }
}
