package dev.hookpress.render.pdf.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Adapts HTML to what the engine takes tags from. */
public final class TaggedHtml {
  private static final Set<String> WITHOUT_MEANING = Set.of("presentation", "none");

  private static final Pattern TAG = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,5}");

  private TaggedHtml() {}

  /**
   * Adds what the engine reads elsewhere than HTML has it: the language, and the alternative texts
   * of drawings.
   *
   * @param language of a document that does not tell
   */
  public static void adapt(Document dom, Optional<String> language) {
    for (Element element : elements(dom, "*")) {
      if (element.hasAttribute("lang")) {
        languageTag(element.getAttribute("lang"))
            .ifPresentOrElse(
                tag -> element.setAttribute("lang", tag), () -> element.removeAttribute("lang"));
      }
    }
    Element root = dom.getDocumentElement();
    if (!root.hasAttribute("lang")) {
      language.ifPresent(it -> root.setAttribute("lang", it));
    }
    for (Element svg : elements(dom, "svg")) {
      svg.setAttribute("alt", drawingText(svg));
    }
    for (Element image : elements(dom, "img")) {
      if (isDecorative(image)) {
        image.setAttribute("alt", "");
      } else if (image.getAttribute("alt").isBlank()) {
        image.setAttribute("alt", label(image));
      }
    }
  }

  /** A language as tags name it (RFC 5646), from what authors write; empty if it names none. */
  static Optional<String> languageTag(String written) {
    String tag = written.strip().replace('_', '-');
    return Optional.of(tag).filter(it -> TAG.matcher(it).matches());
  }

  /** Whether an element says that it has no meaning. */
  static boolean isDecorative(Element element) {
    return element.getAttribute("aria-hidden").equals("true")
        || WITHOUT_MEANING.contains(element.getAttribute("role"));
  }

  private static String label(Element element) {
    String label = element.getAttribute("aria-label").strip();
    return label.isEmpty() ? element.getAttribute("title").strip() : label;
  }

  private static String drawingText(Element svg) {
    if (isDecorative(svg)) {
      return "";
    }
    String label = label(svg);
    if (!label.isEmpty()) {
      return label;
    }
    for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
      if ("title".equals(child.getNodeName())) {
        return child.getTextContent().strip();
      }
    }
    return "";
  }

  static List<Element> elements(Document dom, String name) {
    NodeList found = dom.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
