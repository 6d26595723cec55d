package dev.hookpress.render.css.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Conditions with selectors, positions or attributes as arguments. */
final class Conditions {
  private Conditions() {}

  /** {@code :is()} and {@code :where()}. */
  record Any(SelectorList list) implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      return list.matches(node, matching);
    }

    @Override
    public SelectorList alternatives() {
      return list;
    }
  }

  /** The {@code &} of nested rules: an element that the outer rule selects. */
  record Outer(SelectorList list) implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      // Cached, since rules that use it twice on each of many levels would ask 2^levels times.
      Map<ElementNode, Boolean> known = matching.answers(list);
      Boolean answer = known.get(node);
      if (answer == null) {
        answer = list.matches(node, matching);
        known.put(node, answer);
      }
      return answer;
    }

    @Override
    public SelectorList alternatives() {
      return list;
    }
  }

  /** {@code :not()}. */
  record Not(SelectorList list) implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      return !list.matches(node, matching) && !matching.isOver();
    }
  }

  /** {@code :has()}. */
  record Has(SelectorList list) implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      Map<ElementNode, Boolean> known = matching.answers(list);
      Boolean answer = known.get(node);
      if (answer == null) {
        answer = false;
        for (Selector selector : list.selectors()) {
          answer |= selector.matchesFrom(node, matching);
        }
        known.put(node, answer);
      }
      return answer;
    }
  }

  /**
   * {@code :nth-child()} and the like: {@code step * n + offset}.
   *
   * @param of null for all siblings
   */
  record Nth(int step, int offset, boolean ofType, boolean fromEnd, SelectorList of)
      implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      int position;
      if (of != null) {
        position = positionOf(node, matching);
        if (position == 0) {
          return false;
        }
      } else if (ofType) {
        position = fromEnd ? node.typeCount - node.typeIndex + 1 : node.typeIndex;
      } else {
        position = fromEnd ? node.siblings() - node.index + 1 : node.index;
      }
      int distance = position - offset;
      return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0;
    }

    /** The position among the matching siblings; 0 if the node itself does not match. */
    private int positionOf(ElementNode node, Matching matching) {
      Map<ElementNode, Integer> known = matching.positions(this.of);
      if (!known.containsKey(node)) {
        List<ElementNode> all = node.parent() == null ? List.of(node) : node.parent().children();
        List<ElementNode> matched = new ArrayList<>();
        for (ElementNode each : all) {
          known.put(each, 0);
          if (of.matches(each, matching)) {
            matched.add(each);
          }
        }
        for (int i = 0; i < matched.size(); i++) {
          known.put(matched.get(i), fromEnd ? matched.size() - i : i + 1);
        }
      }
      return known.get(node);
    }
  }

  /**
   * An attribute selector.
   *
   * @param operator {@code 0} to test only presence
   */
  record Attribute(String name, char operator, String value, boolean anyCase) implements Simple {
    /** Attributes whose values HTML compares ignoring case. */
    static final Set<String> CASELESS =
        Set.of(
            "align",
            "bgcolor",
            "charset",
            "checked",
            "clear",
            "color",
            "compact",
            "dir",
            "disabled",
            "face",
            "frame",
            "http-equiv",
            "lang",
            "media",
            "method",
            "multiple",
            "nowrap",
            "readonly",
            "rel",
            "rules",
            "scope",
            "selected",
            "shape",
            "type",
            "valign");

    @Override
    public boolean matches(ElementNode node, Matching matching) {
      String given = node.attribute(name);
      if (given == null) {
        return false;
      }
      if (operator == 0) {
        return true;
      }
      String has = anyCase ? given.toLowerCase(Locale.ROOT) : given;
      return switch (operator) {
        case '=' -> has.equals(value);
        case '~' -> !value.isEmpty() && List.of(has.strip().split("\\s+")).contains(value);
        case '|' -> has.equals(value) || has.startsWith(value + "-");
        case '^' -> !value.isEmpty() && has.startsWith(value);
        case '$' -> !value.isEmpty() && has.endsWith(value);
        default -> !value.isEmpty() && has.contains(value);
      };
    }
  }

  /** {@code :lang()}: the nearest {@code lang} is one of these, or a subtag of one. */
  record Lang(List<String> ranges) implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      for (ElementNode each = node; each != null && matching.step(); each = each.parent()) {
        String lang = each.attribute("lang");
        if (lang != null) {
          String lower = lang.toLowerCase(Locale.ROOT);
          return ranges.stream()
              .map(range -> range.startsWith("*-") ? range.substring(2) : range)
              .anyMatch(range -> lower.equals(range) || lower.startsWith(range + "-"));
        }
      }
      return false;
    }
  }

  /** {@code :dir()}, by the nearest {@code dir} attribute. */
  record Dir(String direction) implements Simple {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
      for (ElementNode each = node; each != null && matching.step(); each = each.parent()) {
        String dir = each.attribute("dir");
        if (dir != null && !dir.equalsIgnoreCase("auto")) {
          return dir.equalsIgnoreCase(direction);
        }
      }
      return direction.equals("ltr");
    }
  }
}
