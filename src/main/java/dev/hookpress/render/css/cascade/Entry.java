package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.value.Component;
import java.util.List;

/** One declaration of a block, prepared for the cascade. */
final class Entry {
  enum Kind {
    LONGHAND,
    /** Contains {@code var()}. */
    PENDING,
    CUSTOM,
    /** The property {@code all}. */
    ALL
  }

  private final Kind kind;
  private final String property;
  private final List<Component> value;
  private final List<Token> tokens;
  private final boolean important;

  /** Its canonical text, once known and if it is the same for all elements. */
  private String constant;

  private Entry(
      Kind kind, String property, List<Component> value, List<Token> tokens, boolean important) {
    this.kind = kind;
    this.property = property;
    this.value = value;
    this.tokens = tokens;
    this.important = important;
  }

  static Entry of(String property, List<Component> value, boolean important) {
    return new Entry(Kind.LONGHAND, property, value, null, important);
  }

  static Entry pending(String property, List<Token> tokens, boolean important) {
    return new Entry(Kind.PENDING, property, null, tokens, important);
  }

  static Entry custom(String property, List<Token> tokens, boolean important) {
    return new Entry(Kind.CUSTOM, property, null, tokens, important);
  }

  static Entry all(List<Component> value, boolean important) {
    return new Entry(Kind.ALL, "all", value, null, important);
  }

  Kind kind() {
    return kind;
  }

  /** A longhand; a shorthand only if the value is pending. */
  String property() {
    return property;
  }

  /** Null if it is pending or custom. */
  List<Component> value() {
    return value;
  }

  /** Of a pending or custom value; otherwise null. */
  List<Token> tokens() {
    return tokens;
  }

  boolean important() {
    return important;
  }

  /** Null if unknown, or different between elements. */
  String constant() {
    return constant;
  }

  void keep(String text) {
    constant = text;
  }
}
