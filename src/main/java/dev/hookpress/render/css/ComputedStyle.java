package dev.hookpress.render.css;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The computed values of one element or pseudo-element, as in CSS Cascading 4 §4.4: after the
 * cascade, inheritance and substitution of {@code var()}. Immutable, and shared by elements whose
 * styles are equal.
 *
 * <p>Values are canonical text. Keywords are in lower case. Absolute and font-relative lengths are
 * {@code <number>px}, zero is {@code 0px}; a percentage stays ({@code 50%}); a mixture is {@code
 * calc(50% - 12px)}; {@code min()}, {@code max()} and {@code clamp()} remain only where they mix
 * percentages and lengths, with arguments in the same form. {@code fr}, angles, times and numbers
 * stay as numbers with their unit. An opaque colour is {@code #rrggbb}, any other {@code rgba(r, g,
 * b, a)}, {@code transparent} stays, {@code currentcolor} is replaced. {@code url()} is {@code
 * url("…")} with an absolute address where the sheet's own address is known. Components are
 * separated by one space, commas are followed by one.
 *
 * <p>Keys are longhands. Logical properties are mapped to physical ones by the element's {@code
 * direction} (writing modes are horizontal). Custom properties are not included.
 */
public final class ComputedStyle {
  private final Map<String, String> own;
  private final Map<String, String> inherited;

  /** The style of anonymous boxes in the element, once there is one. */
  private ComputedStyle anonymousChild;

  /**
   * @param own values of properties that are not inherited, where they are not initial
   * @param inherited values of all inherited properties that are not initial, whether they are the
   *     element's or its parent's
   */
  public ComputedStyle(Map<String, String> own, Map<String, String> inherited) {
    this.own = own;
    this.inherited = inherited;
  }

  /** The style of an anonymous box, which has no declarations of its own. */
  public ComputedStyle anonymousChild() {
    if (own.isEmpty()) {
      return this;
    }
    if (anonymousChild == null) {
      anonymousChild = new ComputedStyle(Map.of(), inherited);
    }
    return anonymousChild;
  }

  /** The same style with another value of a property that is not inherited. */
  public ComputedStyle with(String property, String value) {
    Map<String, String> changed = new HashMap<>(own);
    changed.put(property, value);
    return new ComputedStyle(changed, inherited);
  }

  /**
   * The computed value, or the initial value if the cascade has none; empty for an unknown
   * property.
   */
  public String get(String property) {
    String value = own.get(property);
    if (value == null) {
      value = inherited.get(property);
    }
    if (value != null) {
      return value;
    }
    String initial = Properties.initial(property);
    return initial.equals("currentcolor") ? get("color") : initial;
  }

  public boolean is(String property, String value) {
    return get(property).equals(value);
  }

  /** A length in pixels; empty for keywords, percentages and mixtures. */
  public OptionalDouble pixels(String property) {
    return number(get(property), "px");
  }

  /** A percentage without its sign: 50 for {@code 50%}; empty for anything else. */
  public OptionalDouble percentage(String property) {
    return number(get(property), "%");
  }

  /** A number without a unit; empty for anything else. */
  public OptionalDouble number(String property) {
    return number(get(property), "");
  }

  /** Values of properties that are not inherited, where they are not initial. */
  public Map<String, String> own() {
    return Collections.unmodifiableMap(own);
  }

  /** Values of inherited properties that are not initial. */
  public Map<String, String> inherited() {
    return Collections.unmodifiableMap(inherited);
  }

  private static OptionalDouble number(String value, String unit) {
    int digits = value.length() - unit.length();
    if (digits <= 0 || !value.endsWith(unit)) {
      return OptionalDouble.empty();
    }
    for (int i = 0; i < digits; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-') {
        return OptionalDouble.empty();
      }
    }
    try {
      return OptionalDouble.of(Double.parseDouble(value.substring(0, digits)));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * Whether its box hides or scrolls what is outside it: where one direction does, the other does
   * not show it either (CSS Overflow 3, section 3.1).
   */
  public boolean clips() {
    return clips("overflow-x") || clips("overflow-y");
  }

  private boolean clips(String direction) {
    return !is(direction, "visible") && !is(direction, "clip");
  }

  /** Whether {@code @container} rules may ask for the width of the element. */
  public boolean isQueried() {
    return is("container-type", "inline-size") || is("container-type", "size");
  }
}
