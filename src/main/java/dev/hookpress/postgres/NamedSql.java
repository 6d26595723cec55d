package dev.hookpress.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Replaces the named parameters of a statement, such as {@code :now}, by the numbered ones that
 * Postgres knows, such as {@code $1}. A name may occur several times.
 *
 * <p>A colon begins a parameter if a letter or an underscore follows, except in a comment, a string
 * literal, a quoted identifier, a cast ({@code ::}) or between the bounds of an array slice. A
 * parameter as a bound of a slice is written in parentheses: {@code a[(:from):(:to)]}.
 */
final class NamedSql {
  private enum Bracket {
    PARENTHESIS,
    ARRAY,
    SUBSCRIPT
  }

  private final String file;
  private final String sql;
  private final List<String> declared;
  private final Set<String> used = new HashSet<>();
  private final Deque<Bracket> open = new ArrayDeque<>();
  private final StringBuilder numbered = new StringBuilder();
  private int at;

  private NamedSql(String file, String sql, List<String> declared) {
    this.file = file;
    this.sql = sql;
    this.declared = declared;
  }

  /** Reads a statement of the program and numbers its parameters. */
  static String load(String file, List<String> parameters) {
    try (InputStream in = Sql.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The statement " + file + " is not in the program.");
      }
      return number(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the statement with its parameters numbered in the order of {@code declared}.
   *
   * @param file named in errors
   * @throws IllegalStateException if the statement uses a parameter that is not declared, does not
   *     use one that is, or has numbered parameters
   */
  static String number(String file, String sql, List<String> declared) {
    NamedSql statement = new NamedSql(file, sql, declared);
    while (statement.at < sql.length()) {
      statement.step();
    }
    for (String name : declared) {
      if (!statement.used.contains(name)) {
        throw new IllegalStateException(
            "The statement " + file + " does not use its parameter :" + name + ".");
      }
    }
    return statement.numbered.toString();
  }

  private void step() {
    switch (sql.charAt(at)) {
      case '\'' -> copyTo(endOfQuoted('\'', isEscapeString()));
      case '"' -> copyTo(endOfQuoted('"', false));
      case '-' -> copyTo(sql.startsWith("--", at) ? after("\n", at) : at + 1);
      case '/' -> copyTo(sql.startsWith("/*", at) ? endOfComment() : at + 1);
      case '$' -> dollar();
      case ':' -> colon();
      case '(' -> open(Bracket.PARENTHESIS);
      case '[' -> open(isArrayConstructor() ? Bracket.ARRAY : Bracket.SUBSCRIPT);
      case ')', ']' -> {
        open.poll();
        copyTo(at + 1);
      }
      default -> copyTo(at + 1);
    }
  }

  private void open(Bracket bracket) {
    open.push(bracket);
    copyTo(at + 1);
  }

  private void colon() {
    if (sql.startsWith("::", at) || sql.startsWith(":=", at)) {
      copyTo(at + 2);
      return;
    }
    int end = endOfWord(at + 1);
    if (end == at + 1
        || Character.isDigit(sql.charAt(at + 1))
        || open.peek() == Bracket.SUBSCRIPT) {
      copyTo(at + 1);
      return;
    }
    String name = sql.substring(at + 1, end);
    int index = declared.indexOf(name);
    if (index < 0) {
      throw new IllegalStateException(
          "The statement " + file + " uses the parameter :" + name + ", which it does not have.");
    }
    used.add(name);
    numbered.append('$').append(index + 1);
    at = end;
  }

  private void dollar() {
    int end = endOfWord(at + 1);
    if (at > 0 && isWordPart(sql.charAt(at - 1))) {
      // A dollar sign in an identifier.
      copyTo(end);
    } else if (end > at + 1 && Character.isDigit(sql.charAt(at + 1))) {
      throw new IllegalStateException(
          "The statement " + file + " uses " + sql.substring(at, end) + " instead of a name.");
    } else if (sql.startsWith("$", end)) {
      copyTo(after(sql.substring(at, end + 1), end + 1));
    } else {
      copyTo(end);
    }
  }

  private int endOfQuoted(char quote, boolean backslashEscapes) {
    int end = at + 1;
    while (end < sql.length() && sql.charAt(end) != quote) {
      end += backslashEscapes && sql.charAt(end) == '\\' ? 2 : 1;
    }
    // A doubled quote is read as two literals without a gap.
    return Math.min(end + 1, sql.length());
  }

  private boolean isEscapeString() {
    return at > 0
        && Character.toLowerCase(sql.charAt(at - 1)) == 'e'
        && (at == 1 || !isWordPart(sql.charAt(at - 2)));
  }

  private int endOfComment() {
    int depth = 1;
    int end = at + 2;
    while (end < sql.length() && depth > 0) {
      if (sql.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else if (sql.startsWith("*/", end)) {
        depth--;
        end += 2;
      } else {
        end++;
      }
    }
    return end;
  }

  private boolean isArrayConstructor() {
    String before = numbered.toString().stripTrailing().toLowerCase(Locale.ROOT);
    if (before.endsWith("array")) {
      int start = before.length() - "array".length();
      return start == 0 || !isWordPart(before.charAt(start - 1));
    }
    return open.peek() == Bracket.ARRAY && (before.endsWith("[") || before.endsWith(","));
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void copyTo(int end) {
    numbered.append(sql, at, end);
    at = end;
  }
}
