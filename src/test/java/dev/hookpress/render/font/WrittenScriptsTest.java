package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.text.Normalizer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text in the world's scripts is drawn with letters, and copied out as it was written. */
class WrittenScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "发票编号：合计金额,NotoSansSC",
    "請求書番号、ひらがな カタカナ,NotoSansJP",
    "송장 번호 합계 금액,NotoSansKR",
    "發票編號ㄅㄆㄇ個們這說對,NotoSansTC",
    "ใบแจ้งหนี้ น้ำ ป้ำ ยอดรวมทั้งสิ้น,NotoSansThai",
    "हिन्दी क्षत्रिय विद्यार्थी र्कि,NotoSansDevanagari",
    "বাংলা চালান স্ত্রী কোটি,NotoSansBengali",
    "தமிழ் கோ கௌ ஸ்ரீ,NotoSansTamil",
    "తెలుగు ఇన్వాయిస్ స్త్రీ,NotoSansTelugu",
    "ગુજરાતી ઇન્વૉઇસ,NotoSansGujarati",
    "ਪੰਜਾਬੀ ਚਲਾਨ,NotoSansGurmukhi",
    "ಕನ್ನಡ ಸಂಖ್ಯೆ,NotoSansKannada",
    "മലയാളം നമ്പർ,NotoSansMalayalam",
    "සිංහල ශ්‍රී,NotoSansSinhala",
    "ລາວ ໃບແຈ້ງໜີ້,NotoSansLao",
    "ខ្មែរ វិក្កយបត្រ,NotoSansKhmer",
    "မြန်မာ ငွေ,NotoSansMyanmar",
    "ქართული ინვოისი,NotoSansGeorgian",
    "Հայերեն Հաշիվ,NotoSansArmenian",
    "አማርኛ ደረሰኝ,NotoSansEthiopic",
    "→ ⇒ ✓ ✔ ✗ ☐ ☑ ★ ┌─┐ █ ∀ ∈,DejaVuSans",
    "😀 🎉 🚀 📧 💰,NotoEmoji"
  })
  void lettersAreThereAndReadAsWritten(String text, String font) throws IOException {
    for (String style : new String[] {"", "font-weight:bold;"}) {
      RenderedPdf.Pdf pdf =
          Rendering.pdf(
              Rendering.render("<p style='%sfont-family:Arial'>%s</p>".formatted(style, text)));

      assertThat(pdf.warnings()).isEmpty();
      assertThat(words(Rendering.text(pdf))).isEqualTo(words(text)).doesNotContain("#");
      assertThat(fonts(pdf)).contains(font);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "العربية رقم الفاتورة المجموع,NotoSansArabic",
    "فارسی گزارش پرداخت چهارم ژاله,NotoSansArabic",
    "اردو ٹیکس ڈاک,NotoSansArabic",
    "מספר חשבונית סכום כולל,Arimo"
  })
  void textFromRightToLeftReadsInItsOrder(String text, String font) throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render("<p dir=rtl style='font-family:Arial'>" + text + "</p>"));

    assertThat(words(Rendering.text(pdf))).isEqualTo(words(text));
    assertThat(fonts(pdf)).contains(font);
  }

  @Test
  void anArabicLetterIsDrawnAsItsNeighboursAsk() throws IOException {
    // Four forms of one letter: at a word's beginning, middle and end, and alone.
    assertThat(glyphs("ببب ب")).hasSize(4).doesNotHaveDuplicates();
    assertThat(glyphs("بببب")).hasSize(4);
    assertThat(glyphs("بببب")[1]).isEqualTo(glyphs("بببب")[2]);
    assertThat(glyphs("لا")).as("one ligature").hasSize(1);
  }

  @Test
  void aSyllableIsOneGlyph() throws IOException {
    assertThat(glyphs("क्षि")).hasSize(1);
    assertThat(glyphs("ปี้")).hasSize(1);
    assertThat(glyphs("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67")).hasSize(1);
    assertThat(glyphs("\uD83D\uDC4D\uD83C\uDFFD")).hasSize(1);
  }

  @Test
  void aLigatureReadsAsItsLetters() throws IOException {
    String text = "office efficient Platform waffle";

    for (String family : new String[] {"Arial", "Calibri", "Lato", "Cambria"}) {
      assertThat(
              Rendering.text(
                  Rendering.render("<p style='font-family:%s'>%s</p>".formatted(family, text))))
          .contains(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zh,NotoSansSC", "zh-Hans,NotoSansSC", "zh-CN,NotoSansSC", "zh-TW,NotoSansTC",
    "zh-Hant-HK,NotoSansTC", "zh-HK,NotoSansTC", "ja,NotoSansJP", "ko-KR,NotoSansKR"
  })
  void theLanguageChoosesTheFormsOfChineseCharacters(String language, String font)
      throws IOException {
    assertThat(
            fonts(
                Rendering.pdf(
                    Rendering.render(
                        "<html lang='%s'><body>直接骨角</body></html>".formatted(language)))))
        .contains(font);
    RenderedPdf.Pdf within =
        Rendering.pdf(Rendering.render("<p>直接骨角 这个</p><p lang='%s'>直接骨角</p>".formatted(language)));
    assertThat(fonts(within)).contains(font).contains("NotoSansSC");
    assertThat(words(Rendering.text(within))).isEqualTo("直接骨角这个直接骨角");
  }

  @Test
  void theFamilyChoosesThemWhereTheLanguageIsNotSaid() throws IOException {
    assertThat(
            fonts(
                Rendering.pdf(
                    Rendering.render("<p style='font-family:Meiryo,sans-serif'>直接骨角</p>"))))
        .contains("NotoSansJP");
  }

  @Test
  void thaiIsBrokenBetweenWords() throws IOException {
    String text =
        Rendering.text(
            Rendering.render(
                "<div style='width:120px'>ใบแจ้งหนี้เลขที่ยอดรวมทั้งสิ้นประเทศไทย</div>"));

    assertThat(text.strip().lines().count()).isBetween(2L, 4L);
    assertThat(text.lines().map(String::strip)).noneMatch(line -> line.startsWith("้"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0915\u094D", "\u0E48", "\u0301", "\u200D", "\uFE0F"})
  void endlessCombiningMarksAreBounded(String mark) {
    RenderedPdf rendered = Rendering.render("<p>\u0915" + mark.repeat(20_000) + "</p>");

    assertThat(rendered).isInstanceOf(RenderedPdf.Pdf.class);
  }

  @Test
  void moreClustersThanThereAreCharactersForAreDrawnUnshaped() {
    StringBuilder text = new StringBuilder();
    for (int first = 0x0628; first < 0x0648; first++) {
      for (int mark = 0x064B; mark < 0x0653; mark++) {
        for (int second = 0x064B; second < 0x0653; second++) {
          text.appendCodePoint(first).appendCodePoint(mark).appendCodePoint(second).append(' ');
        }
      }
    }

    assertThat(Rendering.pdf(Rendering.render("<p dir=rtl>" + text + "</p>")).pages()).isPositive();
  }

  private static int[] glyphs(String text) throws IOException {
    RenderedPdf.Pdf pdf = Rendering.pdf(Rendering.render("<p>" + text + "</p>"));
    return DrawnGlyphs.of(pdf.bytes());
  }

  private static String words(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
  }

  private static String fonts(RenderedPdf.Pdf pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      StringBuilder names = new StringBuilder();
      for (PDPage page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
          names.append(font.getName()).append(' ');
        }
      }
      return names.toString();
    }
  }
}
