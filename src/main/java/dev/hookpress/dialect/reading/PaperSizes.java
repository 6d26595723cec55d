package dev.hookpress.dialect.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The named sizes of paper that a format offers: of ISO 216's series A and B, and of ANSI's letter,
 * legal, tabloid and ledger, which is a tabloid on its side.
 */
public final class PaperSizes {
  private static final Map<String, PaperSize> ALL =
      Map.ofEntries(
          Map.entry("a0", new PaperSize(841, 1189)),
          Map.entry("a1", new PaperSize(594, 841)),
          Map.entry("a2", new PaperSize(420, 594)),
          Map.entry("a3", new PaperSize(297, 420)),
          Map.entry("a4", PaperSize.A4),
          Map.entry("a5", new PaperSize(148, 210)),
          Map.entry("a6", new PaperSize(105, 148)),
          Map.entry("a7", new PaperSize(74, 105)),
          Map.entry("a8", new PaperSize(52, 74)),
          Map.entry("a9", new PaperSize(37, 52)),
          Map.entry("a10", new PaperSize(26, 37)),
          Map.entry("b0", new PaperSize(1000, 1414)),
          Map.entry("b1", new PaperSize(707, 1000)),
          Map.entry("b2", new PaperSize(500, 707)),
          Map.entry("b3", new PaperSize(353, 500)),
          Map.entry("b4", new PaperSize(250, 353)),
          Map.entry("b5", new PaperSize(176, 250)),
          Map.entry("letter", new PaperSize(215.9, 279.4)),
          Map.entry("legal", new PaperSize(215.9, 355.6)),
          Map.entry("tabloid", new PaperSize(279.4, 431.8)),
          Map.entry("ledger", new PaperSize(431.8, 279.4)));

  private final Map<String, PaperSize> offered;

  private PaperSizes(Map<String, PaperSize> offered) {
    this.offered = offered;
  }

  /** Offers the sizes with these names, in this order and spelling. */
  public static PaperSizes of(String... names) {
    Map<String, PaperSize> offered = new LinkedHashMap<>();
    for (String name : names) {
      PaperSize size = ALL.get(name.toLowerCase(Locale.ROOT));
      if (size == null) {
        throw new IllegalArgumentException("No size of paper: " + name);
      }
      offered.put(name, size);
    }
    return new PaperSizes(Collections.unmodifiableMap(offered));
  }

  /** Returns the names as offered. */
  public Set<String> names() {
    return offered.keySet();
  }

  /** Returns the size that is offered under this name, in any case; empty if none is. */
  public Optional<PaperSize> named(String name) {
    return offered.keySet().stream().filter(name::equalsIgnoreCase).findFirst().map(offered::get);
  }
}
