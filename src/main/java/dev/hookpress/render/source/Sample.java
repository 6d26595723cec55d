package dev.hookpress.render.source;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small page that exercises most of the engine: text, a table, a border, header and footer. */
public final class Sample {
  /** The options to render the page with. */
  public static final RenderOptions OPTIONS =
      new RenderOptions(
          PageLayout.A4,
          Optional.of("<div>Sample</div>"),
          Optional.of("<div><span class=pageNumber></span>/<span class=totalPages></span></div>"),
          Map.of(),
          "sample.pdf",
          Optional.empty(),
          Optional.empty());

  private static final String HTML =
      """
      <html><head><style>
      body { font-family: sans-serif; } td { border: 1px solid #999; padding: 4px; }
      </style></head><body><h1>Sample</h1>
      <table><thead><tr><th>Item</th><th>Price</th></tr></thead>
      <tbody><tr><td>One</td><td><b>1.00</b></td></tr></tbody></table>
      </body></html>
      """;

  private static final RenderLimits LIMITS =
      new RenderLimits(
          Duration.ofSeconds(1), Duration.ZERO, 1, 10_000, 1_000, 100, 10_000, 0, 0, 0, 0, 0);

  private Sample() {}

  /** Returns the page, prepared like a client's page. Blocks for some milliseconds. */
  public static Prepared prepared() {
    Assembly assembly =
        new Assembly(
            LIMITS,
            OPTIONS,
            (declared, resources) -> {
              throw new IllegalStateException("The sample has nothing to measure");
            });
    assembly.clean(List.of(new SourcePart.InlineHtml(HTML)));
    return assembly.finish(Map.of(), Map.of());
  }
}
