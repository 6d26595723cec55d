package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Align;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Content;
import dev.hookpress.render.css.layout.Dimension;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.FlexContainer;
import dev.hookpress.render.css.layout.GridAreas;
import dev.hookpress.render.css.layout.GridContainer;
import dev.hookpress.render.css.layout.GridLine;
import dev.hookpress.render.css.layout.GridPlacement;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.layout.Margin;
import dev.hookpress.render.css.layout.TrackList;
import dev.hookpress.render.css.layout.TrackListParser;
import dev.hookpress.render.css.layout.TrackSize;
import java.util.List;
import java.util.OptionalDouble;

/** Converts computed values to the types of the layout algorithms. */
public final class StyleReader {
  private StyleReader() {}

  public static boolean isFlex(ComputedStyle style) {
    String display = style.get("display");
    return display.equals("flex") || display.equals("inline-flex");
  }

  public static boolean isGrid(ComputedStyle style) {
    String display = style.get("display");
    return display.equals("grid") || display.equals("inline-grid");
  }

  /** A flex container's own properties. */
  public static FlexContainer flex(ComputedStyle style) {
    return new FlexContainer(
        switch (style.get("flex-direction")) {
          case "row-reverse" -> FlexContainer.Direction.ROW_REVERSE;
          case "column" -> FlexContainer.Direction.COLUMN;
          case "column-reverse" -> FlexContainer.Direction.COLUMN_REVERSE;
          default -> FlexContainer.Direction.ROW;
        },
        switch (style.get("flex-wrap")) {
          case "wrap" -> FlexContainer.Wrap.WRAP;
          case "wrap-reverse" -> FlexContainer.Wrap.WRAP_REVERSE;
          default -> FlexContainer.Wrap.NOWRAP;
        },
        align(style, "justify-content"),
        align(style, "align-items"),
        align(style, "align-content"),
        gap(style, "row-gap"),
        gap(style, "column-gap"),
        style.is("direction", "rtl"));
  }

  /** A grid container's own properties; invalid values are ignored. */
  public static GridContainer grid(ComputedStyle style) {
    String flow = style.get("grid-auto-flow");
    return new GridContainer(
        tracks(style, "grid-template-columns"),
        tracks(style, "grid-template-rows"),
        autoTracks(style, "grid-auto-columns"),
        autoTracks(style, "grid-auto-rows"),
        GridAreas.parse(style.get("grid-template-areas")).orElse(GridAreas.NONE),
        flow.contains("column"),
        flow.contains("dense"),
        align(style, "justify-content"),
        align(style, "align-content"),
        align(style, "justify-items"),
        align(style, "align-items"),
        gap(style, "row-gap"),
        gap(style, "column-gap"),
        style.is("direction", "rtl"));
  }

  private static TrackList tracks(ComputedStyle style, String property) {
    return TrackListParser.parse(style.get(property)).orElse(TrackList.NONE);
  }

  private static List<TrackSize> autoTracks(ComputedStyle style, String property) {
    return TrackListParser.parseSizes(style.get(property)).orElse(List.of(TrackSize.AUTO));
  }

  private static Align align(ComputedStyle style, String property) {
    return Align.parse(style.get(property)).orElse(Align.NORMAL);
  }

  private static Dimension gap(ComputedStyle style, String property) {
    Dimension gap = Dimension.parse(style.get(property));
    return gap.isLength() ? gap : Dimension.ZERO;
  }

  /** A child of a container. */
  public static Item item(ComputedStyle style, BoxStyle box, Content content) {
    return new Item(
        box,
        Math.max(0, style.number("flex-grow").orElse(0)),
        Math.max(0, style.number("flex-shrink").orElse(1)),
        Dimension.parse(style.get("flex-basis")),
        (int) style.number("order").orElse(0),
        Align.parse(style.get("align-self")).orElse(Align.AUTO),
        Align.parse(style.get("justify-self")).orElse(Align.AUTO),
        new GridPlacement(
            GridLine.parse(style.get("grid-row-start")),
            GridLine.parse(style.get("grid-row-end")),
            GridLine.parse(style.get("grid-column-start")),
            GridLine.parse(style.get("grid-column-end"))),
        content);
  }

  /**
   * An element's box.
   *
   * @param ratio of its own, such as an image's
   */
  public static BoxStyle box(ComputedStyle style, OptionalDouble width, OptionalDouble ratio) {
    OptionalDouble asked = ratio(style.get("aspect-ratio"));
    return new BoxStyle(
        Dimension.parse(style.get("width")),
        Dimension.parse(style.get("height")),
        Dimension.parse(style.get("min-width")),
        Dimension.parse(style.get("min-height")),
        Dimension.parse(style.get("max-width")),
        Dimension.parse(style.get("max-height")),
        style.is("box-sizing", "border-box"),
        frame(style, width),
        margin(style),
        asked.isPresent() ? asked : ratio,
        style.clips());
  }

  /** The margins, which may be {@code auto}. */
  public static Margin margin(ComputedStyle style) {
    return new Margin(
        Dimension.parse(style.get("margin-top")),
        Dimension.parse(style.get("margin-right")),
        Dimension.parse(style.get("margin-bottom")),
        Dimension.parse(style.get("margin-left")));
  }

  /**
   * Padding and border together.
   *
   * @param width of the containing block, for percentages
   */
  public static Edges frame(ComputedStyle style, OptionalDouble width) {
    return new Edges(
        border(style, "top") + padding(style, "top", width),
        border(style, "right") + padding(style, "right", width),
        border(style, "bottom") + padding(style, "bottom", width),
        border(style, "left") + padding(style, "left", width));
  }

  /** The border's widths. */
  public static Edges border(ComputedStyle style) {
    return new Edges(
        border(style, "top"),
        border(style, "right"),
        border(style, "bottom"),
        border(style, "left"));
  }

  private static double border(ComputedStyle style, String side) {
    String kind = style.get("border-" + side + "-style");
    return kind.equals("none") || kind.equals("hidden")
        ? 0
        : style.pixels("border-" + side + "-width").orElse(0);
  }

  private static double padding(ComputedStyle style, String side, OptionalDouble width) {
    String value = style.get("padding-" + side);
    return value.equals("0px") ? 0 : Math.max(0, Dimension.parse(value).orZero(width));
  }

  /** Width by height: {@code 16 / 9}, {@code 1.5}, {@code auto 1 / 1}. */
  private static OptionalDouble ratio(String value) {
    String text = value.startsWith("auto ") ? value.substring(5) : value;
    if (text.equals("auto")) {
      return OptionalDouble.empty();
    }
    String[] parts = text.split("/");
    try {
      double width = Double.parseDouble(parts[0].strip());
      double height = parts.length > 1 ? Double.parseDouble(parts[1].strip()) : 1;
      return width > 0 && height > 0 && width / height < 1e4 && height / width < 1e4
          ? OptionalDouble.of(width / height)
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
