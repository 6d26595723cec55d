package dev.hookpress.render.tailwind;

import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.PageLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Applies Tailwind CSS 3.4 to a document: its classes become a stylesheet that precedes the
 * document's own, and is laid out like any other.
 */
public final class Tailwind {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Sheet sheet = new Sheet();
  private final Map<Element, Box> boxes = new IdentityHashMap<>();
  private final ClassReader classes;
  private final Decoration decoration = new Decoration(sheet);

  private Tailwind(Page page) {
    this.classes = new ClassReader(page);
  }

  /**
   * Changes the document in place, in time linear in its size.
   *
   * @param layout breakpoints such as {@code md:} are compared with the page's whole width; {@code
   *     h-screen} is the page's height without its margins
   * @param fonts the first is the document's font, unless classes override it
   * @return readable messages about unsupported classes, a few lines at most
   */
  public static Set<String> apply(
      Document document, PageLayout layout, boolean screen, List<FontRequest> fonts) {
    return new Tailwind(Page.of(layout, screen)).run(document, fonts);
  }

  private Set<String> run(Document document, List<FontRequest> fonts) {
    List<Element> all = new ArrayList<>(document.body().getAllElements());
    measure(document.body().parent(), null);
    for (Element element : all) {
      measure(element, boxes.get(element.parent()));
    }
    for (Element element : all) {
      decoration.decorate(element, boxes.get(element));
    }
    Element style = new Element("style");
    style.appendChild(new DataNode(sheet.css(Preflight.css(fonts))));
    document.head().prependChild(style);
    return new LinkedHashSet<>(classes.warnings());
  }

  /** Reads an element's classes. Its parent must be read first. */
  private void measure(Element element, Box parent) {
    boxes.put(element, new Box(parent, rules(element)));
  }

  private List<Rule> rules(Element element) {
    String names = element.attr("class");
    if (names.isBlank()) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    Set<String> absent = new HashSet<>();
    for (String name : SPACE.split(names.strip())) {
      classes
          .read(name)
          .ifPresent(
              rule -> {
                if (stands(element, rule.variants().place())) {
                  rules.add(rule);
                  sheet.use(rule);
                } else {
                  absent.add(name);
                }
              });
    }
    // Variants by position, such as odd:, are resolved on the document as it was written.
    absent.forEach(element::removeClass);
    rules.sort(null);
    return rules;
  }

  private static boolean stands(Element element, Variants.Place place) {
    return switch (place) {
      case ANY -> true;
      case FIRST -> element.previousElementSibling() == null;
      case LAST -> element.nextElementSibling() == null;
      case ONLY -> element.siblingElements().isEmpty();
      case ODD -> element.elementSiblingIndex() % 2 == 0;
      case EVEN -> element.elementSiblingIndex() % 2 == 1;
    };
  }
}
