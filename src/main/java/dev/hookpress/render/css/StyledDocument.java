package dev.hookpress.render.css;

import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A document with the computed style of each element and its declarations for the layout engine.
 * Layout reads the styles and changes the declarations. Not thread-safe.
 *
 * <p>The declarations, in the engine's or the author's terms, are those that the cascade found in
 * the document's stylesheets, style attributes and presentational attributes, with computed values.
 * They exclude the defaults of HTML, which the engine has itself, and inherited values.
 */
public final class StyledDocument {
  /**
   * An attribute of elements whose box contains its floats, which no property says that the engine
   * supports.
   */
  public static final String FLOW_ROOT = "data-hookpress-flow-root";

  /** An attribute of the root: the page's overflow, the root's or the body's, is hidden. */
  public static final String CLIPPED_PAGE = "data-hookpress-clipped-page";

  /** The value of {@link #CLIPPED_PAGE} if the body cuts off what is beside it. */
  public static final String CLIPPED_BODY = "body";

  /**
   * An attribute of elements that a browser lets its reader scroll, and of the root of a document
   * with such elements.
   */
  public static final String SCROLLED = "data-hookpress-scrolled";

  /**
   * An attribute of elements whose last line is aligned otherwise than the others: their {@code
   * text-align-last}, and after a space the {@code text-align} of the others if only the last one
   * is justified. The root of a document with such elements has it, too, perhaps empty.
   */
  public static final String LAST_LINE = "data-hookpress-last-line";

  /**
   * A value of {@code text-align-last} that no stylesheet has: the box ends at an unforced break,
   * so that its last line is justified and those before a forced line break are not.
   */
  public static final String JUSTIFY_AT_BREAK = "justify-at-break";

  /**
   * An attribute of elements whose text has shadows, as {@link
   * dev.hookpress.render.css.value.Shadows#ofText} writes them, or is to have none while its
   * ancestor has. The root of a document with such elements has it, too, perhaps empty.
   */
  public static final String TEXT_SHADOW = "data-hookpress-text-shadow";

  /**
   * An attribute of elements whose box has shadows outside, as {@link
   * dev.hookpress.render.css.value.Shadows#ofBox} writes them. The root of a document with such
   * elements has it, too, perhaps empty.
   */
  public static final String BOX_SHADOW = "data-hookpress-box-shadow";

  /**
   * An attribute of blocks whose lines end with an ellipsis where they are cut off: empty, or the
   * number of lines that are shown. The root of a document with such elements has it, too.
   */
  public static final String ELLIPSIS = "data-hookpress-ellipsis";

  private static final Set<String> TEXT_FIELDS = Set.of("input", "textarea");

  private final Document document;
  private final PageBox page;
  private final Map<Element, Styles> elements;
  private final String pageRules;
  private final String counterRules;
  private final List<StyleWarning> warnings;
  private final Map<Element, Map<String, String>> changes = new IdentityHashMap<>();
  private final Map<Element, Map<PseudoElement, Map<String, String>>> pseudoChanges =
      new IdentityHashMap<>();

  /**
   * The style of one element or pseudo-element.
   *
   * @param declared the declarations for the engine, in cascade order
   */
  public record Style(ComputedStyle computed, Map<String, String> declared) {
    public static final Style EMPTY = new Style(new ComputedStyle(Map.of(), Map.of()), Map.of());
  }

  /** An element's style and those of its pseudo-elements. Elements may share an instance. */
  public record Styles(Style element, Map<PseudoElement, Style> pseudoElements) {}

  /**
   * @param page after the document's own {@code @page} rules
   * @param pageRules the sheet's {@code @page} and {@code @font-face} rules as text
   * @param counterRules its {@code @counter-style} rules as text
   */
  public StyledDocument(
      Document document,
      PageBox page,
      Map<Element, Styles> elements,
      String pageRules,
      String counterRules,
      List<StyleWarning> warnings) {
    this.document = document;
    this.page = page;
    this.elements = elements;
    this.pageRules = pageRules;
    this.counterRules = counterRules;
    this.warnings = List.copyOf(warnings);
  }

  /** Whether a reader scrolls the element's text, whatever its style says. */
  public static boolean isTextField(Element element) {
    return TEXT_FIELDS.contains(element.normalName());
  }

