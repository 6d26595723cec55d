package dev.hookpress.render.css.selector;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code 2n + 1} of {@code :nth-child()}, CSS Syntax 3 §6. */
record AnPlusB(int step, int offset) {
  private static final Pattern FORM =
      Pattern.compile("([+-]?\\d{0,9})n(?:\\s*+([+-])\\s*+(\\d{1,9}))?");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");

  static Optional<AnPlusB> read(List<Token> tokens) {
    if (tokens.size() > 8) {
      return Optional.empty();
    }
    StringBuilder written = new StringBuilder();
    for (Token token : tokens) {
      written.append(Tokens.text(List.of(token)));
    }
    String text = written.toString().strip().toLowerCase(Locale.ROOT);
    if (text.equals("odd")) {
      return Optional.of(new AnPlusB(2, 1));
    }
    if (text.equals("even")) {
      return Optional.of(new AnPlusB(2, 0));
    }
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(new AnPlusB(0, Integer.parseInt(text)));
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String step = form.group(1);
    int a =
        switch (step) {
          case "", "+" -> 1;
          case "-" -> -1;
          default -> Integer.parseInt(step);
        };
    int b = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
    return Optional.of(new AnPlusB(a, "-".equals(form.group(2)) ? -b : b));
  }
}
