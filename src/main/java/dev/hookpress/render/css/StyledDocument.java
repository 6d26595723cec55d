package dev.hookpress.render.css;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A document with the computed style of each element, and what the layout engine is going to be
 * told about it. Layout reads the former and changes the latter. Not safe for several threads.
 *
 * <p>What the engine is told are declarations by element, in the engine's or the author's terms:
 * those that the cascade found in the document's own stylesheets, style attributes and
 * presentational attributes, with computed values. Defaults of HTML are not among them, for the
 * engine has them itself; neither is what is inherited.
 */
public final class StyledDocument {
  private final Document document;
  private final PageBox page;
  private final Map<Element, Styles> elements;
  private final String pageRules;
  private final List<StyleWarning> warnings;
  private final Map<Element, Map<String, String>> changes = new IdentityHashMap<>();
  private final Map<Element, Map<PseudoElement, Map<String, String>>> pseudoChanges =
      new IdentityHashMap<>();

  /**
   * One element's or pseudo-element's style.
   *
   * @param declared what the engine is told; in the order of the cascade
   */
  public record Style(ComputedStyle computed, Map<String, String> declared) {
    public static final Style EMPTY = new Style(new ComputedStyle(Map.of(), Map.of()), Map.of());
  }

  /** An element's style with those of its pseudo-elements. Elements may share one. */
  public record Styles(Style element, Map<PseudoElement, Style> pseudoElements) {}

  /**
   * @param page as the document's own {@code @page} rules leave it
   * @param pageRules the sheet's {@code @page} and {@code @font-face} rules as text
   */
  public StyledDocument(
      Document document,
      PageBox page,
      Map<Element, Styles> elements,
      String pageRules,
      List<StyleWarning> warnings) {
    this.document = document;
    this.page = page;
    this.elements = elements;
    this.pageRules = pageRules;
    this.warnings = List.copyOf(warnings);
  }

  public Document document() {
    return document;
  }

  public PageBox page() {
    return page;
  }

  /** {@code @page} and {@code @font-face} rules, with computed values. */
  public String pageRules() {
    return pageRules;
  }

  public List<StyleWarning> warnings() {
    return warnings;
  }

  /**
   * The computed style. An element that was not there when the document was styled has the style of
   * an anonymous box in its parent.
   */
  public ComputedStyle style(Element element) {
    Styles styles = elements.get(element);
    if (styles != null) {
      return styles.element().computed();
    }
    Element parent = element.parent();
    return parent == null ? Style.EMPTY.computed() : style(parent).anonymousChild();
  }

  /**
   * The computed style of a pseudo-element that some rule applies to. For {@code ::before} and
   * {@code ::after} only if a box is generated: {@code content} is neither {@code none} nor {@code
   * normal}.
   */
  public Optional<ComputedStyle> style(Element element, PseudoElement pseudo) {
    Styles styles = elements.get(element);
    return styles == null
        ? Optional.empty()
        : Optional.ofNullable(styles.pseudoElements().get(pseudo)).map(Style::computed);
  }

  /**
   * Tells the engine something else about an element; computed styles stay as they are.
   *
   * @param value empty text takes the declaration away
   */
  public void declare(Element element, String property, String value) {
    changes.computeIfAbsent(element, e -> new LinkedHashMap<>()).put(property, value);
  }

  /** The same for a pseudo-element, which need not have a style yet. */
  public void declare(Element element, PseudoElement pseudo, String property, String value) {
    pseudoChanges
        .computeIfAbsent(element, e -> new EnumMap<>(PseudoElement.class))
        .computeIfAbsent(pseudo, p -> new LinkedHashMap<>())
        .put(property, value);
  }

  /**
   * Makes a pseudo-element real: the new element has its computed style and its declarations
   * without {@code content}, and the engine makes no pseudo-element any more.
   *
   * @param made a new element; where it stands and what is in it is the caller's affair
   */
  public void replace(Element element, PseudoElement pseudo, Element made) {
    Styles styles = elements.get(element);
    Style style = styles == null ? null : styles.pseudoElements().get(pseudo);
    if (style == null) {
      return;
    }
    elements.put(made, new Styles(style, Map.of()));
    declare(made, "content", "");
    declare(element, pseudo, "content", "none");
  }

  /** Gives a new element the style of another one, as if it were a copy. */
  public void copyStyle(Element from, Element made) {
    Styles styles = elements.get(from);
    if (styles != null) {
      elements.put(made, new Styles(styles.element(), Map.of()));
    }
    changes.getOrDefault(from, Map.of()).forEach((p, value) -> declare(made, p, value));
  }

  /** What the engine is told about an element: the cascade's declarations, then layout's. */
  public Map<String, String> declared(Element element) {
    Styles styles = elements.get(element);
    return merged(styles == null ? Map.of() : styles.element().declared(), changes.get(element));
  }

  /** The same for its pseudo-elements; without those about which nothing is told. */
  public Map<PseudoElement, Map<String, String>> declaredPseudoElements(Element element) {
    Styles styles = elements.get(element);
    Map<PseudoElement, Map<String, String>> changed = pseudoChanges.getOrDefault(element, Map.of());
    if ((styles == null || styles.pseudoElements().isEmpty()) && changed.isEmpty()) {
      return Map.of();
    }
    Map<PseudoElement, Map<String, String>> all = new EnumMap<>(PseudoElement.class);
    if (styles != null) {
      styles.pseudoElements().forEach((pseudo, style) -> all.put(pseudo, style.declared()));
    }
    changed.forEach(
        (pseudo, change) -> all.put(pseudo, merged(all.getOrDefault(pseudo, Map.of()), change)));
    return all;
  }

  private static Map<String, String> merged(
      Map<String, String> declared, Map<String, String> change) {
    if (change == null) {
      return declared;
    }
    Map<String, String> merged = new LinkedHashMap<>(declared);
    change.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            merged.remove(property);
          } else {
            merged.put(property, value);
          }
        });
    return merged;
  }
}
