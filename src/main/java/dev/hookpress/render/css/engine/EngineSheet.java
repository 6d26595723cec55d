package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.value.Gradients;
import dev.hookpress.render.css.value.Numbers;
import dev.hookpress.render.css.value.Percentages;
import dev.hookpress.render.css.value.Shadows;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Replaces a document's stylesheets by one of plain classes: each element has one class with its
 * cascaded declarations, and equal ones share it.
 */
public final class EngineSheet {
  /** The prefix of class names. Authors' classes stay, but no rule refers to them any more. */
  private static final String CLASS = "hookpress-s";

  private static final Evaluator SHEETS =
      Selector.evaluatorOf("style, link[rel~=(?i)^stylesheet$]");

  /** Of a rule. */
  private static final String END = "}\n";

  private static final Set<String> NOT_SHOWN =
      Set.of("head", "title", "meta", "link", "style", "script", "base", "template", "br", "wbr");

  private static final Set<String> TABLE_PARTS =
      Set.of("table-row", "table-row-group", "table-header-group", "table-footer-group");

  private static final Set<String> SCROLLING = Set.of("auto", "scroll");

  private static final List<String> COLOURS =
      List.of(
          "color",
          "background-color",
          "border-top-color",
          "border-right-color",
          "border-bottom-color",
          "border-left-color");

  private final StyledDocument styled;
  private final Document document;
  private final Widths widths;

  /** Converted declarations that elements share, where the result depends on nothing else. */
  private final Map<Known, String> known = new HashMap<>();

  /** Whether the last rules depend on other elements than the one that they are for. */
  private boolean dependsOnOthers;

  private record Known(ComputedStyle computed, Map<String, String> declared, double opacity) {}

  /** Class names by their rules. */
  private final Map<String, String> classes = new LinkedHashMap<>();

  private final StringBuilder css = new StringBuilder(8_192);

  private EngineSheet(StyledDocument styled) {
    this.styled = styled;
    this.document = styled.document();
    this.widths = new Widths(styled);
  }

  /** Modifies the document in place. */
  public static void apply(StyledDocument styled) {
    new EngineSheet(styled).run();
  }

  private void run() {
    document.select(SHEETS).remove();
    Element html = document.firstElementChild();
    if (html == null) {
      return;
    }
    boolean page = styled.style(html).is("overflow-x", "hidden");
    boolean body = styled.style(document.body()).is("overflow-x", "hidden");
    if (page || body) {
      // If both have it, that of the body is its own (CSS Overflow 3, section 3.3).
      html.attr(StyledDocument.CLIPPED_PAGE, page && body ? StyledDocument.CLIPPED_BODY : "");
    }
    css.append(styled.pageRules());
    UnbrokenRuns.apply(styled);
    style(html, 1, false);
    Element style = new Element("style");
    style.appendChild(new DataNode(css.toString()));
    document.head().appendChild(style);
  }

  /**
   * @param opacity the product over all its ancestors
   * @param turned whether those with which it is in one space show their back
   */
  private void style(Element element, double opacity, boolean turned) {
    if (NOT_SHOWN.contains(element.normalName())) {
      element.removeAttr("style");
      return;
    }
    ComputedStyle computed = styled.style(element);
    markLastLine(element, computed);
    CutLines.apply(styled, element, computed);
    boolean back = turned ^ Transforms.turns(computed.get("transform"));
    boolean hidden = back && computed.is("backface-visibility", "hidden");
    double own = hidden ? 0 : opacity * computed.number("opacity").orElse(1);
    Map<String, String> declared = styled.declared(element);
    boolean svg = element.normalName().equals("svg");
    if (svg) {
      SvgStyles.apply(styled, element);
    } else {
      element.removeAttr("style");
    }
    replaceSizes(element, declared);
    if (computed.is("word-break", "break-all")) {
      BreakAll.apply(element);
    }
    markScrolled(element, computed);
    markShadow(element, StyledDocument.TEXT_SHADOW, declared.get("text-shadow"), Shadows::ofText);
    markShadow(element, StyledDocument.BOX_SHADOW, declared.get("box-shadow"), Shadows::ofBox);
    String rules = rules(element, computed, declared, own);
    if (!rules.isEmpty()) {
      addClass(element, classes.computeIfAbsent(rules, this::write));
    }
    if (!svg) {
      for (Element child = element.firstElementChild();
          child != null;
          child = child.nextElementSibling()) {
        style(child, own, back && computed.is("transform-style", "preserve-3d"));
      }
    }
  }

