package dev.hookpress.template;

import dev.hookpress.job.document.FailureCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Scans a template in one pass before the parser. The parser recurses into blocks and parentheses,
 * takes time cubic in the length of a name, and caches what it learns for ever, so the scan rejects
 * harmful input first. Inside a tag the scan is stricter than the language, so that both agree
 * where each tag ends.
 */
final class TagScan {
  // Far beyond practical templates. The parser takes a millisecond for a tag of this length.
  private static final int MAX_TAG_CHARS = 2_000;
  private static final int MAX_NAME_CHARS = 100;
  private static final int MAX_SEPARATORS = 24;
  private static final int MAX_PARENTHESES = 16;

  private final String html;
  private final TemplateLimits limits;
  private final Deque<Block> open = new ArrayDeque<>();
  private int tags;
  private int depth;

  /** An open block; each {@code else if} in it adds a level. */
  private static final class Block {
    private final boolean inverted;
    private final String name;
    private int levels = 1;

    Block(boolean inverted, String name) {
      this.inverted = inverted;
      this.name = name;
    }
  }

  /** An error and its position. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int at;

    Found(int at, String what) {
      super(what, null, false, false);
      this.at = at;
    }
  }

  private TagScan(String html, TemplateLimits limits) {
    this.html = html;
    this.limits = limits;
  }

  /** The first fault that must not reach the parser; empty if the template may be parsed. */
  static Optional<TemplateFault> fault(String html, TemplateLimits limits) {
    try {
      new TagScan(html, limits).scan();
      return Optional.empty();
    } catch (Found found) {
      return Optional.of(at(html, found.at, found.getMessage()));
    }
  }

  private static TemplateFault at(String html, int at, String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = html.indexOf('\n'); i >= 0 && i < at; i = html.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return TemplateFault.at(FailureCode.TEMPLATE_INVALID, line, at - lineStart + 1, what);
  }

  private void scan() {
    int at = html.indexOf("{{");
    while (at >= 0) {
      int end =
          at > 0 && html.charAt(at - 1) == '\\'
              ? escaped(at)
              : html.startsWith("{{!", at) ? comment(at) : tag(at);
      at = html.indexOf("{{", end);
    }
  }

  private int escaped(int at) {
    int end = html.indexOf("}}", at);
    int next = html.indexOf("{{", at + 1);
    if (end < 0 || next >= 0 && next < end) {
      throw new Found(at, "After \\{{ there must be }} before the next {{.");
    }
    count(at);
    return end + 2;
  }

  private int comment(int at) {
    String close = html.startsWith("{{!--", at) ? "--}}" : "}}";
    int end = html.indexOf(close, at + 3);
    if (end < 0) {
      throw new Found(at, "This comment has no end (%s).".formatted(close));
    }
    count(at);
    return end + close.length();
  }

  private int tag(int at) {
    int end = html.indexOf("}}", at);
    if (end < 0) {
      throw new Found(at, "This tag has no end (}}).");
    }
    count(at);
    if (end - at > MAX_TAG_CHARS) {
      throw new Found(at, "This tag has more than %,d characters.".formatted(MAX_TAG_CHARS));
    }
    if (html.startsWith("{{{{", at)) {
      throw new Found(at, "Raw blocks ({{{{) are not supported.");
    }
    boolean triple = html.startsWith("{{{", at);
    String body = html.substring(at + (triple ? 3 : 2), end);
    refuseUnsupported(at, body);
    new TagText(body).check().ifPresent(what -> fail(at, what));
    follow(at, body);
    return end + 2;
  }

  private static void fail(int at, String what) {
    throw new Found(at, what);
  }

  private void count(int at) {
    tags++;
    if (tags > limits.maxTags()) {
      throw new Found(at, "The template has more than %,d tags.".formatted(limits.maxTags()));
    }
  }

  private static void refuseUnsupported(int at, String body) {
    String sign = body.startsWith("~") ? body.substring(1) : body;
    if (sign.startsWith(">") || sign.startsWith("#>")) {
      throw new Found(at, "Partials ({{>) are not supported.");
    }
    if (sign.startsWith("=")) {
      throw new Found(at, "Other delimiters ({{=) are not supported.");
    }
    if (sign.startsWith("*") || sign.startsWith("#*")) {
      throw new Found(at, "Decorators ({{*) are not supported.");
    }
    if (body.contains("{")) {
      throw new Found(at, "There is a { inside this tag.");
    }
  }

