package dev.hookpress.render.css.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.measure.StyleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trees of containers and the rectangles that a browser gives them: one node a line, indented below
 * its parent, {@code x y width height | declarations words 20,40}. Words are 10 pixels high and do
 * not break.
 */
class ContainerCasesTest {
  private static final double ROUNDING = 0.6;

  @ParameterizedTest
  @MethodSource("cases")
  void placesItemsWhereABrowserDoes(List<String> lines) {
    Node root = Node.read(lines);
    Item item = root.item();
    OptionalDouble none = OptionalDouble.empty();
    double width = item.box().definiteWidth(none).orElse(item.maxContentWidth());
    width = item.box().clampWidth(width, none);
    double height =
        item.box()
            .clampHeight(item.box().definiteHeight(none).orElse(item.contentHeight(width)), none);
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    root.compare(new Rect(0, 0, width, height), 0, "", expected, actual);
    assertThat(actual).isEqualTo(expected);
  }

  static Stream<Named<List<String>>> cases() {
    try (InputStream in = ContainerCasesTest.class.getResourceAsStream("/layout/containers.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .map(one -> one.lines().filter(line -> !line.isBlank()).toList())
          .filter(lines -> !lines.isEmpty())
          .map(lines -> Named.of(lines.get(0), lines.subList(1, lines.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A node that knows its children and where a browser put it. */
  private static final class Node implements Content {
    private final ComputedStyle style;
    private final double[] words;
    private final double[] expected;
    private final List<Node> children = new ArrayList<>();

    private Node(String line) {
      int bar = line.indexOf(" |");
      expected =
          Arrays.stream(line.substring(0, bar).strip().split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
      String rest = line.substring(bar + 2).stripLeading();
      int text = rest.indexOf("words ");
      words =
          text < 0
              ? new double[0]
              : Arrays.stream(rest.substring(text + 6).split(","))
                  .mapToDouble(Double::parseDouble)
                  .toArray();
      Map<String, String> values = new HashMap<>();
      values.put("display", "flex");
      values.put("box-sizing", "border-box");
      for (String side : List.of("top", "right", "bottom", "left")) {
        values.put("border-" + side + "-style", "solid");
      }
      for (String declaration : (text < 0 ? rest : rest.substring(0, text)).strip().split("; ")) {
        if (declaration.isBlank()) {
          continue;
        }
        int colon = declaration.indexOf(':');
        values.put(declaration.substring(0, colon), declaration.substring(colon + 1));
      }
      style = new ComputedStyle(values, Map.of());
    }

    static Node read(List<String> lines) {
      Deque<Node> open = new ArrayDeque<>();
      Node root = new Node(lines.get(0));
      open.push(root);
      for (String line : lines.subList(1, lines.size())) {
        int depth = (line.length() - line.stripLeading().length()) / 2;
        while (open.size() > depth) {
          open.pop();
        }
        Node node = new Node(line.strip());
        open.peek().children.add(node);
        open.push(node);
      }
      return root;
    }

    Item item() {
      return item(OptionalDouble.empty());
    }

    Item item(OptionalDouble base) {
      return StyleReader.item(style, StyleReader.box(style, base, OptionalDouble.empty()), this);
    }

    private List<Item> items(OptionalDouble base) {
      return shown().stream().map(child -> child.item(base)).toList();
    }

    private List<Node> shown() {
      return children.stream().filter(it -> !it.style.is("display", "none")).toList();
    }

    private FlexLayout flex(OptionalDouble base) {
      return new FlexLayout(StyleReader.flex(style), items(base), new Budget(1_000_000));
    }

    private GridLayout grid(OptionalDouble base) {
      return new GridLayout(StyleReader.grid(style), items(base), new Budget(1_000_000));
    }

    @Override
    public double minWidth() {
      if (children.isEmpty() && !StyleReader.isGrid(style)) {
        return Arrays.stream(words).max().orElse(0);
      }
      OptionalDouble none = OptionalDouble.empty();
      return StyleReader.isGrid(style) ? grid(none).minWidth() : flex(none).minWidth();
    }

    @Override
    public double maxWidth() {
      if (children.isEmpty() && !StyleReader.isGrid(style)) {
        return Arrays.stream(words).sum();
      }
      OptionalDouble none = OptionalDouble.empty();
      return StyleReader.isGrid(style) ? grid(none).maxWidth() : flex(none).maxWidth();
    }

    @Override
    public double height(double width) {
      return words.length > 0 ? wrapped(width) : lay(Space.ofWidth(width)).height();
    }

    private double wrapped(double width) {
      double lines = 1;
      double taken = 0;
      for (double word : words) {
        if (taken > 0 && taken + word > width + 0.01) {
          lines++;
          taken = 0;
        }
        taken += word;
      }
      return lines * 10;
    }

    private record Laid(List<Rect> rects, double height) {}

    private Laid lay(Space space) {
      OptionalDouble base = OptionalDouble.of(space.width());
      if (StyleReader.isGrid(style)) {
        GridResult result = grid(base).layOut(space);
        return new Laid(result.rects(), result.height());
      }
      FlexResult result = flex(base).layOut(space);
      return new Laid(result.rects(), result.height());
    }

    void compare(Rect rect, double base, String path, List<String> wanted, List<String> found) {
      double[] got = {rect.x(), rect.y(), rect.width(), rect.height()};
      boolean same = true;
      for (int i = 0; i < 4; i++) {
        same &= Math.abs(got[i] - expected[i]) <= ROUNDING;
      }
      wanted.add(path + Arrays.toString(expected));
      found.add(path + Arrays.toString(same ? expected : got));
      if (words.length > 0 || shown().isEmpty()) {
        return;
      }
      Edges frame = item(OptionalDouble.of(base)).box().frame();
      Laid laid =
          lay(
              Space.of(
                  Math.max(0, rect.width() - frame.horizontal()),
                  Math.max(0, rect.height() - frame.vertical())));
      for (int i = 0; i < shown().size(); i++) {
        Rect inner = laid.rects().get(i);
        Rect moved =
            new Rect(
                inner.x() + frame.left(), inner.y() + frame.top(), inner.width(), inner.height());
        shown()
            .get(i)
            .compare(moved, rect.width() - frame.horizontal(), path + "  ", wanted, found);
      }
    }
  }
}
