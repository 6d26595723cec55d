package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.Budget;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Columns;
import dev.hookpress.render.css.measure.ImageSizes;
import dev.hookpress.render.css.measure.LineClamp;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.Replaced;
import dev.hookpress.render.css.measure.TextMeasure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jsoup.nodes.Element;

/** Converts a document's flex and grid containers to boxes that the engine can lay out. */
public final class ContainerLayout {
  /** About a second: a document of a thousand pages needs a tenth of it. */
  private static final long MAX_STEPS = 40_000_000;

  private ContainerLayout() {}

  /**
   * Modifies the document's tree and its declarations for the engine; costs almost nothing without
   * containers.
   *
   * @param text called only if there is something to lay out
   * @return readable descriptions of what is laid out differently from the author's request
   */
  public static List<String> apply(
      StyledDocument styled, Supplier<TextMeasure> text, ImageSizes images) {
    return apply(styled, text, images, new Budget(MAX_STEPS));
  }

  /**
   * The widths of the content of all containers whose width can be asked for, in pixels, by their
   * number among all elements of the document. The document is of no more use afterwards.
   */
  public static Map<Integer, Double> widths(
      StyledDocument styled, Supplier<TextMeasure> text, ImageSizes images) {
    Map<Element, Integer> numbers = new IdentityHashMap<>();
    Map<Element, Double> queried = new IdentityHashMap<>();
    for (Element element : styled.document().getAllElements()) {
      numbers.put(element, numbers.size());
      if (styled.style(element).isQueried()) {
        queried.put(element, Double.NaN);
      }
    }
    if (queried.isEmpty()) {
      return Map.of();
    }
    apply(styled, text, images, new Budget(MAX_STEPS), queried);
    Map<Integer, Double> widths = new HashMap<>();
    queried.forEach(
        (element, width) -> {
          if (!width.isNaN()) {
            widths.put(numbers.get(element), width);
          }
        });
    return widths;
  }

  static List<String> apply(
      StyledDocument styled, Supplier<TextMeasure> text, ImageSizes images, Budget budget) {
    return apply(styled, text, images, budget, Map.of());
  }

  /**
   * @param queried elements whose widths are put into it
   */
  private static List<String> apply(
      StyledDocument styled,
      Supplier<TextMeasure> text,
      ImageSizes images,
      Budget budget,
      Map<Element, Double> queried) {
    Set<Element> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Element> containers = new ArrayList<>();
    List<Element> vertical = new ArrayList<>();
    FlowRoots roots = new FlowRoots(styled);
    for (Element element : styled.document().getAllElements()) {
      if (FirstLetters.floats(styled, element)) {
        FirstLetters.replace(styled, element);
      }
      ComputedStyle style = styled.style(element);
      roots.visit(element, style);
      if (LineClamp.isOn(style)) {
        LineClamp.apply(styled, element, text.get());
      }
      if (VerticalText.isIn(styled, element)) {
        vertical.add(element);
      }
      if (ItemTree.isContainer(style) && !Replaced.isReplaced(element)) {
        containers.add(element);
        asked.add(element);
      } else if (UsedSizes.mustBeDeclared(style)
          || Columns.isColumns(style)
          || queried.containsKey(element)
          || FloatRoom.isNarrowed(styled, element, style)) {
        asked.add(element);
      }
    }
    containers.forEach(container -> LooseRows.unwrap(styled, container, asked));
    asked.addAll(roots.widened());
    asked.addAll(roots.least());
    if (asked.isEmpty() && vertical.isEmpty()) {
      return List.of();
    }
    LineEnds.trim(styled);
    if (!vertical.isEmpty()) {
      // What is measured of them before they are turned must not be known afterwards.
      VerticalText.turn(styled, new Measurer(styled, text.get(), images, budget), vertical);
    }
    ItemTree tree = new ItemTree(styled);
    containers.removeIf(element -> isHidden(styled, element));
    containers.forEach(tree::makeItems);
    Measurer measurer = new Measurer(styled, text.get(), images, budget);
    WidthWalk walk = new WidthWalk(styled, measurer, ancestors(asked), roots, queried);
    walk.run();
    return walk.warnings();
  }

  private static boolean isHidden(StyledDocument styled, Element element) {
    return Children.isHidden(element, styled.style(element));
  }

  /** The given elements and all their ancestors. */
  private static Set<Element> ancestors(Set<Element> asked) {
    Set<Element> all = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Element element : asked) {
      for (Element at = element; at != null && all.add(at); at = at.parent()) {}
    }
    return all;
  }
}