  private void follow(int at, String body) {
    String sign = body.startsWith("~") ? body.substring(1) : body;
    String rest = sign.isEmpty() ? "" : sign.substring(1).strip();
    String words = sign.strip();
    if (sign.startsWith("#")) {
      open(at, new Block(false, firstWord(rest)));
    } else if (sign.startsWith("^") && !firstWord(rest).isEmpty()) {
      open(at, new Block(true, firstWord(rest)));
    } else if (sign.startsWith("/")) {
      close(firstWord(rest));
    } else if (words.startsWith("else") && !firstWord(words.substring(4)).isEmpty()) {
      Block block = open.peek();
      if (block != null) {
        block.levels++;
        deepen(at);
      }
    }
  }

  private void open(int at, Block block) {
    open.push(block);
    deepen(at);
  }

  private void deepen(int at) {
    depth++;
    if (depth > limits.maxDepth()) {
      throw new Found(at, "Blocks are nested deeper than %d levels.".formatted(limits.maxDepth()));
    }
  }

  /** An inverted tag of another name was an {@code else} and ends with its enclosing block. */
  private void close(String name) {
    while (!open.isEmpty() && open.peek().inverted && !open.peek().name.equals(name)) {
      depth -= open.pop().levels;
    }
    if (!open.isEmpty()) {
      depth -= open.pop().levels;
    }
  }

  private static String firstWord(String text) {
    int start = 0;
    while (start < text.length() && isGap(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && !isGap(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '~';
  }

  /** Checks the inside of one tag: strings and brackets are closed, names are short. */
  private static final class TagText {
    private final String text;
    private int at;
    private int parentheses;
    private int nameChars;
    private int separators;

    TagText(String text) {
      this.text = text;
    }

    Optional<String> check() {
      while (at < text.length()) {
        char c = text.charAt(at);
        Optional<String> wrong =
            switch (c) {
              case '"', '\'' -> string(c);
              case '[' -> bracket();
              case '(', ')' -> parenthesis(c);
              default -> name(c);
            };
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }

    private Optional<String> string(char quote) {
      boolean startsWord =
          at > 0 && (isGap(text.charAt(at - 1)) || "=(".indexOf(text.charAt(at - 1)) >= 0);
      int end = text.indexOf(quote, at + 1);
      String inside = end < 0 ? "" : text.substring(at + 1, end);
      boolean endsWord =
          end + 1 == text.length() || isGap(text.charAt(end + 1)) || text.charAt(end + 1) == ')';
      if (!startsWord || end < 0 || !endsWord || inside.indexOf('\n') >= 0) {
        return Optional.of("A quote in this tag does not begin or end a text on one line.");
      }
      if (inside.indexOf('\\') >= 0) {
        return Optional.of("Use the other kind of quotes instead of a backslash.");
      }
      at = end + 1;
      nameChars = 0;
      separators = 0;
      return Optional.empty();
    }

    private Optional<String> bracket() {
      int end = text.indexOf(']', at);
      String inside = end < 0 ? "" : text.substring(at + 1, end);
      if (inside.isEmpty() || inside.chars().anyMatch(c -> "\"'[\n".indexOf(c) >= 0)) {
        return Optional.of("A bracket [ in this tag has no end, or holds a quote.");
      }
      nameChars += inside.length();
      separators++;
      at = end + 1;
      return tooLong();
    }

    private Optional<String> parenthesis(char c) {
      parentheses += c == '(' ? 1 : -1;
      at++;
      nameChars = 0;
      separators = 0;
      return parentheses > MAX_PARENTHESES
          ? Optional.of("Parentheses are nested deeper than %d.".formatted(MAX_PARENTHESES))
          : Optional.empty();
    }

    private Optional<String> name(char c) {
      at++;
      if (isGap(c) || c == '=' || c == '|') {
        nameChars = 0;
        separators = 0;
        return Optional.empty();
      }
      nameChars++;
      if (c == '.' || c == '/' || c == '-') {
        separators++;
      }
      return tooLong();
    }

    private Optional<String> tooLong() {
      return nameChars > MAX_NAME_CHARS || separators > MAX_SEPARATORS
          ? Optional.of(
              "A name has more than %d characters, or %d parts."
                  .formatted(MAX_NAME_CHARS, MAX_SEPARATORS))
          : Optional.empty();
    }
  }
}
