package dev.hookpress.render.document;

import static dev.hookpress.render.document.RenderedSteps.FOUR;
import static dev.hookpress.render.document.RenderedSteps.RENDERER;
import static dev.hookpress.render.document.RenderedSteps.answer;
import static dev.hookpress.render.document.RenderedSteps.at;
import static dev.hookpress.render.document.RenderedSteps.options;
import static dev.hookpress.render.document.RenderedSteps.pdf;
import static dev.hookpress.render.document.RenderedSteps.png;
import static dev.hookpress.render.document.RenderedSteps.rendered;
import static dev.hookpress.render.document.RenderedSteps.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to a rendered PDF, from the request to the file. */
class StepsTest {
  @Test
  void stepsAreAppliedInTheirOrder() throws IOException {
    RenderedPdf.Pdf made =
        pdf(
            "[{'select':{'pages':'4, 2-3'}},"
                + "{'page_numbers':{'format':'{page} of {pages}','pages':'2-last'}},"
                + "{'select':{'pages':'last, 1'}},"
                + "{'stamp':{'text':'PAID','pages':'1'}}]");

    assertThat(texts(made.bytes(), "")).containsExactly("three 3 of 3 PAID", "four");
    assertThat(made.pages()).isEqualTo(2);
  }

  @Test
  void textInAnyScriptIsDrawnInFontsThatAreEmbedded() throws IOException {
    RenderedPdf.Pdf made = pdf("[{'watermark':{'text':'Счет 草案'}}]");

    assertThat(texts(made.bytes(), "").get(3).replace(" ", "")).contains("Счет", "草案");
    try (PDDocument document = Loader.loadPDF(made.bytes())) {
      for (var name : document.getPage(0).getResources().getXObjectNames()) {
        var form = (PDFormXObject) document.getPage(0).getResources().getXObject(name);
        for (var font : form.getResources().getFontNames()) {
          assertThat(form.getResources().getFont(font).isEmbedded()).isTrue();
        }
      }
    }
  }

