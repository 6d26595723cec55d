package dev.hookpress.render.css.syntax;

import java.util.List;

/** An item of a stylesheet or block, in order. */
public sealed interface Item {
  int line();

  /**
   * A declaration.
   *
   * @param name in lower case, except a custom property's, which is as written
   * @param value trimmed, without {@code !important}
   */
  record Declaration(String name, List<Token> value, boolean important, int line) implements Item {
    public boolean isCustom() {
      return name.startsWith("--");
    }
  }

  /**
   * A rule with a selector.
   *
   * @param prelude the unparsed selector
   */
  record StyleRule(List<Token> prelude, List<Item> contents, int line) implements Item {}

  /**
   * An at-rule.
   *
   * @param name in lower case, without the at sign
   * @param contents of its block; null if it ends with a semicolon
   */
  record AtRule(String name, List<Token> prelude, List<Item> contents, int line) implements Item {}
}
