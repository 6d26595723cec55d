package dev.hookpress.template.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes in PDFs, read from the page by a decoder that did not draw them. */
class ReadCodesTest {
  private static final float DOTS_AN_INCH = 200;
  private static final int MARGIN = 40;

  private static Result read(byte[] pdf) throws IOException, NotFoundException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(images(document.getPage(0).getResources())).isZero();
      BufferedImage page = cut(new PDFRenderer(document).renderImageWithDPI(0, DOTS_AN_INCH));
      int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
      return new MultiFormatReader()
          .decode(
              new BinaryBitmap(
                  new HybridBinarizer(
                      new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels))),
              Map.of(DecodeHintType.TRY_HARDER, true));
    }
  }

  /** The part of a page that is drawn on, with white around it: where a reader is held. */
  private static BufferedImage cut(BufferedImage page) {
    Rectangle drawn = new Rectangle(-1, -1);
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        if ((page.getRGB(x, y) & 0xFF) < 128) {
          drawn.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    drawn.grow(MARGIN, MARGIN);
    return page.getSubimage(drawn.x, drawn.y, drawn.width, drawn.height);
  }

  /** Codes are vectors. */
  private static int images(PDResources resources) throws IOException {
    int images = 0;
    for (var name : resources == null ? List.<COSName>of() : names(resources)) {
      if (resources.isImageXObject(name)) {
        images++;
      } else if (resources.getXObject(name) instanceof PDFormXObject form) {
        images += images(form.getResources());
      }
    }
    return images;
  }

  private static Iterable<COSName> names(PDResources resources) {
    return resources.getXObjectNames();
  }

  private static byte[] page(String html) {
    RenderedPdf rendered = Rendering.render("<html lang=en>" + html);
    assertThat(Rendering.pdf(rendered).warnings()).isEmpty();
    return Rendering.pdf(rendered).bytes();
  }

  private static String filled(String template, String data) throws IOException {
    var rendering =
        new TemplateEngine(TemplateLimits.withOutput(1 << 20))
            .render(
                TemplateLanguage.HANDLEBARS,
                template,
                JsonMapper.builder().build().readTree(data.replace('\'', '"')));
    return ((dev.hookpress.template.Rendering.Html) rendering).html();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{qr v}}                       | QR_CODE     | R-2026-0042 größer 草",
        "{{qr v size='18mm' level='H'}} | QR_CODE     | https://example.com/?a=1&b=%20c",
        "{{barcode v}}                  | CODE_128    | R-2026-0042",
        "{{barcode v type='ean13'}}     | EAN_13      | 4006381333931",
        "{{barcode v type='ean8'}}      | EAN_8       | 73513537",
        "{{barcode v type='datamatrix' height='15mm'}} | DATA_MATRIX | 0107612345678900"
      })
  void eachTypeSaysWhatItWasGiven(String template, BarcodeFormat format, String text)
      throws Exception {
    Result read = read(page(filled(template, "{'v':'" + text + "'}")));

    assertThat(read.getBarcodeFormat()).isEqualTo(format);
    assertThat(read.getText()).isEqualTo(text);
  }

  @Test
  void paymentsAreReadAsTheirStandardsSay() throws Exception {
    String epc =
        filled(
            "{{epc_qr p}}",
            "{'p':{'name':'Rotes Kreuz','iban':'AT61 1904 3002 3457 3201',"
                + "'amount':12.3,'text':'Spende für Wien'}}");
    assertThat(read(page(epc)).getText().split("\n"))
        .startsWith("BCD", "002", "1", "SCT", "", "Rotes Kreuz", "AT611904300234573201")
        .contains("EUR12.30", "Spende für Wien");
    String swiss =
        filled(
            "{{swiss_qr p}}",
            "{'p':{'iban':'CH4431999123000889012','name':'Robert Schneider AG',"
                + "'street':'Rue du Lac','number':'1268','postcode':'2501','town':'Biel',"
                + "'country':'CH','amount':'1949.75','reference':'210000000003139471430009017'}}");
    assertThat(read(page(swiss)).getText().split("\n"))
        .startsWith("SPC", "0200", "1", "CH4431999123000889012", "S", "Robert Schneider AG")
        .contains("1949.75", "CHF", "QRR", "210000000003139471430009017", "EPD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qr:https://example.com/?a=1&amp;b=%20c | QR_CODE     | https://example.com/?a=1&b=%20c",
        "QR:größer                              | QR_CODE     | größer",
        "code128:R-2026-0042                    | CODE_128    | R-2026-0042",
        "ean13:4006381333931                    | EAN_13      | 4006381333931",
        "ean8:73513537                          | EAN_8       | 73513537",
        "datamatrix:0107612345678900            | DATA_MATRIX | 0107612345678900"
      })
  void imagesOfPlainHtmlAreCodesByTheirAddress(String source, BarcodeFormat format, String text)
      throws Exception {
    Result read = read(page("<img src=\"" + source + "\">"));

    assertThat(read.getBarcodeFormat()).isEqualTo(format);
    assertThat(read.getText()).isEqualTo(text);
  }

  @Test
  void anImageOfACodeHasTheSizeOfItsStyle() throws Exception {
    byte[] small = page("<img style='width:60px' src='qr:x'>");
    byte[] large = page("<img width=400 src='qr:x'>");

    float narrow = width(read(small));
    assertThat(width(read(large)) / narrow).isBetween(6.2f, 7.1f);
  }

  /** The distance of the upper finder patterns. */
  private static float width(Result read) {
    return read.getResultPoints()[2].getX() - read.getResultPoints()[1].getX();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ean13:4006381333930 | An image ean13: cannot be drawn: The last digit of an EAN",
        "qr:                 | An image qr: cannot be drawn: A code holds 1 to 3,000 characters",
        "code128:中           | An image code128: cannot be drawn: The text does not fit"
      })
  void whatCannotBeACodeFailsTheDocument(String source, String message) {
    Preparation preparation =
        Rendering.prepare(
            Rendering.OPTIONS, Map.of(), List.of(Rendering.html("<img src='" + source + "'>")));

    assertThat(((Preparation.Rejected) preparation).code()).isEqualTo(FailureCode.SOURCE_INVALID);
    assertThat(((Preparation.Rejected) preparation).message()).startsWith(message);
  }

  @Test
  void codesAreBoundedTogether() {
    String html = ("<img src='qr:" + "x".repeat(2_000) + "'>").repeat(200);
    Preparation preparation =
        Rendering.prepare(Rendering.OPTIONS, Map.of(), List.of(Rendering.html(html)));

    assertThat(((Preparation.Rejected) preparation).message()).contains("5,242,880 bytes");
  }
}
