package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.value.Component;
import java.util.List;
import java.util.function.Function;

/** The three-valued logic of conditions: true, false, or unknown. */
enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  Truth not() {
    return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
  }

  private Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
  }

  private Truth or(Truth other) {
    return not().and(other.not()).not();
  }

  /** {@code not a}, {@code a and b and c}, or {@code a or b or c}. */
  static Truth condition(List<Component> parts, Function<Component, Truth> atom) {
    if (parts.size() == 2 && parts.get(0).isIdent("not")) {
      return atom.apply(parts.get(1)).not();
    }
    if (parts.size() % 2 == 0) {
      return UNKNOWN;
    }
    Truth truth = atom.apply(parts.get(0));
    String joint = parts.size() > 1 ? parts.get(1).ident() : "and";
    if (!joint.equals("and") && !joint.equals("or")) {
      return UNKNOWN;
    }
    for (int i = 1; i < parts.size(); i += 2) {
      if (!parts.get(i).isIdent(joint)) {
        return UNKNOWN;
      }
      Truth next = atom.apply(parts.get(i + 1));
      truth = joint.equals("and") ? truth.and(next) : truth.or(next);
    }
    return truth;
  }
}
