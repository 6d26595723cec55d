package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.GeneratedText;
import dev.hookpress.render.css.measure.StyleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Makes every item of a container an element: also its direct text, generated content, and the
 * children of {@code display: contents}.
 */
final class ItemTree {
  private static final int DEEPEST_CONTENTS = 32;

  private final StyledDocument styled;

  ItemTree(StyledDocument styled) {
    this.styled = styled;
  }

  /** Modifies the container's children; those out of flow stay where they are. */
  void makeItems(Element container) {
    generate(container, PseudoElement.BEFORE);
    generate(container, PseudoElement.AFTER);
    openContents(container, 0);
    List<Node> text = new ArrayList<>();
    for (Node node : List.copyOf(container.childNodes())) {
      if (node instanceof TextNode) {
        text.add(node);
      } else if (node instanceof Element child && !isAbsent(child)) {
        wrap(text);
        text.clear();
        raise(child);
      }
    }
    wrap(text);
  }

  /**
   * Makes the stack level of an item count, as if it were positioned (CSS Flexbox 1, section 5.4).
   * One that holds absolutely positioned boxes is left, since it would be their containing block.
   */
  private void raise(Element item) {
    ComputedStyle style = styled.style(item);
    if (!style.is("z-index", "auto")
        && style.is("position", "static")
        && item.stream().noneMatch(box -> styled.style(box).is("position", "absolute"))) {
      styled.declare(item, "position", "relative");
    }
  }

  private boolean isAbsent(Element child) {
    ComputedStyle style = styled.style(child);
    return Children.isHidden(child, style) || Children.isOutOfFlow(style);
  }

  private Element box() {
    Element box = new Element("span");
    styled.declare(box, "display", "block");
    return box;
  }

  /** White space alone makes no item. */
  private void wrap(List<Node> text) {
    boolean blank = text.stream().allMatch(node -> ((TextNode) node).isBlank());
    if (blank) {
      text.forEach(Node::remove);
      return;
    }
    Element box = box();
    text.get(0).before(box);
    text.forEach(box::appendChild);
  }

  private void generate(Element container, PseudoElement pseudo) {
    Optional<ComputedStyle> style = styled.style(container, pseudo);
    if (style.isEmpty() || Children.isOutOfFlow(style.get()) || style.get().is("display", "none")) {
      return;
    }
    String content = styled.content(container, pseudo);
    if (!GeneratedText.isPlain(content)) {
      // The engine generates its text: it stays a pseudo-element, in an item of its own.
      moveInto(container, pseudo, content);
      return;
    }
    Element made = box();
    String text = GeneratedText.of(content, container);
    if (!text.isEmpty()) {
      made.appendText(text);
    }
    insert(container, pseudo, made);
    styled.replace(container, pseudo, made);
  }

  private void moveInto(Element container, PseudoElement pseudo, String content) {
    Element made = new Element("span");
    insert(container, pseudo, made);
    styled.replace(container, pseudo, made);
    styled.declare(made, PseudoElement.BEFORE, "content", content);
  }

  private static void insert(Element container, PseudoElement pseudo, Element made) {
    if (pseudo == PseudoElement.BEFORE) {
      container.prependChild(made);
    } else {
      container.appendChild(made);
    }
  }

  private void openContents(Element container, int depth) {
    for (Element child : List.copyOf(container.children())) {
      if (!styled.style(child).is("display", "contents") || depth > DEEPEST_CONTENTS) {
        continue;
      }
      generate(child, PseudoElement.BEFORE);
      generate(child, PseudoElement.AFTER);
      openContents(child, depth + 1);
      for (Node node : List.copyOf(child.childNodes())) {
        if (node instanceof TextNode text && text.isBlank()) {
          continue;
        }
        Element moved = node instanceof Element element ? element : textItem(child, node);
        keepInherited(moved, child);
        child.before(moved);
      }
      child.remove();
    }
  }

  private Element textItem(Element parent, Node text) {
    Element item = box();
    parent.appendChild(item);
    item.appendChild(text);
    return item;
  }

  /** Keeps what an element inherits from the parent that it is removed from. */
  private void keepInherited(Element moved, Element before) {
    ComputedStyle old = styled.style(before);
    Map<String, String> declared = styled.declared(moved);
    old.inherited()
        .forEach(
            (property, value) -> {
              if (!declared.containsKey(property)) {
                styled.declare(moved, property, styled.style(moved).get(property));
              }
            });
  }

  /** Whether it lays its children out as items. */
  static boolean isContainer(ComputedStyle style) {
    return StyleReader.isFlex(style) || StyleReader.isGrid(style);
  }
}
