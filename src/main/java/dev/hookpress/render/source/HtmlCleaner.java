package dev.hookpress.render.source;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.css.selector.ElementNode;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SvgCleaner;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.Selector;

/**
 * Removes active content from a document's HTML and clamps extreme attribute values. One cleaner
 * serves one document, because its limits cover all parts of the document.
 */
final class HtmlCleaner {
  private static final Evaluator BASE = Selector.evaluatorOf("base[href]");

  /** More columns or rows than any legible table has. */
  private static final int MAX_SPAN = 1_000;

  /** Table cells that spans may reserve in one document; each costs memory. */
  private static final long MAX_SPANNED_CELLS = 1_000_000;

  private static final Evaluator ACTIVE =
      Selector.evaluatorOf(
          "script, frame, frameset, embed, applet, template, portal, audio,"
              + " source, track, param, meta[http-equiv],"
              + " link:not([rel~=(?i)^stylesheet$])");

  /** Elements that keep their place on the page, empty as they are. */
  private static final Evaluator FRAMES = Selector.evaluatorOf("canvas, iframe, video");

  private static final Set<String> FRAME_ATTRIBUTES =
      Set.of("id", "class", "style", "width", "height", "hidden");

  private static final List<String> DROPPED_ATTRIBUTES =
      List.of("action", "formaction", "srcdoc", "ping", "srcset", "download", "xml:base");

  private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto", "tel");

  private final RenderLimits limits;
  private final Set<RenderWarning> warnings = new LinkedHashSet<>();
  private final SvgCleaner svgCleaner;
  private int nodes;
  private long cssBytes;
  private long spannedCells;

  HtmlCleaner(RenderLimits limits) {
    this.limits = limits;
    this.svgCleaner = new SvgCleaner(limits.maxNodes());
  }

  /** Why a browser would show more of the documents cleaned so far; a sentence for the client. */
  Optional<String> needsBrowser() {
    return warnings.stream()
        .filter(it -> it.kind().needsBrowser())
        .map(RenderWarning::text)
        .findFirst();
  }

  /** Returns warnings about the content removed so far. */
  Collection<RenderWarning> warnings() {
    return warnings;
  }

  /** Cleans in place; the result is empty if the document is within its limits. */
  Optional<Preparation.Rejected> clean(Document dom) {
    Optional<Preparation.Rejected> tooBig = measure(dom);
    if (tooBig.isPresent()) {
      return tooBig;
    }
    String base = base(dom);
    dom.getElementsByTag("base").remove();
    warnings.addAll(LeftOut.of(dom));
    dom.select(ACTIVE).remove();
    dom.select(FRAMES).forEach(HtmlCleaner::clearFrame);
    dom.getElementsByTag("noscript").forEach(HtmlCleaner::cleanFallback);
    dom.getElementsByTag("object").forEach(HtmlCleaner::replaceObject);
    for (Element element : dom.getAllElements()) {
      cleanAttributes(element);
      switch (element.normalName()) {
        case "td", "th" -> clampCell(element);
        case "col", "colgroup" -> clamp(element, "span");
        case "a", "area" -> cleanLink(element, base);
        case "img" -> cleanImage(element, base);
        case "link" -> cleanStylesheetLink(element, base);
        case "style" -> cssBytes += CssText.ruleLength(element.data());
        default -> {}
      }
      cssBytes += CssText.ruleLength(element.attr("style"));
    }
    for (Element svg : dom.getElementsByTag("svg")) {
      if (svg.parent() == null || svg.parent().closest("svg") == null) {
        svgCleaner.clean(svg).forEach(it -> warnings.add(RenderWarning.looks(it)));
      }
    }
    dom.setBaseUri(base);
    return checkCss();
  }

  /**
   * Cleans a {@code noscript} element. A printing browser runs scripts and hides {@code noscript},
   * but the element often holds an image that a script would load.
   */
  private static void cleanFallback(Element noscript) {
    if (noscript.text().isBlank() && noscript.selectFirst("img") != null) {
      noscript.unwrap();
    } else {
      noscript.remove();
    }
  }

  private static void clearFrame(Element frame) {
    frame.empty();
    for (Attribute attribute : frame.attributes().asList()) {
      if (!FRAME_ATTRIBUTES.contains(attribute.getKey())) {
        frame.removeAttr(attribute.getKey());
      }
    }
  }