  /** Marks an element as {@link #SCROLLED}. */
  public static void markScrolled(Element element) {
    element.attr(SCROLLED, "");
    element.ownerDocument().firstElementChild().attr(SCROLLED, "");
  }

  /**
   * Tells the engine's side of the shadows of an element.
   *
   * @param attribute {@link #TEXT_SHADOW} or {@link #BOX_SHADOW}
   */
  public static void markShadow(Element element, String attribute, String shadows) {
    Element root = element.ownerDocument().firstElementChild();
    if (!root.hasAttr(attribute)) {
      root.attr(attribute, "");
    }
    element.attr(attribute, shadows);
  }

  /** Marks an element as {@link #ELLIPSIS}. */
  public static void markEllipsis(Element element, String lines) {
    element.ownerDocument().firstElementChild().attr(ELLIPSIS, "");
    element.attr(ELLIPSIS, lines);
  }

  /** Tells the engine's side how the last line of an element is aligned. */
  public static void markLastLine(Element element, String align) {
    Element root = element.ownerDocument().firstElementChild();
    if (!root.hasAttr(LAST_LINE)) {
      root.attr(LAST_LINE, "");
    }
    element.attr(LAST_LINE, align);
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

  /** The sheets' {@code @counter-style} rules; empty if there are none. */
  public String counterRules() {
    return counterRules;
  }

  public List<StyleWarning> warnings() {
    return warnings;
  }

  /**
   * The computed style. An element added after styling has the style of an anonymous box in its
   * parent.
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
   * Changes a declaration for the engine; computed styles stay as they are.
   *
   * @param value empty removes the declaration
   */
  public void declare(Element element, String property, String value) {
    changes.computeIfAbsent(element, e -> new LinkedHashMap<>()).put(property, value);
  }

  /** Changes the computed style and the declaration of a property that is not inherited. */
  public void change(Element element, String property, String value) {
    Styles styles = elements.get(element);
    if (styles != null) {
      Style own = styles.element();
      Style changed = new Style(own.computed().with(property, value), own.declared());
      elements.put(element, new Styles(changed, styles.pseudoElements()));
      declare(element, property, value);
    }
  }

  /** Gives a new element a computed style; the engine gets what is declared for it. */
  public void give(Element made, ComputedStyle style) {
    elements.put(made, new Styles(new Style(style, Map.of()), Map.of()));
  }

  /** Changes a declaration of a pseudo-element, which need not have a style yet. */
  public void declare(Element element, PseudoElement pseudo, String property, String value) {
    pseudoChanges
        .computeIfAbsent(element, e -> new EnumMap<>(PseudoElement.class))
        .computeIfAbsent(pseudo, p -> new LinkedHashMap<>())
        .put(property, value);
  }

  /** Whether the cascade has given the element a style; false for one added after styling. */
  public boolean hasStyle(Element element) {
    return elements.containsKey(element);
  }

  /** The {@code content} of a pseudo-element, as it was last declared; empty if it has no style. */
  public String content(Element element, PseudoElement pseudo) {
    String changed =
        pseudoChanges
            .getOrDefault(element, Map.of())
            .getOrDefault(pseudo, Map.of())
            .getOrDefault("content", "");
    return changed.isEmpty()
        ? style(element, pseudo).map(style -> style.get("content")).orElse("")
        : changed;
  }

  /**
   * Turns a pseudo-element into a real one: the new element gets its computed style and its
   * declarations without {@code content}, and the engine no longer generates the pseudo-element.
   *
   * @param made a new element; the caller inserts and fills it
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

  /** A view of an element's declarations for the engine: the cascade's, then layout's. */
  public Map<String, String> declared(Element element) {
    Styles styles = elements.get(element);
    return merged(styles == null ? Map.of() : styles.element().declared(), changes.get(element));
  }

  /** One of an element's declarations for the engine; empty if there is none. */
  public String declared(Element element, String property) {
    Map<String, String> changed = changes.get(element);
    String value = changed == null ? null : changed.get(property);
    if (value == null) {
      Styles styles = elements.get(element);
      value = styles == null ? null : styles.element().declared().get(property);
    }
    return value == null ? "" : value;
  }

  /** The same for its pseudo-elements, without those that have no declarations. */
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
    if (declared.isEmpty() && !change.containsValue("")) {
      return Collections.unmodifiableMap(change);
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