  /** The first letter's place on an A4 page, in points from the upper left corner. */
  private static float[] place(byte[] pdf, String word) throws IOException {
    float[] place = new float[2];
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> letters) {
              if (text.contains(word)) {
                TextPosition first = letters.get(text.indexOf(word));
                place[0] = first.getXDirAdj();
                place[1] = first.getYDirAdj();
              }
            }
          };
      stripper.getText(document);
    }
    return place;
  }

  @ParameterizedTest
  @CsvSource({
    "top-left, 40, 50, 40, 60",
    "top-right, 500, 550, 40, 60",
    "bottom-left, 40, 50, 780, 805",
    "bottom-center, 270, 300, 780, 805",
    "center, 270, 300, 410, 430"
  })
  void aStampIsWhereItsPositionSays(
      String position, float left, float right, float top, float bottom) throws IOException {
    byte[] made =
        pdf("[{'stamp':{'text':'MARK','position':'" + position + "','margin':'40pt'}}]").bytes();

    float[] place = place(made, "MARK");
    assertThat(place[0]).isBetween(left, right);
    assertThat(place[1]).isBetween(top, bottom);
  }

  @Test
  void anImageIsDrawnOverOrUnderThePages() throws IOException {
    byte[] made =
        pdf("[{'stamp':{'image':'" + png() + "','width':'100mm','pages':'last'}}]").bytes();
    assertThat(at(made, 3, 0.5, 0.5)).isEqualTo(Color.RED);
    assertThat(at(made, 0, 0.5, 0.5)).isEqualTo(Color.WHITE);

    String black = "<body style='background:black'><p>x";
    RenderedPdf under =
        rendered(
            "[{'stamp':{'image':'" + png() + "','layer':'under'}}]",
            new SourcePart.InlineHtml(black));
    assertThat(at(Rendering.pdf(under).bytes(), 0, 0.5, 0.5)).isEqualTo(Color.BLACK);
  }

  @Test
  void aWatermarkLetsThePageShowThrough() throws IOException {
    byte[] made =
        pdf("[{'watermark':{'image':'" + png() + "','width':'150mm','opacity':0.5}}]").bytes();
    Color shown = at(made, 0, 0.5, 0.5);
    assertThat(shown.getRed()).isGreaterThan(250);
    assertThat(shown.getGreen()).isBetween(120, 135);
  }

  @Test
  void filesOfStepsAreFetchedBeforeTheyAreApplied() throws IOException {
    URI url = URI.create("https://files.example/terms.pdf");
    RenderOptions options =
        options(
            "'steps':[{'merge':{'pdf':'" + url + "','pages':'2','before':2}},{'page_numbers':{}}]");
    SourcePart html = new SourcePart.InlineHtml("<p>first<p style='break-before:page'>second");
    assertThat(answer(options, Map.of(), html)).isEqualTo(new RenderAnswer.Wanted(Set.of(url)));

    byte[] terms = pdf("[{'select':{'pages':'1-2'}}]").bytes();
    RenderAnswer whole =
        answer(options, Map.of(url, new FetchedResource(terms, false, Optional.empty())), html);
    byte[] made = Rendering.pdf(((RenderAnswer.Finished) whole).pdf()).bytes();
    assertThat(texts(made, "")).containsExactly("first 1", "two 2", "second 3");
  }

  @Test
  void aFileThatCannotBeFetchedFailsTheDocumentByItsStep() {
    RenderOptions options = options("'steps':[{'stamp':{'image':'https://a.example/logo.png'}}]");
    URI url = URI.create("https://a.example/logo.png");
    RenderAnswer answer =
        RENDERER.render(
            new RenderRequest(
                options,
                Optional.empty(),
                List.of(new SourcePart.InlineHtml("<p>x")),
                Map.of(),
                Map.of(url, "answered with 404"),
                true,
                Rendering.NOW,
                Duration.ofSeconds(60)),
            Assertions::fail);
    assertThat(((RenderAnswer.Finished) answer).pdf())
        .isEqualTo(
            new RenderedPdf.Rejected(
                FailureCode.SOURCE_FETCH_FAILED,
                "/options/steps/0/stamp: The file https://a.example/logo.png could not be fetched:"
                    + " answered with 404"));
  }

  @Test
  void fetchedPdfsAreWorkedOnAsRenderedOnesAre() throws IOException {
    byte[] source = pdf("[]").bytes();
    RenderedPdf made =
        rendered(
            "[{'rotate':{'degrees':-90,'pages':'1'}},{'page_numbers':{'first':5}}]",
            new SourcePart.Pdf(source),
            new SourcePart.InlineHtml("<p>five"));

    assertThat(texts(Rendering.pdf(made).bytes(), "").stream().map(it -> it.replace(" ", "")))
        .containsExactly("one5", "two6", "three7", "four8", "five9");
    try (PDDocument document = Loader.loadPDF(Rendering.pdf(made).bytes())) {
      assertThat(document.getPage(0).getRotation()).isEqualTo(270);
      assertThat(document.getPage(1).getRotation()).isZero();
    }
  }

  @Test
  void eachFileOfASplitGoesThroughTheStepsThatFollow() throws IOException {
    RenderedPdf made =
        rendered(
            "[{'split':{'every':2}},{'page_numbers':{'format':'{page}/{pages}'}},"
                + "{'encrypt':{'user_password':'open'}}]",
            new SourcePart.InlineHtml(FOUR + "<p style='break-before:page'>five"));

    List<RenderedPdf.File> files = ((RenderedPdf.Files) made).files();
    assertThat(files).extracting(RenderedPdf.File::pages).containsExactly(2, 2, 1);
    assertThat(texts(files.get(1).bytes(), "open")).containsExactly("three 1/2", "four 2/2");
    Assertions.assertThatThrownBy(() -> texts(files.get(2).bytes(), ""))
        .isInstanceOf(InvalidPasswordException.class);
  }

  @Test
  void bookmarksAndMetadataAreThoseOfTheSteps() throws IOException {
    RenderedPdf.Pdf made =
        pdf(
            "[{'bookmarks':{'items':[{'title':'A','page':1,'children':[{'title':'B','page':3}]},"
                + "{'title':'C','page':4}]}},"
                + "{'metadata':{'title':'T','language':'de'}}]");

    try (PDDocument document = Loader.loadPDF(made.bytes())) {
      PDOutlineItem first = document.getDocumentCatalog().getDocumentOutline().getFirstChild();
      assertThat(first.getTitle()).isEqualTo("A");
      assertThat(first.getFirstChild().getTitle()).isEqualTo("B");
      assertThat(document.getPages().indexOf(first.getFirstChild().findDestinationPage(document)))
          .isEqualTo(2);
      assertThat(first.getNextSibling().getTitle()).isEqualTo("C");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("T");
      assertThat(document.getDocumentInformation().getProducer()).isEqualTo("Hookpress");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("de");
    }
  }

  @Test
  void encryptedWithTheOwnersPermissions() throws IOException {
    RenderedPdf.Pdf made = pdf("[{'encrypt':{'owner_password':'secret','permissions':['copy']}}]");

    try (PDDocument document = Loader.loadPDF(made.bytes())) {
      assertThat(document.getEncryption().getLength()).isEqualTo(256);
      assertThat(document.getCurrentAccessPermission().canExtractContent()).isTrue();
      assertThat(document.getCurrentAccessPermission().canPrint()).isFalse();
      assertThat(document.getCurrentAccessPermission().canModify()).isFalse();
    }
  }

  private static byte[] form() throws IOException {
    try (PDDocument document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      var resources = new PDResources();
      resources.put(
          COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
      form.setDefaultResources(resources);
      form.setDefaultAppearance("/Helv 12 Tf 0 g");
      PDTextField field = new PDTextField(form);
      field.setPartialName("name");
      form.getFields().add(field);
      var widget = field.getWidgets().get(0);
      widget.setRectangle(new PDRectangle(50, 700, 200, 20));
      widget.setPage(page);
      page.getAnnotations().add(widget);
      field.setValue("Ada");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void flattenedFieldsArePartOfTheirPages() throws IOException {
    byte[] made = Rendering.pdf(rendered("[{'flatten':{}}]", new SourcePart.Pdf(form()))).bytes();

    try (PDDocument document = Loader.loadPDF(made)) {
      assertThat(document.getPage(0).getAnnotations()).isEmpty();
      assertThat(document.getDocumentCatalog().getAcroForm(null).getFields()).isEmpty();
    }
    assertThat(texts(made, "")).containsExactly("Ada");
  }

  @Test
  void picturesOfPagesTakeThePlaceOfThePdf() throws IOException {
    RenderOptions options =
        options(
            "'steps':[{'stamp':{'image':'"
                + png()
                + "','width':'100mm'}}],"
                + "'images':{'format':'jpeg','pages':'2-3','width':300},'filename':'shot'");
    assertThat(options.filename()).isEqualTo("shot.jpeg");
    RenderAnswer answer = answer(options, Map.of(), new SourcePart.InlineHtml(FOUR));

    List<RenderedPdf.File> files =
        ((RenderedPdf.Files) ((RenderAnswer.Finished) answer).pdf()).files();
    assertThat(files).hasSize(2);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(files.get(0).bytes()));
    assertThat(image.getWidth()).isEqualTo(300);
    Color middle = new Color(image.getRGB(150, image.getHeight() / 2));
    assertThat(middle.getRed()).isGreaterThan(240);
    assertThat(middle.getGreen()).isLessThan(20);
  }

  @Test
  void severalFilesFitIntoAZip() throws IOException {
    RenderedPdf made =
        rendered("[{'split':{'pages':'1, 3-last','zip':true}}]", new SourcePart.InlineHtml(FOUR));

    byte[] zip = ((RenderedPdf.Files) made).files().get(0).bytes();
    assertThat(FileSignature.of(zip).orElseThrow().extension()).isEqualTo("zip");
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names).containsExactly("document-1.pdf", "document-2.pdf");
  }

  @Test
  void aSampleIsMarkedBeforeItIsEncrypted() throws IOException {
    RenderOptions options =
        options("'test':true,'steps':[{'select':{'pages':'1'}},{'encrypt':{'user_password':'u'}}]");
    RenderAnswer answer = answer(options, Map.of(), new SourcePart.InlineHtml(FOUR));
    byte[] made = Rendering.pdf(((RenderAnswer.Finished) answer).pdf()).bytes();

    assertThat(texts(made, "u").get(0).replaceAll("\\s", "")).isEqualTo("oneTEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'select':{'pages':'9'}}] | PAGE_RANGE_INVALID | /options/steps/0/select",
        "[{'flatten':{}},{'rotate':{'degrees':90,'pages':'2-9'}}]"
            + "| PAGE_RANGE_INVALID | /options/steps/1/rotate",
        "[{'bookmarks':{'items':[{'title':'x','page':5}]}}]"
            + "| PAGE_RANGE_INVALID | /options/steps/0/bookmarks",
        "[{'stamp':{'pdf':'JVBERi0xLjcK'}}] | SOURCE_INVALID | /options/steps/0/stamp",
        "[{'stamp':{'image':'bm90IGFuIGltYWdl'}}] | SOURCE_INVALID | /options/steps/0/stamp",
        "[{'split':{'every':1}},{'page_numbers':{'pages':'2'}}]"
            + "| PAGE_RANGE_INVALID | /options/steps/1/page_numbers",
        "[{'merge':{'pdf':'JVBERi0xLjcK'}}] | SOURCE_INVALID | /options/steps/0/merge"
      })
  void aStepThatCannotBeAppliedIsNamed(String steps, FailureCode code, String pointer) {
    RenderedPdf made = rendered(steps, new SourcePart.InlineHtml(FOUR));

    assertThat(made).isInstanceOf(RenderedPdf.Rejected.class);
    assertThat(((RenderedPdf.Rejected) made).code()).isEqualTo(code);
    assertThat(((RenderedPdf.Rejected) made).message()).startsWith(pointer + ": ");
  }
}
