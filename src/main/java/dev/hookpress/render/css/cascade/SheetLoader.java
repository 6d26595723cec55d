package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.StyleWarning.Kind;
import dev.hookpress.render.css.selector.Selector;
import dev.hookpress.render.css.selector.SelectorList;
import dev.hookpress.render.css.selector.SelectorParser;
import dev.hookpress.render.css.syntax.Item;
import dev.hookpress.render.css.syntax.Item.AtRule;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.Item.StyleRule;
import dev.hookpress.render.css.syntax.SheetParser;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Loads stylesheets: evaluates their conditions and collects the rules. */
final class SheetLoader {
  /** Tokens of one document's stylesheets; a mebibyte of CSS has a quarter of it. */
  private static final int MAX_TOKENS = 1_200_000;

  /** Rules and declarations of one document. */
  private static final int MAX_ITEMS = 300_000;

  /** Selectors of one document; Bootstrap and Tailwind's all have less than a tenth. */
  private static final int MAX_SELECTORS = 100_000;

  private static final int MAX_IMPORTS = 50;
  private static final int MAX_IMPORT_DEPTH = 5;

  private final Rules rules;
  private final MediaQueries media;
  private final Addresses addresses;
  private final Function<String, Optional<String>> imports;
  private final WarningList warnings;
  private final boolean quirks;
  private int items = MAX_ITEMS;
  private int selectors = MAX_SELECTORS;
  private int imported;
  private int order;

  /**
   * @param imports the text of a stylesheet by its absolute address
   * @param quirks whether the document is in quirks mode
   */
  SheetLoader(
      Rules rules,
      MediaQueries media,
      Addresses addresses,
      Function<String, Optional<String>> imports,
      WarningList warnings,
      boolean quirks) {
    this.rules = rules;
    this.media = media;
    this.addresses = addresses;
    this.imports = imports;
    this.warnings = warnings;
    this.quirks = quirks;
  }

  /** The position of items. */
  private record Place(
      Block.Source source, Layer layer, SelectorList outer, int depth, ContainerQuery query) {
    Place in(Layer other) {
      return new Place(source, other, outer, depth, query);
    }

    Place in(SelectorList list) {
      return new Place(source, layer, list, depth, query);
    }
  }

  void load(Sheet sheet, Block.Origin origin) {
    if (media.match(sheet.media())) {
      Block.Source source = new Block.Source(sheet.name(), sheet.base(), addresses);
      load(sheet.css(), new Place(source, rules.layers(), null, 0, null), origin);
    }
  }

  private void load(String css, Place place, Block.Origin origin) {
    SheetParser.Parsed parsed = SheetParser.sheet(css, MAX_TOKENS, items);
    items -= count(parsed.items());
    if (parsed.cut()) {
      warnings.limit("stylesheet size or nesting");
    }
    boolean importsAllowed = true;
    for (Item item : parsed.items()) {
      if (item instanceof AtRule at && at.name().equals("import")) {
        if (importsAllowed && at.contents() == null) {
          importSheet(at, place, origin);
        }
        continue;
      }
      importsAllowed &=
          item instanceof AtRule at
              && at.contents() == null
              && (at.name().equals("layer") || at.name().equals("charset"));
      take(item, place, origin);
    }
  }

  private static int count(List<Item> items) {
    int count = items.size();
    for (Item item : items) {
      if (item instanceof StyleRule rule) {
        count += count(rule.contents());
      } else if (item instanceof AtRule at && at.contents() != null) {
        count += count(at.contents());
      }
    }
    return count;
  }

  private void take(Item item, Place place, Block.Origin origin) {
    if (item instanceof StyleRule rule) {
      styleRule(rule, place, origin);
    } else if (item instanceof AtRule at) {
      atRule(at, place, origin);
    }
  }

