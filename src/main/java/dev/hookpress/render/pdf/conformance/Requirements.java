package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.prepared.PreparedPart;
import dev.hookpress.render.prepared.ResourceUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a document must tell for its PDF to follow a standard, since nothing else can tell it. */
public final class Requirements {
  private static final Set<String> WITHOUT_MEANING = Set.of("presentation", "none");
  private static final String RUNNING =
      "." + PreparedPart.HEADER_CLASS + ", ." + PreparedPart.FOOTER_CLASS;

  private Requirements() {}

  /**
   * The first thing that a document lacks.
   *
   * @param parts of which a PDF is one that was made elsewhere
   * @param info the PDF's metadata from the options, by the names in the API
   */
  public static Optional<String> missing(
      Conformance conformance, List<PreparedPart> parts, Map<String, String> info) {
    for (PreparedPart part : parts) {
      if (!(part instanceof PreparedPart.Html html)) {
        return Optional.of(
            "A PDF among the parts cannot be made "
                + conformance.label()
                + ": convert only parts of HTML");
      }
      if (conformance.isTagged()) {
        Optional<String> lacking = missing(html.dom(), info);
        if (lacking.isPresent()) {
          return lacking;
        }
      }
    }
    if (conformance.isAccessible() && !info.containsKey("title") && noTitle(parts)) {
      return Optional.of("The document has no title: give it a <title> or set metadata.title");
    }
    return Optional.empty();
  }

  private static boolean noTitle(List<PreparedPart> parts) {
    return parts.stream()
        .noneMatch(it -> it instanceof PreparedPart.Html html && !html.dom().title().isBlank());
  }

  private static Optional<String> missing(Document dom, Map<String, String> info) {
    Element root = dom.firstElementChild();
    boolean told = root != null && TaggedHtml.languageTag(root.attr("lang")).isPresent();
    if (!told && !info.containsKey(PdfFeatures.LANGUAGE)) {
      return Optional.of(
          "The document has no language: give its <html> a lang or set metadata.language");
    }
    for (Element image : dom.select("img[src]:not([alt])")) {
      if (!isDecorative(image) && label(image).isEmpty() && isContent(image)) {
        return Optional.of(
            "The image %s has no alt: describe it, or give it an empty alt if it is decoration"
                .formatted(ResourceUri.shown(image.attr("src"))));
      }
    }
    int number = 0;
    for (Element svg : dom.select("svg")) {
      if (svg.parents().is("svg")) {
        continue;
      }
      number++;
      if (!isDecorative(svg)
          && label(svg).isEmpty()
          && svg.children().stream().noneMatch(it -> it.normalName().equals("title"))
          && isContent(svg)) {
        return Optional.of(
            "The drawing <svg> number %d has no text: give it a <title>, or aria-hidden=\"true\""
                    .formatted(number)
                + " if it is decoration");
      }
    }
    return Optional.empty();
  }

  private static boolean isDecorative(Element element) {
    return element.attr("aria-hidden").equals("true")
        || WITHOUT_MEANING.contains(element.attr("role"));
  }

  private static String label(Element element) {
    return (element.attr("aria-label") + element.attr("title")).strip();
  }

  /** What is not in the header or footer, nor in what has no meaning. */
  private static boolean isContent(Element element) {
    return element.closest(RUNNING) == null && element.closest("[aria-hidden=true]") == null;
  }
}
