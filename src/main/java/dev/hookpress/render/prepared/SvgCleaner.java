package dev.hookpress.render.prepared;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Reduces an SVG to its self-contained drawing elements. The result has no document type, hence no
 * entities; no scripts, images or references to other files; and every internal reference has a
 * target, because the drawing library throws if one is missing.
 */
public final class SvgCleaner {
  /** Patterns, masks and filters are rasterized to bitmaps of the size that the SVG declares. */
  private static final String RASTERISED = "filter, mask, pattern";

  private static final Set<String> OUTSIDE =
      Set.of(
          "script",
          "image",
          "feimage",
          "foreignobject",
          "tref",
          "cursor",
          "color-profile",
          "font-face-uri",
          "iframe",
          "object",
          "embed",
          "handler",
          "listener");

  private static final Pattern URL = Pattern.compile("(?i)url\\s*+\\(([^)]*+)\\)?+");
  private static final Pattern IMPORT = Pattern.compile("(?i)@import[^;{}]*+;?+");

  private final int maxNodes;

  /**
   * Creates a cleaner.
   *
   * @param maxNodes maximum number of nodes that one SVG may draw through {@code use}
   */
  public SvgCleaner(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  /** Whether the bytes look like an SVG file. */
  public static boolean isSvg(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, 1_024), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    return head.contains("<svg") || head.contains("<!doctype svg") || head.contains(":svg");
  }

  /**
   * Cleans an SVG file; a file without an SVG becomes an empty SVG.
   *
   * @param warnings receives readable messages about removed content
   */
  public byte[] clean(byte[] file, Set<String> warnings) {
    Document dom = Parser.xmlParser().parseInput(new String(file, StandardCharsets.UTF_8), "");
    Element svg = dom.selectFirst("svg");
    if (svg == null) {
      warnings.add("An SVG image could not be read");
      return "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
    }
    svg.attr("xmlns", "http://www.w3.org/2000/svg");
    svg.attr("xmlns:xlink", "http://www.w3.org/1999/xlink");
    warnings.addAll(clean(svg));
    Document clean = new Document("");
    clean.outputSettings().syntax(Document.OutputSettings.Syntax.xml).prettyPrint(false);
    clean.appendChild(svg);
    return clean.outerHtml().getBytes(StandardCharsets.UTF_8);
  }

  /** Cleans in place and returns readable messages about removed content. */
  public Set<String> clean(Element svg) {
    Set<String> warnings = new LinkedHashSet<>();
    if (!svg.select(RASTERISED).isEmpty()) {
      svg.select(RASTERISED).remove();
      warnings.add("SVG filters, masks and patterns are not drawn");
    }
    for (Element element : svg.getAllElements()) {
      if (element != svg && OUTSIDE.contains(element.normalName())) {
        element.remove();
        if (element.normalName().equals("image")) {
          warnings.add("Images inside an SVG are not drawn");
        }
      }
    }
    Set<String> ids = new HashSet<>(svg.select("[id]").eachAttr("id"));
    for (Element element : svg.getAllElements()) {
      cleanAttributes(element, ids);
      if (element.normalName().equals("style")) {
        String css = IMPORT.matcher(element.wholeText() + element.data()).replaceAll("");
        element.empty().appendChild(new TextNode(withoutForeignUrls(css, ids)));
      }
    }
    limitUses(svg, warnings);
    return warnings;
  }

  private static void cleanAttributes(Element element, Set<String> ids) {
    if (element.attributesSize() == 0) {
      return;
    }
    List<Attribute> attributes = new ArrayList<>(element.attributes().asList());
    for (Attribute attribute : attributes) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      String value = attribute.getValue();
      if (name.startsWith("on") || name.equals("xml:base")) {
        element.removeAttr(attribute.getKey());
      } else if (name.equals("href") || name.endsWith(":href")) {
        String target = value.strip();
        if (!target.startsWith("#") || !ids.contains(target.substring(1))) {
          element.removeAttr(attribute.getKey());
        }
      } else if (URL.matcher(value).find()) {
        element.attr(attribute.getKey(), withoutForeignUrls(value, ids));
      }
    }
  }

  private static String withoutForeignUrls(String css, Set<String> ids) {
    return URL.matcher(css)
        .replaceAll(
            match -> {
              String target = match.group(1).strip().replace("\"", "").replace("'", "").strip();
              boolean inside = target.startsWith("#") && ids.contains(target.substring(1));
              return inside ? "url(" + Matcher.quoteReplacement(target) + ")" : "none";
            });
  }

  /**
   * Allows one level of {@code use} and limits the number of nodes drawn, against exponential
   * expansion ("billion laughs").
   */
  private void limitUses(Element svg, Set<String> warnings) {
    Map<String, Element> byId = new HashMap<>();
    for (Element element : svg.select("[id]")) {
      byId.putIfAbsent(element.id(), element);
    }
    Map<Element, Integer> sizes = new HashMap<>();
    long drawn = 0;
    for (Element use : svg.select("use")) {
      String href = use.hasAttr("href") ? use.attr("href") : use.attr("xlink:href");
      Element target = href.isEmpty() ? null : byId.get(href.substring(1));
      int size = target == null ? 0 : sizes.computeIfAbsent(target, SvgCleaner::sizeWithoutUse);
      drawn += size;
      if (size == 0 || drawn > maxNodes) {
        use.remove();
        warnings.add("An SVG <use> without a target, of another <use>, or too often is left out");
      }
    }
  }

  /**
   * The number of elements that a {@code use} draws; 0 if its target contains another {@code use}.
   */
  private static int sizeWithoutUse(Element target) {
    return target.selectFirst("use") == null ? target.getAllElements().size() : 0;
  }
}