  private void styleRule(StyleRule rule, Place place, Block.Origin origin) {
    Optional<SelectorList> parsed = SelectorParser.parse(rule.prelude(), place.outer());
    if (parsed.isEmpty()) {
      warnings.add(Kind.SELECTOR, Tokens.text(rule.prelude()), place.source().name(), rule.line());
      return;
    }
    selectors -= parsed.get().selectors().size();
    if (selectors < 0) {
      warnings.limit("number of selectors");
      return;
    }
    contents(rule.contents(), parsed.get(), place.in(parsed.get()), origin);
  }

  /** Declarations with nested rules between them. */
  private void contents(List<Item> contents, SelectorList list, Place place, Block.Origin origin) {
    List<Declaration> declarations = new ArrayList<>();
    for (Item item : contents) {
      if (item instanceof Declaration declaration) {
        declarations.add(declaration);
      } else {
        block(declarations, list, place, origin);
        declarations = new ArrayList<>();
        take(item, place, origin);
      }
    }
    block(declarations, list, place, origin);
  }

  private void block(
      List<Declaration> declarations, SelectorList list, Place place, Block.Origin origin) {
    if (declarations.isEmpty() || list == null) {
      return;
    }
    List<Declaration> known = quirks ? Quirks.completed(declarations) : declarations;
    Block block = new Block(origin, place.layer(), place.source(), order++, known, place.query());
    if (origin == Block.Origin.USER_AGENT) {
      // Shared by threads, so nothing may be parsed lazily.
      block.entries(warnings);
    }
    for (Selector selector : list.selectors()) {
      rules.index().add(selector, block);
    }
  }

  private void atRule(AtRule at, Place place, Block.Origin origin) {
    switch (at.name()) {
      case "media" -> inner(at, place, origin, media.match(at.prelude()));
      case "supports" -> inner(at, place, origin, SupportsCondition.holds(at.prelude()));
      case "layer" -> layer(at, place, origin);
      case "page", "font-face" -> {
        if (at.contents() != null && place.outer() == null) {
          rules.pageRules().add(new Rules.PageRule(at, place.source()));
        }
      }
      case "property" -> property(at);
      case "counter-style" -> counterStyle(at);
      case "container" -> container(at, place, origin);
      case "scope" -> scope(at, place, origin);
      case "starting-style",
          "keyframes",
          "charset",
          "namespace",
          "import",
          "font-feature-values",
          "font-palette-values",
          "view-transition",
          "position-try" -> {}
      default -> {
        if (!at.name().startsWith("-")) {
          warnings.add(Kind.AT_RULE, "@" + at.name(), place.source().name(), at.line());
        }
      }
    }
  }

  private void inner(AtRule at, Place place, Block.Origin origin, boolean holds) {
    if (holds && at.contents() != null) {
      contents(at.contents(), place.outer(), place, origin);
    }
  }

  private void container(AtRule at, Place place, Block.Origin origin) {
    Optional<ContainerQuery> query = ContainerQuery.parse(at.prelude(), place.query());
    if (query.isEmpty()) {
      warnings.add(Kind.AT_RULE, "@container", place.source().name(), at.line());
      return;
    }
    Place within =
        new Place(place.source(), place.layer(), place.outer(), place.depth(), query.get());
    inner(at, within, origin, true);
  }

  private void layer(AtRule at, Place place, Block.Origin origin) {
    List<List<Token>> names = Tokens.splitAtCommas(at.prelude());
    if (at.contents() == null) {
      for (List<Token> name : names) {
        place.layer().inner(path(name));
      }
    } else if (names.size() == 1) {
      Layer layer =
          names.get(0).isEmpty()
              ? place.layer().anonymous()
              : place.layer().inner(path(names.get(0)));
      inner(at, place.in(layer), origin, true);
    }
  }

  private static String path(List<Token> name) {
    StringBuilder path = new StringBuilder();
    for (Token token : name) {
      path.append(token.text());
    }
    return path.isEmpty() ? " " : path.toString();
  }

