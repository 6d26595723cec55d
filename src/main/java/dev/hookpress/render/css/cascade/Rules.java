package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.selector.RuleIndex;
import dev.hookpress.render.css.syntax.Item.AtRule;
import java.util.ArrayList;
import java.util.List;

/** All rules of a document. */
final class Rules {
  /**
   * An {@code @page} or {@code @font-face} rule.
   *
   * @param source its sheet
   */
  record PageRule(AtRule rule, Block.Source source) {}

  private final RuleIndex<Block> index = new RuleIndex<>();
  private final List<PageRule> pageRules = new ArrayList<>();
  private final StringBuilder counterRules = new StringBuilder();
  private final Layer layers = new Layer();
  private final CustomProperties.Registry registry;

  Rules(CustomProperties.Registry registry) {
    this.registry = registry;
  }

  RuleIndex<Block> index() {
    return index;
  }

  List<PageRule> pageRules() {
    return pageRules;
  }

  /** The {@code @counter-style} rules as text. */
  StringBuilder counterRules() {
    return counterRules;
  }

  /** The outermost layer. */
  Layer layers() {
    return layers;
  }

  CustomProperties.Registry registry() {
    return registry;
  }
}
