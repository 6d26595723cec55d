package dev.hookpress.render.css.selector;

import dev.hookpress.render.css.PseudoElement;
import java.util.List;
import java.util.Optional;

/**
 * A complex selector.
 *
 * @param compounds from left to right
 * @param combinators between them; {@code ' '}, {@code '>'}, {@code '+'} or {@code '~'}. A relative
 *     selector, in {@code :has()}, has one more at its beginning
 * @param specificity ids, classes and types as ten bits each
 */
public record Selector(
    List<Compound> compounds,
    List<Character> combinators,
    Optional<PseudoElement> pseudoElement,
    int specificity) {
  private static final int MAX = 1023;

  static int specificity(int ids, int classes, int types) {
    return Math.min(ids, MAX) << 20 | Math.min(classes, MAX) << 10 | Math.min(types, MAX);
  }

  /** The compound that the selected element must match. */
  Compound subject() {
    return compounds.get(compounds.size() - 1);
  }

  /** Whether it selects an element, or the element of the selected pseudo-element. */
  public boolean matches(ElementNode node, Matching matching) {
    return match(compounds.size() - 1, node, matching) == Result.MATCH;
  }

  /** The result of a partial match, which tells how far to backtrack. */
  private enum Result {
    MATCH,
    /** Another sibling or ancestor may match. */
    FAILS_HERE,
    /** No sibling can match, but another ancestor may. */
    FAILS_FOR_SIBLINGS,
    /** No ancestor can match. */
    FAILS
  }

  private Result match(int i, ElementNode node, Matching matching) {
    if (!compounds.get(i).matches(node, matching)) {
      return Result.FAILS_HERE;
    }
    if (i == 0) {
      return Result.MATCH;
    }
    return switch (combinators.get(i - 1)) {
      case '>' -> child(i, node, matching);
      case '+' ->
          node.previous == null ? Result.FAILS_FOR_SIBLINGS : match(i - 1, node.previous, matching);
      case '~' -> sibling(i, node, matching);
      default -> descendant(i, node, matching);
    };
  }

  private Result child(int i, ElementNode node, Matching matching) {
    if (node.parent() == null) {
      return Result.FAILS;
    }
    Result result = match(i - 1, node.parent(), matching);
    return result == Result.FAILS_HERE ? Result.FAILS_FOR_SIBLINGS : result;
  }

  private Result sibling(int i, ElementNode node, Matching matching) {
    for (ElementNode each = node.previous; each != null; each = each.previous) {
      Result result = match(i - 1, each, matching);
      if (result != Result.FAILS_HERE) {
        return result;
      }
    }
    return Result.FAILS_FOR_SIBLINGS;
  }

  private Result descendant(int i, ElementNode node, Matching matching) {
    for (ElementNode each = node.parent(); each != null; each = each.parent()) {
      Result result = match(i - 1, each, matching);
      if (result == Result.MATCH || result == Result.FAILS) {
        return result;
      }
    }
    return Result.FAILS;
  }

  /** For a relative selector: whether a descendant or sibling of an element matches it. */
  boolean matchesFrom(ElementNode anchor, Matching matching) {
    return from(0, anchor, matching);
  }

  private boolean from(int i, ElementNode anchor, Matching matching) {
    if (i == compounds.size()) {
      return true;
    }
    return switch (combinators.get(i)) {
      case '>' -> {
        for (ElementNode child : anchor.children()) {
          if (compounds.get(i).matches(child, matching) && from(i + 1, child, matching)) {
            yield true;
          }
        }
        yield false;
      }
      case '+' ->
          anchor.next != null
              && compounds.get(i).matches(anchor.next, matching)
              && from(i + 1, anchor.next, matching);
      case '~' -> {
        for (ElementNode each = anchor.next; each != null; each = each.next) {
          if (compounds.get(i).matches(each, matching) && from(i + 1, each, matching)) {
            yield true;
          }
        }
        yield false;
      }
      default -> below(i, anchor, matching);
    };
  }

  private boolean below(int i, ElementNode anchor, Matching matching) {
    for (ElementNode child : anchor.children()) {
      if (matching.isOver()) {
        return false;
      }
      if (compounds.get(i).matches(child, matching) && from(i + 1, child, matching)
          || below(i, child, matching)) {
        return true;
      }
    }
    return false;
  }
}
