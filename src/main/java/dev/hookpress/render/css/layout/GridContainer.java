package dev.hookpress.render.css.layout;

import java.util.List;

/**
 * A grid container's own properties.
 *
 * @param columnFlow whether {@code grid-auto-flow} is {@code column}
 * @param rightToLeft whether {@code direction} is {@code rtl}
 */
public record GridContainer(
    TrackList columns,
    TrackList rows,
    List<TrackSize> autoColumns,
    List<TrackSize> autoRows,
    GridAreas areas,
    boolean columnFlow,
    boolean dense,
    Align justifyContent,
    Align alignContent,
    Align justifyItems,
    Align alignItems,
    Dimension rowGap,
    Dimension columnGap,
    boolean rightToLeft) {

  /** With the initial values of all properties but the template. */
  public static GridContainer of(TrackList columns, TrackList rows) {
    return new GridContainer(
        columns,
        rows,
        List.of(TrackSize.AUTO),
        List.of(TrackSize.AUTO),
        GridAreas.NONE,
        false,
        false,
        Align.NORMAL,
        Align.NORMAL,
        Align.NORMAL,
        Align.NORMAL,
        Dimension.ZERO,
        Dimension.ZERO,
        false);
  }
}
