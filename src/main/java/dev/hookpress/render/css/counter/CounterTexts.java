package dev.hookpress.render.css.counter;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import dev.hookpress.render.css.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jsoup.nodes.Element;

/**
 * Replaces counters by their text wherever their style is one that the layout engine does not
 * write. Call before boxes are moved: the values depend on the order of the document.
 */
public final class CounterTexts {
  private static final String LIST_ITEM = "list-item";
  private static final Set<String> LISTS = Set.of("ol", "ul", "menu", "dir");

  /** Tokens of one value; no author writes more. */
  private static final int MAX_TOKENS = 500;

  private final StyledDocument styled;
  private final CounterStyles styles;
  private final CounterScopes scopes = new CounterScopes();

  private CounterTexts(StyledDocument styled) {
    this.styled = styled;
    this.styles = CounterStyles.of(styled.counterRules());
  }

  /** Changes declarations only; does nothing in a document without such styles. */
  public static void apply(StyledDocument styled) {
    Element root = styled.document().firstElementChild();
    CounterTexts texts = new CounterTexts(styled);
    if (root != null && texts.areNeeded(root)) {
      texts.visit(root);
    }
  }

  private boolean areNeeded(Element root) {
    if (!styles.isEmpty()) {
      return true;
    }
    for (Element element : root.getAllElements()) {
      if (isOwnMarker(styled.style(element))) {
        return true;
      }
      for (PseudoElement pseudo : PseudoElement.values()) {
        Optional<ComputedStyle> style = styled.style(element, pseudo);
        if (style.isPresent() && hasOwnCounter(style.get().get("content"))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isOwnMarker(ComputedStyle style) {
    String type = style.get("list-style-type");
    return style.is("display", LIST_ITEM) && !type.startsWith("\"") && styles.isOwn(type);
  }

  private void visit(Element element) {
    ComputedStyle style = styled.style(element);
    if (style.is("display", "none")) {
      return;
    }
    scopes.enter();
    if (LISTS.contains(element.normalName())) {
      scopes.reset(LIST_ITEM, integer(element.attr("start")).map(it -> it - 1).orElse(0));
    }
    count(style);
    if (element.normalName().equals("li")) {
      integer(element.attr("value")).ifPresent(it -> scopes.set(LIST_ITEM, it));
    }
    mark(element, style);
    visit(element, PseudoElement.BEFORE);
    for (Element child = element.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      visit(child);
    }
    visit(element, PseudoElement.AFTER);
    scopes.leave();
  }

  private static Optional<Integer> integer(String text) {
    String digits = text.strip();
    return digits.matches("-?[0-9]{1,9}")
        ? Optional.of(Integer.parseInt(digits))
        : Optional.empty();
  }

  private void visit(Element element, PseudoElement pseudo) {
    styled
        .style(element, pseudo)
        .filter(style -> !style.is("display", "none"))
        .ifPresent(
            style -> {
              scopes.enter();
              count(style);
              write(element, pseudo, style);
              scopes.leave();
            });
  }

  private void mark(Element element, ComputedStyle style) {
    if (!style.is("display", LIST_ITEM)) {
      return;
    }
    styled
        .style(element, PseudoElement.MARKER)
        .ifPresent(marker -> write(element, PseudoElement.MARKER, marker));
    if (isOwnMarker(style)) {
      String text = styles.marker(style.get("list-style-type"), scopes.value(LIST_ITEM));
      styled.declare(element, "list-style-type", Tokens.string(text));
    }
  }

  /** Creates and changes counters, in the order of CSS Lists 3 §4. */
  private void count(ComputedStyle style) {
    each(style.get("counter-reset"), 0, scopes::reset);
    boolean[] item = {style.is("display", LIST_ITEM)};
    each(
        style.get("counter-increment"),
        1,
        (name, by) -> {
          scopes.increment(name, by);
          item[0] &= !name.equals(LIST_ITEM);
        });
    if (item[0]) {
      scopes.increment(LIST_ITEM, 1);
    }
    each(style.get("counter-set"), 0, scopes::set);
  }

  private static void each(String value, int otherwise, ObjIntConsumer<String> change) {
    if (value.equals("none")) {
      return;
    }
    String[] words = value.split(" ");
    for (int i = 0; i < words.length; i++) {
      Optional<Integer> number = i + 1 < words.length ? integer(words[i + 1]) : Optional.empty();
      change.accept(words[i], number.orElse(otherwise));
      i += number.isPresent() ? 1 : 0;
    }
  }

  private void write(Element element, PseudoElement pseudo, ComputedStyle style) {
    String content = style.get("content");
    if (hasOwnCounter(content)) {
      styled.declare(element, pseudo, "content", Tokens.text(written(content)));
    }
  }

  private boolean hasOwnCounter(String content) {
    if (!content.contains("counter")) {
      return false;
    }
    List<Token> tokens = Tokenizer.tokens(content, MAX_TOKENS);
    for (int i = 0; i < tokens.size(); i++) {
      if (isCounter(tokens.get(i)) && styles.isOwn(styleOf(arguments(tokens, i)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCounter(Token token) {
    return token.isFunction("counter") || token.isFunction("counters");
  }

  private static List<List<Token>> arguments(List<Token> tokens, int function) {
    return Tokens.splitAtCommas(tokens.subList(function + 1, Tokens.closing(tokens, function)));
  }

  private static String styleOf(List<List<Token>> arguments) {
    List<Token> last = arguments.get(arguments.size() - 1);
    return arguments.size() > 1 && last.size() == 1 && last.get(0).is(Type.IDENT)
        ? last.get(0).text()
        : "decimal";
  }

  /** The content with strings in place of such counters. */
  private List<Token> written(String content) {
    List<Token> tokens = Tokenizer.tokens(content, MAX_TOKENS);
    List<Token> written = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      List<List<Token>> arguments = isCounter(token) ? arguments(tokens, i) : List.of();
      if (arguments.isEmpty() || !styles.isOwn(styleOf(arguments))) {
        written.add(token);
      } else {
        String name = Tokens.text(arguments.get(0));
        String style = styleOf(arguments);
        String text =
            token.isFunction("counter")
                ? styles.text(style, scopes.value(name))
                : nested(name, separator(arguments), style);
        written.add(new Token(Type.STRING, text, 0, "", 0));
        i = Tokens.closing(tokens, i);
      }
    }
    return written;
  }

  private static String separator(List<List<Token>> arguments) {
    List<Token> second = arguments.get(1);
    return second.size() == 1 && second.get(0).is(Type.STRING) ? second.get(0).text() : "";
  }

  private String nested(String name, String separator, String style) {
    List<String> texts = new ArrayList<>();
    for (int value : scopes.values(name)) {
      texts.add(styles.text(style, value));
    }
    return String.join(separator, texts);
  }
}
