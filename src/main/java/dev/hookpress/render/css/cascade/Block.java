package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.syntax.Item.Declaration;
import java.util.List;

/** The declarations of one rule, of a style attribute, or of an element's other attributes. */
final class Block {
  /** The origin of a declaration, in ascending precedence. */
  enum Origin {
    USER_AGENT,
    HINT,
    AUTHOR,
    STYLE_ATTRIBUTE
  }

  private final Origin origin;
  private final Layer layer;
  private final Source source;
  private final int order;
  private final List<Declaration> declarations;
  private final ContainerQuery query;
  private List<Entry> entries;
  private boolean anyImportant;

  /**
   * The stylesheet of a block.
   *
   * @param base empty if addresses stay as written
   */
  record Source(String name, String base, Addresses addresses) {}

  Block(Origin origin, Layer layer, Source source, int order, List<Declaration> declarations) {
    this(origin, layer, source, order, declarations, null);
  }

  /**
   * A block that applies only within some containers.
   *
   * @param query null if it applies everywhere
   */
  Block(
      Origin origin,
      Layer layer,
      Source source,
      int order,
      List<Declaration> declarations,
      ContainerQuery query) {
    this.query = query;
    this.origin = origin;
    this.layer = layer;
    this.source = source;
    this.order = order;
    this.declarations = declarations;
  }

  Origin origin() {
    return origin;
  }

  int layerOrder() {
    return layer.order();
  }

  Layer layer() {
    return layer;
  }

  int order() {
    return order;
  }

  /** Null if the block applies everywhere. */
  ContainerQuery query() {
    return query;
  }

  /** The sheet's name. */
  String sheet() {
    return source.name();
  }

  /** The first line on which the property of an entry is declared; 0 if unknown. */
  int line(Entry entry) {
    for (Declaration declaration : declarations) {
      if (declaration.name().equals(entry.property())) {
        return declaration.line();
      }
    }
    return 0;
  }

  boolean anyImportant() {
    return anyImportant;
  }

  /** Parsed when the first element needs it: most rules of large stylesheets never apply. */
  List<Entry> entries(WarningList warnings) {
    if (entries == null) {
      entries = Longhands.entries(declarations, source, warnings);
      for (Entry entry : entries) {
        anyImportant |= entry.important();
      }
    }
    return entries;
  }
}
