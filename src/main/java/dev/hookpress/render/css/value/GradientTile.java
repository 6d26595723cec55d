package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture in place of a gradient that is repeated, which the layout engine cannot draw: stripes,
 * ruled paper, grids, bar codes.
 *
 * @param image a canonical background image
 * @param size its {@code background-size}
 */
public record GradientTile(String image, String size) {
  /** Pixels of the picture to the CSS pixel: edges are sharp at 400 dots to the inch. */
  private static final int SCALE = 4;

  /** A tile is at least as long, in CSS pixels: else boxes have thousands of them. */
  private static final int LEAST = 120;

  /** The longest tile in CSS pixels; no pattern has a longer period. */
  private static final int MOST = 600;

  /** A colour at a place in pixels. */
  private record Stop(Colour colour, double place) {}

  /**
   * The picture for one layer.
   *
   * @param layer of a canonical {@code background-image}
   * @param size of a canonical {@code background-size}
   * @return empty for other images, and for gradients that are slanted or fill their box
   */
  public static Optional<GradientTile> of(String layer, String size) {
    if (!layer.contains("linear-gradient(")) {
      return Optional.empty();
    }
    List<Component> value = Component.of(Tokenizer.tokens(layer, 2_000)).orElse(List.of());
    if (value.size() != 1) {
      return Optional.empty();
    }
    boolean repeating = value.get(0).function().equals("repeating-linear-gradient");
    List<List<Component>> arguments = value.get(0).arguments();
    String direction = direction(arguments.get(0));
    boolean across = direction.equals("90deg") || direction.equals("270deg");
    if (!across && !direction.equals("180deg") && !direction.equals("0deg")) {
      return Optional.empty();
    }
    double length = repeating ? 0 : length(size, across);
    List<Stop> stops = stops(arguments, length);
    double period = stops.isEmpty() || !repeating ? length : stops.get(stops.size() - 1).place();
    if (stops.size() < 2 || period < 1 || period > MOST || repeating && !size.equals("auto")) {
      return Optional.empty();
    }
    boolean reverse = direction.equals("270deg") || direction.equals("0deg");
    return Optional.of(tile(stops, period, across, reverse));
  }

  private static GradientTile tile(
      List<Stop> stops, double period, boolean across, boolean reverse) {
    int times = (int) Math.ceil(LEAST / period);
    double total = times * period;
    int pixels = (int) Math.round(total * SCALE);
    Colour seen =
        stops.stream()
            .map(Stop::colour)
            .filter(colour -> colour.alpha() > 0)
            .findFirst()
            .orElse(Colour.BLACK);
    Colour[] colours = new Colour[pixels];
    for (int i = 0; i < pixels; i++) {
      double place = (i + 0.5) / pixels * total % period;
      Colour colour = at(stops, reverse ? period - place : place);
      // Viewers mix the colours of neighbours also where these cannot be seen.
      colours[i] = colour.alpha() > 0 ? colour : seen.withAlpha(0);
    }
    String along = Numbers.text(total) + "px";
    String other = LEAST + "px";
    return new GradientTile(
        "url(\"" + RowPicture.address(colours, across) + "\")",
        across ? along + " " + other : other + " " + along);
  }

  private static String direction(List<Component> argument) {
    if (argument.isEmpty() || Gradients.colour(argument).isPresent()) {
      return "180deg";
    }
    String direction = Gradients.direction(argument);
    return switch (direction) {
      case "to right" -> "90deg";
      case "to left" -> "270deg";
      case "to bottom" -> "180deg";
      case "to top" -> "0deg";
      default -> direction;
    };
  }

  /** The tile's length along the gradient in pixels; 0 if it depends on the box. */
  private static double length(String size, boolean across) {
    String[] sides = size.split(" ");
    if (sides.length != 2) {
      return 0;
    }
    String side = sides[across ? 0 : 1];
    String other = sides[across ? 1 : 0];
    return side.endsWith("px") && (other.endsWith("px") || other.equals("100%"))
        ? Percentages.resolve(side, 0).orElse(0.0)
        : 0;
  }

  /** The stops in order; empty if one has no place in pixels. */
  private static List<Stop> stops(List<List<Component>> arguments, double length) {
    List<Stop> stops = new ArrayList<>();
    double last = 0;
    for (int i = 0; i < arguments.size(); i++) {
      List<Component> argument = arguments.get(i);
      Optional<Colour> colour = Gradients.colour(argument);
      if (colour.isEmpty()) {
        if (i > 0) {
          return List.of();
        }
        continue;
      }
      List<Double> places = new ArrayList<>();
      for (Component at : argument.subList(1, argument.size())) {
        Optional<Double> place = place(at, length);
        if (place.isEmpty()) {
          return List.of();
        }
        places.add(place.get());
      }
      if (places.isEmpty()) {
        boolean end = i == arguments.size() - 1 && length > 0;
        if (!stops.isEmpty() && !end) {
          return List.of();
        }
        places.add(end ? length : 0.0);
      }
      for (double place : places) {
        last = Math.max(last, place);
        stops.add(new Stop(colour.get(), last));
      }
    }
    return stops;
  }

  private static Optional<Double> place(Component at, double length) {
    if (at.is(Type.PERCENTAGE)) {
      return length > 0 ? Optional.of(at.token().number() / 100 * length) : Optional.empty();
    }
    boolean zero = at.is(Type.NUMBER) && at.token().number() == 0;
    return zero || at.is(Type.DIMENSION) && at.token().unit().equals("px")
        ? Optional.of(at.token().number())
        : Optional.empty();
  }

  /** The colour at a place; mixed with premultiplied alpha, as CSS Images 3 demands. */
  private static Colour at(List<Stop> stops, double place) {
    Stop before = stops.get(0);
    for (Stop stop : stops) {
      if (stop.place() > place) {
        double span = stop.place() - before.place();
        return span <= 0 || before == stop
            ? stop.colour()
            : mix(before.colour(), stop.colour(), (place - before.place()) / span);
      }
      before = stop;
    }
    return before.colour();
  }

  private static Colour mix(Colour from, Colour to, double part) {
    double a = from.alpha() * (1 - part);
    double b = to.alpha() * part;
    double alpha = a + b;
    return alpha <= 0
        ? Colour.TRANSPARENT
        : new Colour(
            (from.red() * a + to.red() * b) / alpha,
            (from.green() * a + to.green() * b) / alpha,
            (from.blue() * a + to.blue() * b) / alpha,
            alpha);
  }
}
