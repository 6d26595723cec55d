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
        "<!DOCTYPE> | true",
        "<!DOCTYPEhtml> | false",
        "<DOCTYPE html> | true",
        "<!DOCTYPE html lang='en'> | true",
        "<!DOCTYPE html PUBLIC> | true",
        "<!DOCTYPE html SYSTEM> | true",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" x> | true",
        "<!DOCTYPE html SYSTEM about:legacy-compat> | true",
        "<!DOCTYPE html PUBLIC -//W3C//DTD> | true",
        "<!DOCTYPE html SYSTEM 'about:legacy-compat' x> | false",
        "text <!DOCTYPE html> | true",
        "<?xml version='1.0'?><!DOCTYPE html> | false",
        "<p>a<!DOCTYPE html> | true",
        "<!DOCTYPE html SYSTEM 'a'> | false",
      })
  void theModeIsThatOfBrowsers(String doctype, boolean quirks) {
    Document document = Jsoup.parse(doctype + "<html><body>x</body></html>");
    Doctypes.setMode(document);

    assertThat(document.quirksMode() == Document.QuirksMode.quirks).isEqualTo(quirks);
  }
}
