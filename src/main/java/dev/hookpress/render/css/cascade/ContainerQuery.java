package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.value.Component;
import java.util.List;
import java.util.Optional;

/**
 * The condition of {@code @container}, CSS Conditional 5 section 4, about the width of a container.
 * Its height is not known.
 *
 * @param name of the container; empty for any
 * @param condition empty if the container need only exist
 * @param outer the condition around this one; null if there is none
 */
record ContainerQuery(String name, List<Component> condition, ContainerQuery outer) {
  /** No comparison with it holds. */
  private static final double UNKNOWN_HEIGHT = Double.NaN;

  /** Empty if it is malformed, or asks for anything but a size. */
  static Optional<ContainerQuery> parse(List<Token> prelude, ContainerQuery outer) {
    List<Component> parts = Component.of(prelude).orElse(List.of());
    if (parts.isEmpty() || parts.stream().anyMatch(part -> !part.function().isEmpty())) {
      return Optional.empty();
    }
    boolean named = parts.get(0).is(Type.IDENT) && !parts.get(0).isIdent("not");
    String name = named ? parts.get(0).token().text() : "";
    return Optional.of(
        new ContainerQuery(name, named ? parts.subList(1, parts.size()) : parts, outer));
  }

  /** Whether an element with this style is a container that the query is about. */
  boolean isAbout(ComputedStyle style) {
    return style.isQueried()
        && (name.isEmpty() || List.of(style.get("container-name").split(" ")).contains(name));
  }

  /**
   * Whether the condition holds, without the outer one.
   *
   * @param width of the container's content, in pixels
   */
  boolean holds(double width) {
    PageBox box = new PageBox(width, UNKNOWN_HEIGHT, 0, 0, 0, 0);
    return condition.isEmpty() || new MediaQueries(box).condition(condition);
  }
}
