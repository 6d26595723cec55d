package dev.hookpress.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The modes of documents, as browsers choose them. */
class DoctypesTest {
  private static final String W3C = "http://www.w3.org/TR/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<!DOCTYPE html> | false",
        "<!doctype HTML SYSTEM 'about:legacy-compat'> | false",
        "<!DOCTYPE doctype html> | true",
        "~ ~ | true",
        "<!-- a --><!DOCTYPE html> | false",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
            + "\""
            + W3C
            + "xhtml1/DTD/xhtml1-transitional.dtd\"> | false",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"> | true",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" "
            + "\""
            + W3C
            + "html4/loose.dtd\"> | false",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.0 Transitional//EN\" \"x\"> | true",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"> | false",
        "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\"> | true",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\"> | true",
      })
  void theModeIsThatOfBrowsers(String doctype, boolean quirks) {
    Document document = Jsoup.parse(doctype + "<html><body>x</body></html>");
    Doctypes.setMode(document);

    assertThat(document.quirksMode() == Document.QuirksMode.quirks).isEqualTo(quirks);
  }
}