  /** Replaces an object by its image, or else by its fallback content. */
  private static void replaceObject(Element object) {
    String type = object.attr("type").strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("image/") && object.hasAttr("data")) {
      object.empty().tagName("img").attr("src", object.attr("data")).removeAttr("data");
    } else {
      object.unwrap();
    }
  }

  /** Counts a fetched stylesheet. */
  Optional<Preparation.Rejected> addCss(int bytes) {
    cssBytes += bytes;
    return checkCss();
  }

  private Optional<Preparation.Rejected> checkCss() {
    return cssBytes <= limits.maxCssBytes()
        ? Optional.empty()
        : Optional.of(
            new Preparation.Rejected(
                FailureCode.SOURCE_TOO_LARGE,
                "The stylesheets have more than %,d bytes".formatted(limits.maxCssBytes())));
  }

  private Optional<Preparation.Rejected> measure(Document dom) {
    boolean[] tooDeep = {false};
    NodeTraversor.filter(
        (Node node, int depth) -> {
          nodes++;
          tooDeep[0] |= depth > limits.maxDepth();
          if (node instanceof TextNode text) {
            normalizeNewlines(text);
          }
          return tooDeep[0] || nodes > limits.maxNodes()
              ? NodeFilter.FilterResult.STOP
              : NodeFilter.FilterResult.CONTINUE;
        },
        dom);
    if (tooDeep[0]) {
      return rejectNodes("The HTML is nested more than " + limits.maxDepth() + " deep");
    }
    return nodes > limits.maxNodes()
        ? rejectNodes("The HTML has more than %,d nodes".formatted(limits.maxNodes()))
        : Optional.empty();
  }

  /**
   * Replaces line breaks of other systems by line feeds (HTML §13.2.3.5). The parser leaves them,
   * and the engine takes a carriage return for a character with a width.
   */
  private static void normalizeNewlines(TextNode node) {
    String text = node.getWholeText();
    if (text.indexOf('\r') >= 0) {
      node.text(text.replace("\r\n", "\n").replace('\r', '\n'));
    }
  }

  private static Optional<Preparation.Rejected> rejectNodes(String message) {
    return Optional.of(new Preparation.Rejected(FailureCode.LIMIT_NODES, message));
  }

  private static String base(Document dom) {
    Element base = dom.selectFirst(BASE);
    if (base == null) {
      return dom.baseUri();
    }
    return ResourceUri.resolve(dom.baseUri(), base.attr("href"))
        .map(Object::toString)
        .orElse(dom.baseUri());
  }

  private static void cleanAttributes(Element element) {
    if (element.attributesSize() == 0) {
      return;
    }
    for (Attribute attribute : element.attributes().asList()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("on") || DROPPED_ATTRIBUTES.contains(name)) {
        element.removeAttr(attribute.getKey());
      }
    }
  }

  private void clampCell(Element cell) {
    long columns = clamp(cell, "colspan");
    long rows = clamp(cell, "rowspan");
    if (columns * rows == 1) {
      return;
    }
    spannedCells += columns * rows;
    if (spannedCells > MAX_SPANNED_CELLS) {
      warnings.add(
          RenderWarning.layout(
              "Table spans beyond %,d cells were ignored".formatted(MAX_SPANNED_CELLS)));
      cell.removeAttr("colspan").removeAttr("rowspan");
    }
  }

  private int clamp(Element element, String attribute) {
    if (!element.hasAttr(attribute)) {
      return 1;
    }
    String digits = element.attr(attribute).strip();
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      element.removeAttr(attribute);
      return 1;
    }
    int asked = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    int span = Math.max(1, Math.min(asked, MAX_SPAN));
    if (asked > MAX_SPAN) {
      warnings.add(
          RenderWarning.layout(
              "A " + attribute + " above " + MAX_SPAN + " was reduced to " + MAX_SPAN));
    }
    element.attr(attribute, Integer.toString(span));
    return span;
  }

  /** A link that leads nowhere from a PDF still looks like one. */
  private static void cleanLink(Element link, String base) {
    String href = link.attr("href").strip();
    if (href.isEmpty() || href.startsWith("#")) {
      return;
    }
    int colon = href.indexOf(':');
    String scheme = colon < 0 ? "" : href.substring(0, colon).toLowerCase(Locale.ROOT);
    if (LINK_SCHEMES.contains(scheme)) {
      return;
    }
    Optional<String> absolute = ResourceUri.resolve(base, href).map(uri -> uri + fragment(href));
    absolute.ifPresentOrElse(
        uri -> link.attr("href", uri),
        () -> link.removeAttr("href").attr(ElementNode.DEAD_LINK, href));
  }

  private static String fragment(String href) {
    int hash = href.indexOf('#');
    return hash < 0 ? "" : href.substring(hash);
  }

  private void cleanImage(Element image, String base) {
    String source = image.attr("src").strip();
    if (source.regionMatches(true, 0, "data:image/", 0, 11)) {
      image.attr("src", ResourceUri.plainData(source));
      return;
    }
    ResourceUri.resolve(base, source)
        .ifPresentOrElse(
            uri -> image.attr("src", uri.toString()),
            () -> {
              image.removeAttr("src");
              if (!source.isEmpty()) {
                warnings.add(
                    RenderWarning.content(
                        "The image " + ResourceUri.shown(source) + " cannot be fetched"));
              }
            });
  }

  private void cleanStylesheetLink(Element link, String base) {
    String href = link.attr("href").strip();
    ResourceUri.resolve(base, href)
        .ifPresentOrElse(
            uri -> link.attr("href", uri.toString()),
            () -> {
              link.remove();
              warnings.add(
                  RenderWarning.layout(
                      "The stylesheet " + ResourceUri.shown(href) + " cannot be fetched"));
            });
  }
}
