package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Item;
import dev.hookpress.render.css.syntax.Item.AtRule;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.SheetParser;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import dev.hookpress.render.css.value.Canonical;
import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Lengths;
import dev.hookpress.render.css.value.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Evaluates {@code @page} and {@code @font-face} rules, and serialises them for the engine. */
final class PageRules {
  /** Maximum tokens scanned before the page is known. */
  private static final int MAX_TOKENS = 200_000;

  private static final double MM = 96 / 25.4;

  /** CSS Paged Media 3 §7.1, in millimetres. */
  private static final Map<String, double[]> SIZES =
      Map.ofEntries(
          Map.entry("a3", new double[] {297, 420}),
          Map.entry("a4", new double[] {210, 297}),
          Map.entry("a5", new double[] {148, 210}),
          Map.entry("b4", new double[] {250, 353}),
          Map.entry("b5", new double[] {176, 250}),
          Map.entry("jis-b4", new double[] {257, 364}),
          Map.entry("jis-b5", new double[] {182, 257}),
          Map.entry("letter", new double[] {215.9, 279.4}),
          Map.entry("legal", new double[] {215.9, 355.6}),
          Map.entry("ledger", new double[] {279.4, 431.8}));

  private final CustomProperties custom;
  private final Lengths lengths;

  /**
   * @param root the state of the root element, for its custom properties; null if there is none
   */
  PageRules(ElementState root, PageBox page) {
    this.custom = root == null ? null : root.custom();
    this.lengths = root == null ? Lengths.initial(page) : root.lengths();
  }

  /** The page after the sheets' own {@code @page} rules without a page selector. */
  static PageBox page(List<Sheet> sheets, PageBox asked) {
    PageBox page = asked;
    MediaQueries media = new MediaQueries(asked);
    for (Sheet sheet : sheets) {
      if (sheet.css().contains("@page") && media.match(sheet.media())) {
        for (Item item : SheetParser.sheet(sheet.css(), MAX_TOKENS, MAX_TOKENS).items()) {
          page = page(item, page, media);
        }
      }
    }
    return page;
  }

  private static PageBox page(Item item, PageBox before, MediaQueries media) {
    PageBox page = before;
    if (item instanceof AtRule at && at.contents() != null) {
      if (at.name().equals("page") && at.prelude().isEmpty()) {
        for (Item inner : at.contents()) {
          if (inner instanceof Declaration declaration) {
            page = page(declaration, page);
          }
        }
      } else if (at.name().equals("media") && media.match(at.prelude())) {
        for (Item inner : at.contents()) {
          page = page(inner, page, media);
        }
      }
    }
    return page;
  }

  private static PageBox page(Declaration declaration, PageBox page) {
    List<Component> value = Component.of(declaration.value()).orElse(List.of());
    if (declaration.name().equals("size")) {
      return size(value, page);
    }
    if (!declaration.name().startsWith("margin")) {
      return page;
    }
    double[] m = {page.marginTop(), page.marginRight(), page.marginBottom(), page.marginLeft()};
    int[][] which = {{}, {0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    List<String> sides = List.of("margin-top", "margin-right", "margin-bottom", "margin-left");
    for (int i = 0; i < 4 && value.size() <= 4 && !value.isEmpty(); i++) {
      if (declaration.name().equals("margin") || declaration.name().equals(sides.get(i))) {
        Component side = value.get(which[value.size()][i]);
        OptionalDouble length = Measure.plain(side, page);
        double percent = side.is(Type.PERCENTAGE) ? side.token().number() / 100 : 0;
        double of = i % 2 == 0 ? page.height() : page.width();
        m[i] = Math.max(0, Math.min(of / 2, length.orElse(percent * of)));
      }
    }
    return new PageBox(page.width(), page.height(), m[0], m[1], m[2], m[3]);
  }

  private static PageBox size(List<Component> value, PageBox page) {
    double width = page.width();
    double height = page.height();
    List<Double> lengths = new ArrayList<>();
    boolean landscape = false;
    boolean portrait = false;
    for (Component component : value) {
      double[] named = SIZES.get(component.ident());
      if (named != null) {
        width = named[0] * MM;
        height = named[1] * MM;
      }
      landscape |= component.isIdent("landscape");
      portrait |= component.isIdent("portrait");
      Measure.plain(component, page).ifPresent(lengths::add);
    }
    if (!lengths.isEmpty()) {
      width = lengths.get(0);
      height = lengths.get(lengths.size() - 1);
    }
    boolean turn = landscape && width < height || portrait && width > height;
    if (!(width > 0 && height > 0 && width < 1e5 && height < 1e5)) {
      return page;
    }
    return new PageBox(
        turn ? height : width,
        turn ? width : height,
        page.marginTop(),
        page.marginRight(),
        page.marginBottom(),
        page.marginLeft());
  }

  /** The rules in the engine's syntax. */
  String text(List<Rules.PageRule> rules) {
    StringBuilder css = new StringBuilder();
    for (Rules.PageRule rule : rules) {
      if (rule.rule().name().equals("font-face")) {
        fontFace(rule, css);
      } else {
        page(rule.rule(), rule.source(), css);
      }
    }
    return css.toString();
  }

  /** Writes the rule unchanged, with absolute addresses. */
  private static void fontFace(Rules.PageRule rule, StringBuilder css) {
    css.append("@font-face{");
    for (Item item : rule.rule().contents()) {
      if (item instanceof Declaration d && !d.isCustom()) {
        List<Token> value = rule.source().addresses().absolute(rule.source().base(), d.value());
        css.append(d.name()).append(':');
        if (d.name().equals("unicode-range")) {
          // Its tokens are meaningful only side by side.
          value.forEach(token -> css.append(Tokens.text(List.of(token))));
        } else {
          css.append(Tokens.text(value));
        }
        css.append(';');
      }
    }
    css.append("}\n");
  }

  private void page(AtRule at, Block.Source source, StringBuilder css) {
    css.append('@').append(Tokens.ident(at.name()));
    if (!at.prelude().isEmpty()) {
      css.append(' ').append(Tokens.text(at.prelude()));
    }
    css.append('{');
    for (Item item : at.contents()) {
      if (item instanceof Declaration declaration) {
        declaration(declaration, source, css);
      } else if (item instanceof AtRule box && box.contents() != null && box.prelude().isEmpty()) {
        page(box, source, css);
      }
    }
    css.append("}\n");
  }

  private void declaration(Declaration declaration, Block.Source source, StringBuilder css) {
    if (declaration.isCustom()) {
      return;
    }
    List<Token> value = source.addresses().absolute(source.base(), declaration.value());
    if (Longhands.isPending(value)) {
      value = custom == null ? null : custom.substitute(value);
    }
    String property = declaration.name().toLowerCase(Locale.ROOT);
    Optional<String> text =
        Optional.ofNullable(value)
            .flatMap(Component::of)
            .flatMap(components -> new Canonical(property, lengths, "#000000").value(components))
            .map(computed -> computed.text());
    text.ifPresent(
        known ->
            css.append(property)
                .append(':')
                .append(known)
                .append(declaration.important() ? " !important;" : ";"));
  }
}
