package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.Properties;
import dev.hookpress.render.css.StyleWarning.Kind;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Shorthands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cascade for one element or pseudo-element: reduces its blocks to one declaration per
 * longhand.
 */
final class Cascade {
  private static final Set<String> NOT_BY_ALL = Set.of("direction", "unicode-bidi");

  private final Map<String, Cascaded> values = new LinkedHashMap<>();
  private final WarningList warnings;
  private CustomProperties custom;
  private int sequence;

  private Cascade(WarningList warnings) {
    this.warnings = warnings;
  }

  /**
   * @param blocks that apply, in ascending precedence of their normal declarations
   * @param parent null for the root element
   */
  static Cascade of(
      List<Block> blocks,
      ElementState parent,
      CustomProperties.Registry registry,
      WarningList warnings) {
    Cascade cascade = new Cascade(warnings);
    List<Block> important = new ArrayList<>();
    for (Block block : blocks) {
      block.entries(warnings);
      if (block.anyImportant()) {
        important.add(block);
      }
    }
    important.sort(Cascade::compareImportant);
    cascade.custom = cascade.customProperties(blocks, important, parent, registry);
    blocks.forEach(block -> cascade.apply(block, false));
    important.forEach(block -> cascade.apply(block, true));
    cascade.mapLogical(parent);
    return cascade;
  }

  /** By longhand, with logical ones mapped. */
  Map<String, Cascaded> values() {
    return values;
  }

  CustomProperties custom() {
    return custom;
  }

  /** Among important declarations, the user agent's and those of early layers win. */
  private static int compareImportant(Block a, Block b) {
    boolean defaultA = a.origin() == Block.Origin.USER_AGENT;
    boolean defaultB = b.origin() == Block.Origin.USER_AGENT;
    if (defaultA != defaultB) {
      return defaultA ? 1 : -1;
    }
    // Sorting is stable: within a layer the order is that of normal declarations.
    return a.origin() == b.origin()
        ? Integer.compare(b.layerOrder(), a.layerOrder())
        : a.origin().compareTo(b.origin());
  }

  private CustomProperties customProperties(
      List<Block> blocks,
      List<Block> important,
      ElementState parent,
      CustomProperties.Registry registry) {
    Map<String, List<Token>> declared = null;
    for (int pass = 0; pass < 2; pass++) {
      for (Block block : pass == 0 ? blocks : important) {
        for (Entry entry : block.entries(warnings)) {
          if (entry.kind() == Entry.Kind.CUSTOM && entry.important() == (pass == 1)) {
            declared = declared == null ? new HashMap<>() : declared;
            declared.put(entry.property(), entry.tokens());
          }
        }
      }
    }
    if (declared == null && parent != null) {
      return parent.custom().inherited();
    }
    return new CustomProperties(
        parent == null ? null : parent.custom(), declared == null ? Map.of() : declared, registry);
  }

  private void apply(Block block, boolean important) {
    for (Entry entry : block.entries(warnings)) {
      if (entry.important() != important) {
        continue;
      }
      switch (entry.kind()) {
        case LONGHAND -> put(entry.property(), entry.value(), entry, block);
        case PENDING -> pending(entry, block);
        case ALL -> all(entry.value(), block);
        default -> {}
      }
    }
  }

  private void put(String property, List<Component> value, Entry entry, Block block) {
    Cascaded before = values.get(property);
    boolean same =
        before != null && before.origin() == block.origin() && before.layer() == block.layer();
    values.put(
        property,
        new Cascaded(
            value,
            entry,
            block.origin(),
            block.layer(),
            sequence++,
            same ? before.below() : before));
  }

  private void pending(Entry entry, Block block) {
    List<Token> tokens = custom.substitute(entry.tokens());
    Map<String, List<Component>> longhands = new LinkedHashMap<>();
    if (tokens != null && Longhands.expand(entry.property(), tokens, longhands)) {
      longhands.forEach((longhand, value) -> put(longhand, value, null, block));
      return;
    }
    warnings.add(Kind.VALUE, entry.property(), block.sheet(), block.line(entry));
    if (Shorthands.isShorthand(entry.property())) {
      Shorthands.longhands(entry.property()).forEach(each -> put(each, null, null, block));
    } else {
      put(entry.property(), null, null, block);
    }
  }

  private void all(List<Component> value, Block block) {
    List<String> properties = new ArrayList<>(values.keySet());
    for (String inherited : Properties.inherited()) {
      if (!values.containsKey(inherited)) {
        properties.add(inherited);
      }
    }
    for (String property : properties) {
      if (!NOT_BY_ALL.contains(property)) {
        put(property, value, null, block);
      }
    }
  }

  /** Of a logical property and its physical one, the later declaration wins. */
  private void mapLogical(ElementState parent) {
    List<String> logical = null;
    for (String property : values.keySet()) {
      if (LogicalProperties.isLogical(property)) {
        logical = logical == null ? new ArrayList<>() : logical;
        logical.add(property);
      }
    }
    if (logical == null) {
      return;
    }
    Cascaded direction = values.get("direction");
    String inherited = parent == null ? "ltr" : parent.computed().get("direction");
    boolean own = direction != null && direction.value() != null;
    String word = own ? direction.value().get(0).ident() : inherited;
    boolean rightToLeft = word.equals("rtl") || !word.equals("ltr") && inherited.equals("rtl");
    for (String property : logical) {
      Cascaded value = values.remove(property);
      String physical = LogicalProperties.physical(property, rightToLeft);
      Cascaded other = values.get(physical);
      if (other == null || other.sequence() < value.sequence()) {
        values.put(physical, value);
      }
    }
  }
}
