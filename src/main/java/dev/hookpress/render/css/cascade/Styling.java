package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.Steps;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.StyledDocument.Style;
import dev.hookpress.render.css.StyledDocument.Styles;
import dev.hookpress.render.css.selector.DocumentTree;
import dev.hookpress.render.css.selector.ElementNode;
import dev.hookpress.render.css.selector.Matching;
import dev.hookpress.render.css.selector.Selector;
import dev.hookpress.render.css.syntax.Item;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.SheetParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Computes the style of each element of a document. Accepts any text as CSS and never throws; what
 * exceeds a bound is ignored, with a warning.
 */
public final class Styling {
  /** Tokens, and declarations, of one style attribute. */
  private static final int MAX_STYLE_TOKENS = 20_000;

  private static final Block.Source ATTRIBUTE = new Block.Source("style", "", Addresses.NONE);

  private final PageBox page;
  private final Rules rules;
  private final WarningList warnings = new WarningList();
  private final Matching matching;
  private final Steps steps;
  private final Map<Element, ElementState> states = new IdentityHashMap<>();
  private final Map<Element, Styles> styles = new IdentityHashMap<>();
  private final Map<Key, Shared> shared = new HashMap<>();
  private final Map<String, Block> attributes = new HashMap<>();
  private final Map<String, Block> hints = new HashMap<>();

  /** The widths of the containers that are known, in pixels. */
  private final Map<Element, Double> containers = new IdentityHashMap<>();

  private UserAgentSheet defaults;
  private boolean quirks;

  private Styling(PageBox page, Steps steps) {
    this.page = page;
    this.steps = steps;
    this.rules = new Rules(new CustomProperties.Registry(steps));
    this.matching = new Matching(steps);
  }

  /**
   * The input of styling.
   *
   * @param userAgent HTML's defaults
   * @param sheets in cascade order
   * @param page of the request
   * @param scale of the content; media queries are about the page at scale 1, as in browsers
   * @param addresses resolves addresses in sheets that have one themselves
   * @param imports the text of an imported stylesheet by its absolute address
   * @param steps the work budget
   */
  public record Input(
      UserAgentSheet userAgent,
      List<Sheet> sheets,
      PageBox page,
      double scale,
      Addresses addresses,
      Function<String, Optional<String>> imports,
      Steps steps) {
    /** Input of sheets without imports and addresses. */
    public static Input of(PageBox page, List<Sheet> sheets) {
      return new Input(
          UserAgentSheet.DEFAULT,
          sheets,
          page,
          1,
          Addresses.NONE,
          address -> Optional.empty(),
          new Steps(Steps.DEFAULT));
    }
  }

  private record Match(Block block, int specificity) {}

  /**
   * @param container the width of the container around, or {@link Double#NaN}
   */
  private record Key(
      ElementState parent,
      List<Block> element,
      Map<PseudoElement, List<Block>> p,
      double container) {}

  private record Shared(ElementState state, Styles styles) {}

  /** Does not modify the document. No {@code @container} rule applies. */
  public static StyledDocument style(Document document, Input input) {
    return style(document, input, Map.of());
  }

  /**
   * The same where the widths of containers are known.
   *
   * @param widths of the content of containers, in pixels, by their number among all elements of
   *     the document
   */
  public static StyledDocument style(Document document, Input input, Map<Integer, Double> widths) {
    PageBox page = PageRules.page(input.sheets(), input.page()).scaled(input.scale());
    Styling styling = new Styling(page, input.steps());
    if (!widths.isEmpty()) {
      int number = 0;
      for (Element element : document.getAllElements()) {
        Double width = widths.get(number++);
        if (width != null) {
          styling.containers.put(element, width);
        }
      }
    }
    return styling.run(document, input);
  }

  private StyledDocument run(Document document, Input input) {
    quirks = UserAgentSheet.hasQuirks(document);
    SheetLoader loader =
        new SheetLoader(
            rules,
            new MediaQueries(input.page()),
            input.addresses(),
            input.imports(),
            warnings,
            quirks);
    defaults = input.userAgent();
    for (Sheet sheet : input.sheets()) {
      loader.load(sheet, Block.Origin.AUTHOR);
    }
    rules.layers().number(0);
    List<ElementNode> nodes = DocumentTree.of(document).nodes();
    for (ElementNode node : nodes) {
      style(node);
    }
    if (steps.isOver()) {
      warnings.limit("work for selectors and custom properties");
    }
    ElementState root = nodes.isEmpty() ? null : states.get(nodes.get(0).element());
    String pageRules = new PageRules(root, page.scaled(1 / input.scale())).text(rules.pageRules());
    return new StyledDocument(
        document, page, styles, pageRules, rules.counterRules().toString(), warnings.toList());
  }