  private static void markShadow(
      Element element, String attribute, String shadow, UnaryOperator<String> reader) {
    element.removeAttr(attribute);
    if (shadow != null) {
      StyledDocument.markShadow(element, attribute, reader.apply(shadow));
    }
  }

  /** The engine knows only what is hidden, which the author wants so. */
  private void markScrolled(Element element, ComputedStyle computed) {
    element.removeAttr(StyledDocument.SCROLLED);
    boolean scrolls =
        StyledDocument.isTextField(element)
            || SCROLLING.contains(computed.get("overflow-x"))
            || SCROLLING.contains(computed.get("overflow-y"));
    if (scrolls && !isViewport(element)) {
      StyledDocument.markScrolled(element);
    }
  }

  private void markLastLine(Element element, ComputedStyle computed) {
    element.removeAttr(StyledDocument.LAST_LINE);
    // A line that a column break follows has it declared.
    String declared = styled.declared(element, "text-align-last");
    String align = declared.isEmpty() ? computed.get("text-align-last") : declared;
    if (align.equals("auto")) {
      return;
    }
    boolean justified = computed.is("text-align", "justify");
    if (align.equals("justify") && !justified) {
      // The engine widens the gaps of no other lines.
      styled.declare(element, "text-align", "justify");
      align += " " + computed.get("text-align");
    }
    StyledDocument.markLastLine(element, align);
  }

  /** Whether it is the root or the body, whose overflow is the page's. */
  private static boolean isViewport(Element element) {
    return element.normalName().equals("html") || element.normalName().equals("body");
  }

  /** Replaces size attributes, which the engine gives precedence over any stylesheet. */
  private static void replaceSizes(Element element, Map<String, String> declared) {
    if (!element.normalName().equals("img")) {
      return;
    }
    for (String size : List.of("width", "height")) {
      String value = declared.getOrDefault(size, "");
      // A percentage of a cell sized by its content is nothing: there the attribute helps.
      boolean share = value.endsWith("%") && isInCell(element);
      if (!value.isEmpty() && !share && element.hasAttr(size)) {
        element.removeAttr(size);
      }
    }
  }

  private static boolean isInCell(Element element) {
    for (Element above = element.parent(); above != null; above = above.parent()) {
      if (above.normalName().equals("td") || above.normalName().equals("th")) {
        return true;
      }
    }
    return false;
  }

  private String rules(
      Element element, ComputedStyle computed, Map<String, String> declared, double opacity) {
    Map<PseudoElement, Map<String, String>> pseudo = styled.declaredPseudoElements(element);
    Known key = new Known(computed, declared, opacity);
    String before = pseudo.isEmpty() ? known.get(key) : null;
    if (before != null) {
      return before;
    }
    dependsOnOthers = false;
    String rules = rules(element, computed, declared, pseudo, opacity);
    if (pseudo.isEmpty() && !dependsOnOthers) {
      known.put(key, rules);
    }
    return rules;
  }

  private double around(Element element) {
    dependsOnOthers = true;
    return widths.around(element);
  }

  private String rules(
      Element element,
      ComputedStyle computed,
      Map<String, String> declared,
      Map<PseudoElement, Map<String, String>> pseudoElements,
      double opacity) {
    boolean viewport = isViewport(element);
    boolean keepsWords = keepsWords(element, computed);
    StringBuilder rules = new StringBuilder();
    if (!declared.isEmpty() || opacity < 1 || keepsWords) {
      Map<String, String> lowered =
          new Lowering(computed, declared, () -> around(element), viewport).lower();
      fade(lowered, computed, opacity);
      centre(element, computed, lowered);
      if (keepsWords) {
        lowered.putIfAbsent("word-wrap", "normal");
      }
      append(rules, "", lowered);
    }
    pseudoElements.forEach(
        (pseudo, own) -> {
          if (pseudo == PseudoElement.PLACEHOLDER) {
            return;
          }
          ComputedStyle style = styled.style(element, pseudo).orElse(computed);
          Map<String, String> lowered =
              new Lowering(style, own, () -> around(element), false).lower();
          fade(lowered, style, opacity * style.number("opacity").orElse(1));
          if (pseudo == PseudoElement.MARKER) {
            Markers.correct(lowered, computed.is("direction", "ltr"));
          }
          append(rules, "::" + pseudo.cssName(), lowered);
        });
    return rules.toString();
  }

