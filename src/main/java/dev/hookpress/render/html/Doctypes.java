package dev.hookpress.render.html;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.QuirksMode;
import org.jsoup.nodes.DocumentType;

/** Finds out a document's mode by its doctype (HTML standard §13.2.6.4.1). */
public final class Doctypes {
  private static final Set<String> QUIRKY =
      Set.of("-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html");

  private static final String QUIRKY_SYSTEM =
      "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

  /** The beginnings of public identifiers that stand for quirks mode. */
  private static final List<String> QUIRKY_BEGINNINGS =
      List.of(
          "+//silmaril//dtd html pro v0r11 19970101//",
          "-//as//dtd html 3.0 aswedit + extensions//",
          "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
          "-//ietf//dtd html",
          "-//metrius//dtd metrius presentational//",
          "-//microsoft//dtd internet explorer 2.0 ",
          "-//microsoft//dtd internet explorer 3.0 ",
          "-//netscape comm. corp.//dtd html//",
          "-//netscape comm. corp.//dtd strict html//",
          "-//o'reilly and associates//dtd html ",
          "-//sq//dtd html 2.0 hotmetal + extensions//",
          "-//softquad software//dtd hotmetal pro ",
          "-//softquad//dtd hotmetal pro ",
          "-//spyglass//dtd html 2.0 extended//",
          "-//sun microsystems corp.//dtd hotjava html//",
          "-//sun microsystems corp.//dtd hotjava strict html//",
          "-//w3c//dtd html 3 1995-03-24//",
          "-//w3c//dtd html 3.2",
          "-//w3c//dtd html 4.0 frameset//",
          "-//w3c//dtd html 4.0 transitional//",
          "-//w3c//dtd html experimental 19960712//",
          "-//w3c//dtd html experimental 970421//",
          "-//w3c//dtd w3 html 3.0//",
          "-//w3o//dtd w3 html 3.0//",
          "-//webtechs//dtd mozilla html 2.0//",
          "-//webtechs//dtd mozilla html//");

  /** Those that do so only without a system identifier. */
  private static final List<String> QUIRKY_ALONE =
      List.of("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//");

  private Doctypes() {}

  /** Sets the mode of a parsed document; the parser itself knows only a missing doctype. */
  public static void setMode(Document document) {
    DocumentType doctype = document.documentType();
    if (doctype != null && isQuirky(doctype)) {
      document.quirksMode(QuirksMode.quirks);
    }
  }

  private static boolean isQuirky(DocumentType doctype) {
    String publicId = doctype.publicId().toLowerCase(Locale.ROOT);
    String systemId = doctype.systemId().toLowerCase(Locale.ROOT);
    return !doctype.name().equalsIgnoreCase("html")
        || QUIRKY.contains(publicId)
        || systemId.equals(QUIRKY_SYSTEM)
        || QUIRKY_BEGINNINGS.stream().anyMatch(publicId::startsWith)
        || systemId.isEmpty() && QUIRKY_ALONE.stream().anyMatch(publicId::startsWith);
  }
}
