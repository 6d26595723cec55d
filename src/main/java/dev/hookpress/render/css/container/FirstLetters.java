package dev.hookpress.render.css.container;

import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.measure.Children;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Turns first letters that float (drop caps) into elements: the engine styles a first letter, but
 * leaves it in the line.
 */
final class FirstLetters {
  private FirstLetters() {}

  /** Whether the element has a drop cap. */
  static boolean floats(StyledDocument styled, Element element) {
    return styled.style(element, PseudoElement.FIRST_LETTER).filter(Children::isFloat).isPresent();
  }

  /** Replaces the pseudo-element of an element whose first letter floats. */
  static void replace(StyledDocument styled, Element element) {
    TextNode text = firstText(styled, element);
    if (text == null) {
      return;
    }
    String whole = text.getWholeText();
    int start = 0;
    while (Character.isWhitespace(whole.charAt(start))) {
      start++;
    }
    Element letter = new Element("span");
    letter.appendText(whole.substring(start, end(whole, start)));
    text.before(letter);
    text.text(whole.substring(end(whole, start)));
    Map<String, String> declared =
        styled.declaredPseudoElements(element).get(PseudoElement.FIRST_LETTER);
    styled.replace(element, PseudoElement.FIRST_LETTER, letter);
    styled.declare(element, PseudoElement.FIRST_LETTER, "content", "");
    if (declared != null) {
      List.copyOf(declared.keySet())
          .forEach(name -> styled.declare(element, PseudoElement.FIRST_LETTER, name, ""));
    }
  }

  /** The first text, unless an image or a block precedes it. */
  private static TextNode firstText(StyledDocument styled, Element element) {
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text && !text.isBlank()) {
        return text;
      }
      if (node instanceof Element child) {
        boolean inline = styled.style(child).is("display", "inline");
        return inline ? firstText(styled, child) : null;
      }
    }
    return null;
  }

  /** Where the letter ends: punctuation before and after it belongs to it. */
  private static int end(String text, int start) {
    int at = start;
    while (at < text.length() && isPunctuation(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    at = at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at;
    while (at < text.length() && isPunctuation(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
