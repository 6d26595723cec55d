package dev.hookpress.render.css.layout;

/** The requested placement of a grid item. */
public record GridPlacement(
    GridLine rowStart, GridLine rowEnd, GridLine columnStart, GridLine columnEnd) {
  public static final GridPlacement AUTO =
      new GridPlacement(GridLine.AUTO, GridLine.AUTO, GridLine.AUTO, GridLine.AUTO);
}