  /** Treats the rules as nested in the scope's root; its limit is ignored. */
  private void scope(AtRule at, Place place, Block.Origin origin) {
    List<Token> prelude = at.prelude();
    boolean root = !prelude.isEmpty() && prelude.get(0).is(Type.OPEN_PAREN);
    Optional<SelectorList> list =
        root
            ? SelectorParser.parse(
                Tokens.trim(prelude.subList(1, Tokens.closing(prelude, 0))), place.outer())
            : Optional.ofNullable(place.outer());
    if (at.contents() != null && (list.isPresent() || !root)) {
      contents(at.contents(), list.orElse(null), place.in(list.orElse(null)), origin);
    }
  }

  private void property(AtRule at) {
    List<Token> name = Tokens.trim(at.prelude());
    if (name.size() != 1 || at.contents() == null) {
      return;
    }
    boolean inherits = true;
    List<Token> initial = null;
    for (Item item : at.contents()) {
      if (item instanceof Declaration declaration) {
        if (declaration.name().equals("inherits")) {
          inherits = !declaration.value().get(0).isIdent("false");
        } else if (declaration.name().equals("initial-value")) {
          initial = declaration.value();
        }
      }
    }
    rules.registry().register(name.get(0).text(), inherits, initial);
  }

  private void counterStyle(AtRule at) {
    if (at.contents() == null) {
      return;
    }
    StringBuilder css = rules.counterRules();
    css.append("@counter-style ").append(Tokens.text(at.prelude())).append('{');
    for (Item item : at.contents()) {
      if (item instanceof Declaration declaration) {
        css.append(declaration.name()).append(':');
        css.append(Tokens.text(declaration.value())).append(';');
      }
    }
    css.append("}");
  }

  /** {@code @import url(…) layer(…) supports(…) media}. */
  private void importSheet(AtRule at, Place place, Block.Origin origin) {
    List<Token> rest = Tokens.trim(addresses.absolute(place.source().base(), at.prelude()));
    if (rest.isEmpty() || place.depth() >= MAX_IMPORT_DEPTH || imported++ >= MAX_IMPORTS) {
      return;
    }
    Token first = rest.get(0);
    int used = first.is(Type.FUNCTION) ? Tokens.closing(rest, 0) + 1 : 1;
    String written = first.is(Type.FUNCTION) && rest.size() > 1 ? rest.get(1).text() : first.text();
    String address = addresses.resolve(place.source().base(), written).orElse(written);
    rest = Tokens.trim(rest.subList(Math.min(used, rest.size()), rest.size()));
    Layer layer = place.layer();
    if (!rest.isEmpty() && rest.get(0).isIdent("layer")) {
      layer = layer.anonymous();
      rest = Tokens.trim(rest.subList(1, rest.size()));
    } else if (!rest.isEmpty() && rest.get(0).isFunction("layer")) {
      int end = Tokens.closing(rest, 0);
      layer = layer.inner(path(Tokens.trim(rest.subList(1, end))));
      rest = Tokens.trim(rest.subList(Math.min(end + 1, rest.size()), rest.size()));
    }
    if (!rest.isEmpty() && rest.get(0).isFunction("supports")) {
      int end = Tokens.closing(rest, 0);
      List<Token> condition = new ArrayList<>(rest.subList(1, end));
      condition.add(0, new Token(Type.OPEN_PAREN, "(", 0, "", 0));
      condition.add(new Token(Type.CLOSE_PAREN, ")", 0, "", 0));
      if (!SupportsCondition.holds(condition)) {
        return;
      }
      rest = Tokens.trim(rest.subList(Math.min(end + 1, rest.size()), rest.size()));
    }
    Optional<String> css = media.match(rest) ? imports.apply(address) : Optional.empty();
    if (css.isPresent()) {
      Block.Source source = new Block.Source(shown(address), address, addresses);
      load(css.get(), new Place(source, layer, null, place.depth() + 1, place.query()), origin);
    } else if (media.match(rest)) {
      warnings.add(Kind.IMPORT, shown(address), place.source().name(), at.line());
    }
  }

  private static String shown(String address) {
    return address.toLowerCase(Locale.ROOT).startsWith("data:") ? "data:" : address;
  }
}
