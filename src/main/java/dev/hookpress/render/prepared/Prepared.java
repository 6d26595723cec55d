package dev.hookpress.render.prepared;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A document with everything it needs in memory: the renderer asks for nothing else. Nothing in it
 * changes any more, so it may be rendered by several threads at once.
 *
 * @param resources images, stylesheets and fonts by the absolute URI that the HTML names them by
 * @param fonts what the document declares by {@code @font-face}, in the order of its CSS
 * @param warnings what could not be had or was taken out, in plain words
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
}
