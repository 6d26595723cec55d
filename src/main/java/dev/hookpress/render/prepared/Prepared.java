package dev.hookpress.render.prepared;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A document ready to render, with all its resources in memory. Its content does not change any
 * more, so several threads may render it at once.
 *
 * @param resources images, stylesheets and fonts by the absolute URI that the HTML uses
 * @param fonts the faces that the document declares by {@code @font-face}, in the order of its CSS
 * @param warnings resources that could not be fetched and content that was removed, as readable
 *     messages
 */
public record Prepared(
    List<PreparedPart> parts,
    Map<URI, byte[]> resources,
    List<WebFont> fonts,
    List<RenderWarning> warnings)
    implements Preparation {
  public Prepared {
    parts = List.copyOf(parts);
    resources = Map.copyOf(resources);
    fonts = List.copyOf(fonts);
    warnings = List.copyOf(warnings);
  }

  /** A copy with further resources. */
  public Prepared with(Map<URI, byte[]> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<URI, byte[]> all = new HashMap<>(resources);
    all.putAll(more);
    return new Prepared(parts, all, fonts, warnings);
  }
}