  private void style(ElementNode node) {
    Element element = node.element();
    ElementState parent = node.parent() == null ? null : states.get(node.parent().element());
    List<Match> own = new ArrayList<>();
    Map<PseudoElement, List<Match>> pseudo = new EnumMap<>(PseudoElement.class);
    BiConsumer<Selector, Block> found =
        (selector, block) -> {
          if (block.query() == null || holds(block.query(), node.parent())) {
            selector
                .pseudoElement()
                .map(which -> pseudo.computeIfAbsent(which, key -> new ArrayList<>()))
                .orElse(own)
                .add(new Match(block, selector.specificity()));
          }
        };
    defaults.index().match(node, matching, found);
    rules.index().match(node, matching, found);
    String hint = Hints.of(element);
    if (!hint.isEmpty()) {
      own.add(new Match(block(hint, hints, Block.Origin.HINT), 0));
    }
    String attribute = element.attr("style");
    if (!attribute.isBlank()) {
      own.add(new Match(block(attribute, attributes, Block.Origin.STYLE_ATTRIBUTE), 0));
    }
    Map<PseudoElement, List<Block>> pseudoBlocks = new EnumMap<>(PseudoElement.class);
    pseudo.forEach((which, matches) -> pseudoBlocks.put(which, sorted(matches)));
    Key key = new Key(parent, sorted(own), pseudoBlocks, containerAround(node.parent()));
    Shared outcome = shared.get(key);
    if (outcome == null) {
      outcome = compute(key);
      shared.put(key, outcome);
    }
    states.put(element, outcome.state());
    styles.put(element, outcome.styles());
  }

  private Block block(String css, Map<String, Block> known, Block.Origin origin) {
    return known.computeIfAbsent(
        css,
        text -> {
          SheetParser.Parsed parsed =
              SheetParser.styleAttribute(text, MAX_STYLE_TOKENS, MAX_STYLE_TOKENS);
          if (parsed.cut()) {
            warnings.limit("style attribute");
          }
          List<Declaration> declarations = new ArrayList<>();
          for (Item item : parsed.items()) {
            if (item instanceof Declaration declaration) {
              declarations.add(declaration);
            }
          }
          List<Declaration> all = quirks ? Quirks.completed(declarations) : declarations;
          return new Block(origin, rules.layers(), ATTRIBUTE, 0, all);
        });
  }

  /** In ascending precedence. */
  private static List<Block> sorted(List<Match> matches) {
    if (matches.size() > 1) {
      matches.sort(
          Comparator.comparing((Match match) -> match.block().origin())
              .thenComparingInt(match -> match.block().layerOrder())
              .thenComparingInt(Match::specificity)
              .thenComparingInt(match -> match.block().order()));
    }
    List<Block> blocks = new ArrayList<>(matches.size());
    for (Match match : matches) {
      blocks.add(match.block());
    }
    return blocks;
  }

  private Shared compute(Key key) {
    ElementState state = compute(key.element(), key.parent(), key.container());
    Map<PseudoElement, Style> pseudo = new EnumMap<>(PseudoElement.class);
    key.p()
        .forEach(
            (which, blocks) -> {
              Style style = compute(blocks, state, key.container()).style();
              boolean box = which == PseudoElement.BEFORE || which == PseudoElement.AFTER;
              String content = style.computed().get("content");
              if (!box || !content.equals("none") && !content.equals("normal")) {
                pseudo.put(which, style);
              }
            });
    return new Shared(state, new Styles(state.style(), pseudo));
  }

  /** Whether all conditions hold, each for the nearest container that it is about. */
  private boolean holds(ContainerQuery query, ElementNode inner) {
    for (ContainerQuery each = query; each != null; each = each.outer()) {
      ElementNode at = inner;
      while (at != null && !each.isAbout(states.get(at.element()).computed())) {
        at = at.parent();
      }
      Double width = at == null ? null : containers.get(at.element());
      if (width == null || !steps.take(1) || !each.holds(width)) {
        return false;
      }
    }
    return true;
  }

  private double containerAround(ElementNode inner) {
    if (containers.isEmpty()) {
      return Double.NaN;
    }
    for (ElementNode at = inner; at != null; at = at.parent()) {
      if (states.get(at.element()).computed().isQueried()) {
        return containers.getOrDefault(at.element(), Double.NaN);
      }
    }
    return Double.NaN;
  }

  private ElementState compute(List<Block> blocks, ElementState parent, double container) {
    Cascade cascade = Cascade.of(blocks, parent, rules.registry(), warnings);
    String around = parent == null ? "" : parent.computed().get("display");
    boolean item = around.endsWith("flex") || around.endsWith("grid");
    return new StyleComputer(cascade, parent, page, container).compute(item);
  }
}
