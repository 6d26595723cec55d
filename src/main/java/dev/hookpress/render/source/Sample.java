package dev.hookpress.render.source;

import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small page that exercises most of the engine: text, a table, a border, header and footer. */
public final class Sample {
  private static final RenderOptions OPTIONS =
      RenderOptions.standard("sample.pdf")
          .between(
              Optional.of("<div>Sample</div>"),
              Optional.of(
                  "<div><span class=pageNumber></span>/<span class=totalPages></span></div>"));

  private static final String HTML =
      """
      <html><head><style>
      body { font-family: sans-serif; } td { border: 1px solid #999; padding: 4px; }
      </style></head><body><h1>Sample</h1>
      <table><thead><tr><th>Item</th><th>Price</th></tr></thead>
      <tbody><tr><td>One</td><td><b>1.00</b></td></tr></tbody></table>
      </body></html>
      """;

  private Sample() {}

  /** Returns the page as a document that needs no other source. */
  public static RenderRequest request(Instant now, Duration left) {
    return new RenderRequest(
        OPTIONS,
        Optional.empty(),
        List.of(new SourcePart.InlineHtml(HTML)),
        Map.of(),
        Map.of(),
        true,
        now,
        left);
  }
}
