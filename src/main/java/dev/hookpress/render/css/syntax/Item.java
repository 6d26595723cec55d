package dev.hookpress.render.css.syntax;

import java.util.List;

/** What a stylesheet or a block holds, in order. */
public sealed interface Item {
  int line();

  /**
   * A declaration.
   *
   * @param name in lower case, but of a custom property as written
   * @param value without white space at its ends and without {@code !important}
   */
  record Declaration(String name, List<Token> value, boolean important, int line) implements Item {
    public boolean isCustom() {
      return name.startsWith("--");
    }
  }

  /**
   * A rule with a selector.
   *
   * @param prelude the selector, not yet understood
   */
  record StyleRule(List<Token> prelude, List<Item> contents, int line) implements Item {}

  /**
   * An at-rule.
   *
   * @param name in lower case, without the sign
   * @param contents of its block; null if it ends with a semicolon
   */
  record AtRule(String name, List<Token> prelude, List<Item> contents, int line) implements Item {}
}
