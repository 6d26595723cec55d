package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Converts background images to the form that the layout engine draws. */
public final class Gradients {
  private static final Lengths ANY =
      Lengths.initial(new dev.hookpress.render.css.PageBox(0, 0, 0, 0, 0, 0));

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}\\b");

  /** The distance between stops at one place, in percent or pixels. */
  private static final double SEAM = 0.02;

  /** Differences between stops that the eye hardly notices, of 1. */
  private static final double ALIKE = 0.06;

  private static final Colour WHITE = Colour.rgb(0xFFFFFF);

  private Gradients() {}

  /**
   * Converts one layer of a canonical {@code background-image}: an address, or a linear gradient
   * whose stops have one colour and at most one position each.
   *
   * @param behind the canonical colour behind it
   * @return empty if it cannot be drawn
   */
  public static Optional<String> drawable(String layer, String behind) {
    List<Component> value = Component.of(Tokenizer.tokens(layer, 2_000)).orElse(List.of());
    if (value.size() != 1) {
      return Optional.empty();
    }
    Component image = value.get(0);
    if (image.is(Type.URL) || image.function().equals("url")) {
      return Optional.of(layer);
    }
    if (image.function().equals("image-set") || image.function().equals("-webkit-image-set")) {
      return image.children().stream()
          .filter(child -> child.is(Type.URL))
          .findFirst()
          .map(child -> "url(\"" + child.token().text() + "\")");
    }
    return image.function().equals("linear-gradient") ? linear(image, behind) : Optional.empty();
  }

  /** The first colour of any gradient; empty for other images. */
  public static Optional<String> firstColour(String layer) {
    return colours(layer).stream()
        .filter(colour -> colour.alpha() > 0)
        .map(Colour::text)
        .findFirst();
  }

  /**
   * The colour that stands for a gradient that cannot be drawn. A glow, a vignette and a pattern of
   * dots have none: over the whole box it would be more wrong than nothing.
   */
  public static Optional<String> plain(String layer) {
    boolean fades = colours(layer).stream().anyMatch(colour -> colour.alpha() <= 0);
    return fades ? Optional.empty() : firstColour(layer);
  }

  /**
   * The colour of a translucent gradient of nearly one colour, as panels on dark pages have; empty
   * for others. Their stops, made opaque, would hide what is behind them.
   */
  public static Optional<String> veil(String layer) {
    List<Colour> colours = colours(layer);
    if (colours.stream().anyMatch(c -> c.alpha() >= 1) || firstColour(layer).isEmpty()) {
      return Optional.empty();
    }
    double[] mean = new double[4];
    for (Colour colour : colours) {
      double[] seen = seen(colour);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += seen[i] / colours.size();
      }
    }
    boolean alike =
        colours.stream()
            .map(Gradients::seen)
            .allMatch(
                seen ->
                    IntStream.range(0, mean.length)
                        .allMatch(i -> Math.abs(seen[i] - mean[i]) <= ALIKE));
    double alpha = mean[3];
    return alike
        ? Optional.of(new Colour(mean[0] / alpha, mean[1] / alpha, mean[2] / alpha, alpha).text())
        : Optional.empty();
  }

  /** What a colour adds to red, green and blue of a picture, and its alpha. */
  private static double[] seen(Colour colour) {
    double alpha = colour.alpha();
    return new double[] {
      colour.red() * alpha, colour.green() * alpha, colour.blue() * alpha, alpha
    };
  }

  private static List<Colour> colours(String layer) {
    return Component.of(Tokenizer.tokens(layer, 2_000)).stream()
        .flatMap(List::stream)
        .filter(component -> component.function().endsWith("gradient"))
        .flatMap(component -> component.children().stream())
        .flatMap(component -> new Colours(Colour.BLACK, ANY).read(component).stream())
        .toList();
  }

  private static Optional<String> linear(Component image, String behind) {
    List<List<Component>> arguments = image.arguments();
    String direction = "180deg";
    List<Colour> colours = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      List<Component> argument = arguments.get(i);
      Optional<Colour> colour = colour(argument);
      if (colour.isPresent()) {
        List<Component> at = argument.subList(1, argument.size());
        for (int place = 0; place < Math.max(1, Math.min(2, at.size())); place++) {
          colours.add(colour.get());
          places.add(place < at.size() ? place(at.get(place)) : "");
        }
      } else if (i == 0) {
        direction = direction(argument);
      }
    }
    if (colours.size() < 2 || places.contains("?")) {
      return Optional.empty();
    }
    spread(places);
    complete(colours, places);
    // The engine always reads the first argument as a direction.
    List<String> written = new ArrayList<>(List.of(direction));
    for (int i = 0; i < colours.size(); i++) {
      written.add(stop(colours, i, behind) + " " + places.get(i));
    }
    return Optional.of("linear-gradient(" + String.join(", ", written) + ")");
  }

  /** The colour of a stop; empty if the argument is none. */
  static Optional<Colour> colour(List<Component> argument) {
    return argument.isEmpty()
        ? Optional.empty()
        : new Colours(Colour.BLACK, ANY).read(argument.get(0));
  }

  static String direction(List<Component> argument) {
    if (argument.size() == 1) {
      return new Calculation(ANY).value(argument.get(0)).map(Quantity::text).orElse("180deg");
    }
    return text(argument);
  }

  private static String place(Component component) {
    return switch (component.token().type()) {
      case PERCENTAGE -> Numbers.text(component.token().number()) + "%";
      case DIMENSION -> Numbers.text(component.token().number()) + component.token().unit();
      case NUMBER -> "0%";
      default -> "?";
    };
  }

  /** Distributes stops without a position evenly between those that have one. */
  private static void spread(List<String> places) {
    int last = places.size() - 1;
    if (places.get(0).isEmpty()) {
      places.set(0, "0%");
    }
    if (places.get(last).isEmpty()) {
      places.set(last, "100%");
    }
    for (int i = 1; i < last; i++) {
      if (places.get(i).isEmpty()) {
        int next = i;
        while (places.get(next).isEmpty()) {
          next++;
        }
        double from = percent(places.get(i - 1));
        double step = (percent(places.get(next)) - from) / (next - i + 1);
        for (int each = i; each < next; each++) {
          places.set(each, Numbers.text(from + step * (each - i + 1)) + "%");
        }
      }
    }
  }

  /**
   * Adds stops at both ends, and separates stops at one place: the engine stretches a gradient from
   * its first stop to its last, and draws the first of two stops at one place only.
   */
  private static void complete(List<Colour> colours, List<String> places) {
    if (number(places.get(0)) > 0) {
      places.add(0, "0%");
      colours.add(0, colours.get(0));
    }
    for (int i = 1; i < places.size(); i++) {
      String unit = unit(places.get(i));
      if (unit.equals(unit(places.get(i - 1)))) {
        double least = number(places.get(i - 1)) + SEAM;
        places.set(i, Numbers.text(Math.max(number(places.get(i)), least)) + unit);
      }
    }
    String last = places.get(places.size() - 1);
    if (last.endsWith("%") && number(last) < 100) {
      places.add("100%");
      colours.add(colours.get(colours.size() - 1));
    }
  }

  private static String unit(String place) {
    return place.endsWith("%") ? "%" : place.substring(place.length() - 2);
  }

  private static double number(String place) {
    return Double.parseDouble(place.substring(0, place.length() - unit(place).length()));
  }

  private static double percent(String place) {
    return place.endsWith("%") ? number(place) : 50;
  }

  /** An opaque stop, since the engine draws no other: its colour mixed with the one behind. */
  private static String stop(List<Colour> colours, int i, String behind) {
    return over(colours.get(i), behind).text();
  }

  private static Colour over(Colour colour, String behind) {
    if (colour.alpha() >= 1) {
      return colour;
    }
    Colour below =
        behind.startsWith("#") ? Colour.rgb(Integer.parseInt(behind.substring(1), 16)) : WHITE;
    double a = colour.alpha();
    return new Colour(
        colour.red() * a + below.red() * (1 - a),
        colour.green() * a + below.green() * (1 - a),
        colour.blue() * a + below.blue() * (1 - a),
        1);
  }

  /** Composes a canonical colour over another one; unchanged if that one is not opaque. */
  public static String over(String colour, String behind) {
    if (!behind.startsWith("#")) {
      return colour;
    }
    return Component.of(Tokenizer.tokens(colour, 50)).stream()
        .flatMap(List::stream)
        .findFirst()
        .flatMap(component -> new Colours(Colour.BLACK, ANY).read(component))
        .map(read -> over(read, behind).text())
        .orElse(colour);
  }

  private static String text(List<Component> components) {
    StringBuilder text = new StringBuilder();
    for (Component component : components) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(component.token().text()).append(component.token().unit());
    }
    return text.toString();
  }

  /** Reduces the alpha of a canonical colour. */
  public static String faded(String colour, double opacity) {
    return Component.of(Tokenizer.tokens(colour, 50)).stream()
        .flatMap(List::stream)
        .findFirst()
        .flatMap(component -> new Colours(Colour.BLACK, ANY).read(component))
        .map(read -> read.withAlpha(read.alpha() * opacity).text())
        .orElse(colour);
  }

  /** Lightens canonical background images in place of alpha, which they lack; addresses stay. */
  public static String fadedImages(String images, double opacity) {
    return images.contains("url(")
        ? images
        : COLOUR
            .matcher(images)
            .replaceAll(
                match -> {
                  Colour colour = Colour.rgb(Integer.parseInt(match.group().substring(1), 16));
                  return stop(List.of(colour.withAlpha(opacity)), 0, "#ffffff");
                });
  }
}
