package dev.hookpress.render.pdf;

import com.openhtmltopdf.context.StylesheetFactoryImpl;
import com.openhtmltopdf.css.extend.StylesheetFactory;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.simple.extend.XhtmlNamespaceHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.w3c.dom.Element;

/**
 * Adapts HTML for the engine: the default stylesheet and the presentational attributes of the HTML
 * standard, as browsers apply them. Form controls become text on paper, not fields to fill in.
 */
final class HtmlNamespace extends XhtmlNamespaceHandler {
  /** The elements that {@code controls.css} styles. */
  private static final Set<String> CONTROLS =
      Set.of(
          "input",
          "select",
          "textarea",
          "button",
          "fieldset",
          "progress",
          "meter",
          "ruby",
          "math",
          "details");

  private static final String STYLES = read("/html/rendering.css");
  private static final String CONTROL_STYLES = read("/html/controls.css");
  private static final String QUIRKS = read("/html/quirks.css");

  /**
   * By whether the document has controls and is in quirks mode. Parsed once: the engine only
   * matches against them and does not modify them.
   */
  private static final List<StylesheetInfo> DEFAULTS =
      List.of(
          parse(STYLES),
          parse(STYLES + CONTROL_STYLES),
          parse(STYLES + QUIRKS),
          parse(STYLES + CONTROL_STYLES + QUIRKS));

  private final PresentationalHints hints;
  private final StylesheetInfo defaults;

  /**
   * @param html the document to lay out
   */
  HtmlNamespace(Document html, PresentationalHints hints) {
    this.hints = hints;
    this.defaults = defaults(html);
  }

  @Override
  public StylesheetInfo getDefaultStylesheet(StylesheetFactory factory) {
    return defaults;
  }

  private static StylesheetInfo defaults(Document html) {
    boolean controls = html.stream().anyMatch(element -> CONTROLS.contains(element.normalName()));
    boolean quirks = html.quirksMode() == Document.QuirksMode.quirks;
    return DEFAULTS.get((controls ? 1 : 0) + (quirks ? 2 : 0));
  }

  private static String read(String sheet) {
    try (InputStream in = HtmlNamespace.class.getResourceAsStream(sheet)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StylesheetInfo parse(String css) {
    StylesheetInfo info = new StylesheetInfo();
    info.setUri("classpath:/html/rendering.css");
    info.setOrigin(StylesheetInfo.USER_AGENT);
    info.setMedia("all");
    info.setType("text/css");
    info.setStylesheet(new StylesheetFactoryImpl(null).parse(new StringReader(css), info));
    return info;
  }

  @Override
  public String getNonCssStyling(Element element) {
    return hints.of(element);
  }

  @Override
  public String getElementStyling(Element element) {
    return PresentationalHints.spans(element) + element.getAttribute("style");
  }

  @Override
  public boolean isFormElement(Element element) {
    return false;
  }
}
