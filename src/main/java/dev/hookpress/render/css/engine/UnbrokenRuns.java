package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.BreakPairs;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.GeneratedText;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Keeps elements with {@code white-space: nowrap} on their block's first line if nothing separates
 * them from each other: between them, no line may break (CSS Text 3, section 5.1), but the engine
 * breaks before each that does not fit.
 */
final class UnbrokenRuns {
  /** Hyphens, dashes and spaces, after which lines break. */
  private static final String BREAKS_AFTER = " \u00AD\u2010\u2012\u2013\u2014\u200B";

  private static final char FIRST_IDEOGRAPH = '\u2E80';

  private final StyledDocument styled;

  /** The last character of the run, if the next element may continue it; 0 if there is none. */
  private char end;

  private UnbrokenRuns(StyledDocument styled) {
    this.styled = styled;
  }

  /** Changes the declarations and the text of the elements after the first of each run. */
  static void apply(StyledDocument styled) {
    for (Element element : styled.document().body().getAllElements()) {
      if (hasSeveral(element) && !styled.style(element).is("display", "inline")) {
        new UnbrokenRuns(styled).visit(element);
      }
    }
  }

  private static boolean hasSeveral(Element element) {
    Element first = element.firstElementChild();
    return first != null && first.nextElementSibling() != null;
  }

  private void visit(Element block) {
    if (!styled.style(block).is("white-space", "normal")) {
      return;
    }
    boolean atStart = true;
    for (Node node : block.childNodes()) {
      if (node instanceof TextNode text && text.isBlank() && atStart) {
        continue;
      }
      if (!(node instanceof Element child)) {
        atStart = atStart && !(node instanceof TextNode);
        end = node instanceof TextNode ? 0 : end;
        continue;
      }
      ComputedStyle style = styled.style(child);
      if (Children.isHidden(child, style) || Children.isOutOfFlow(style)) {
        continue;
      }
      if (child.normalName().equals("br") || isBlock(style)) {
        atStart = true;
        end = 0;
      } else if (isUnbroken(child, style) && (atStart || end != 0)) {
        extend(child);
        atStart = false;
      } else {
        atStart = false;
        end = 0;
      }
    }
  }

  private static boolean isBlock(ComputedStyle style) {
    return !style.get("display").startsWith("inline") && !Children.isFloat(style);
  }

  /** Whether the element is nothing but text that does not wrap. */
  private boolean isUnbroken(Element element, ComputedStyle style) {
    if (!style.is("display", "inline")
        || !style.is("white-space", "nowrap")
        || Children.isFloat(style)) {
      return false;
    }
    for (Element child : element.children()) {
      if (child.normalName().equals("br")
          || child.normalName().equals("img")
          || child.normalName().equals("svg")
          || !isUnbroken(child, styled.style(child))) {
        return false;
      }
    }
    return element.hasText();
  }

  private void extend(Element element) {
    String text =
        generated(element, PseudoElement.BEFORE)
            + element.wholeText()
            + generated(element, PseudoElement.AFTER);
    if (end != 0 && !breaks(end, text.charAt(0))) {
      styled.declare(element, "white-space", "pre");
      collapse(element);
    }
    end = text.charAt(text.length() - 1);
  }

  private String generated(Element element, PseudoElement pseudo) {
    return styled
        .style(element, pseudo)
        .map(style -> GeneratedText.of(style.get("content"), element))
        .orElse("");
  }

  private static boolean breaks(char left, char right) {
    if (Character.isWhitespace(left) || Character.isWhitespace(right)) {
      return true;
    }
    return BreakPairs.decide(left, right)
        ? BreakPairs.breaks(' ', left, right)
        : BREAKS_AFTER.indexOf(left) >= 0 || left >= FIRST_IDEOGRAPH || right >= FIRST_IDEOGRAPH;
  }

  /** White space that {@code pre} would keep. */
  private static void collapse(Element element) {
    element.traverse(
        (node, depth) -> {
          if (node instanceof TextNode text) {
            text.text(text.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " "));
          }
        });
  }
}