  /**
   * Whether words stay whole in the columns of a table that are as wide as their content. {@code
   * overflow-wrap: break-word} does not count for that width (CSS Text 3, section 5.5), but the
   * engine would make the columns as narrow as a letter.
   */
  private boolean keepsWords(Element element, ComputedStyle computed) {
    boolean table = computed.is("display", "table") || computed.is("display", "inline-table");
    boolean cell = computed.is("display", "table-cell");
    if (!table && !cell
        || !computed.is("overflow-wrap", "break-word")
        || !computed.is("word-break", "normal")) {
      return false;
    }
    if (table) {
      return !computed.is("table-layout", "fixed");
    }
    dependsOnOthers = true;
    Element owner = element.parent();
    while (owner != null && TABLE_PARTS.contains(styled.style(owner).get("display"))) {
      owner = owner.parent();
    }
    // The table itself decides, but there is none around the cells of one that is a block.
    return owner != null && !styled.style(owner).get("display").endsWith("table");
  }

  /**
   * Centres a box with {@code max-width}: the engine resolves {@code auto} margins only for a
   * {@code width}. Applies only among blocks, where the container's width is known well enough.
   */
  private void centre(Element element, ComputedStyle style, Map<String, String> lowered) {
    boolean auto = style.is("margin-left", "auto") || style.is("margin-right", "auto");
    if (!auto || style.is("max-width", "none") || !isAmongBlocks(element)) {
      return;
    }
    double around = around(element);
    double max =
        Math.max(
            Percentages.resolve(style.get("min-width"), around).orElse(0.0),
            Percentages.resolve(style.get("max-width"), around).orElse(Double.MAX_VALUE));
    double wanted = Percentages.resolve(style.get("width"), around).orElse(around);
    if (wanted > max) {
      lowered.put("width", Numbers.pixels(max));
      lowered.remove("max-width");
    }
  }

  private boolean isAmongBlocks(Element element) {
    for (Element each = element; each != null; each = each.parent()) {
      ComputedStyle style = styled.style(each);
      boolean block = style.is("display", "block") || style.is("display", "flow-root");
      boolean item = each == element && Set.of("flex", "grid").contains(style.get("display"));
      if (each.parent() == null || each.normalName().equals("html")) {
        return true;
      }
      if (!block && !item
          || !style.is("float", "none")
          || style.is("position", "absolute")
          || style.is("position", "fixed")
          || Set.of("flex", "grid").contains(styled.style(each.parent()).get("display"))) {
        return false;
      }
    }
    return true;
  }

  /** Converts opacity, which the engine does not draw, to alpha of colours. */
  private static void fade(Map<String, String> lowered, ComputedStyle style, double opacity) {
    if (opacity >= 1) {
      return;
    }
    if (opacity <= 0) {
      lowered.put("visibility", "hidden");
      return;
    }
    lowered.computeIfPresent(
        "background-image", (property, images) -> Gradients.fadedImages(images, opacity));
    for (String property : COLOURS) {
      String value = style.get(property);
      boolean said = lowered.containsKey(property) || property.equals("color");
      if (said && !value.equals("transparent")) {
        lowered.put(property, Gradients.faded(lowered.getOrDefault(property, value), opacity));
      }
    }
  }

  private static void append(StringBuilder rules, String pseudo, Map<String, String> lowered) {
    if (lowered.isEmpty()) {
      return;
    }
    StringJoiner declarations = new StringJoiner(";", pseudo + "{", END);
    lowered.forEach((property, value) -> declarations.add(property + ":" + value));
    rules.append(declarations);
  }

  private String write(String rules) {
    String name = CLASS + classes.size();
    for (int from = 0; from < rules.length(); ) {
      int end = rules.indexOf(END, from) + END.length();
      css.append('.').append(name).append(rules, from, end);
      from = end;
    }
    return name;
  }

  private static void addClass(Element element, String name) {
    String before = element.attr("class");
    element.attr("class", before.isBlank() ? name : before + " " + name);
  }
}
