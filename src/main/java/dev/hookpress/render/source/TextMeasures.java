package dev.hookpress.render.source;

import dev.hookpress.render.css.measure.TextMeasure;
import dev.hookpress.render.prepared.WebFont;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Makes what a document's text is measured with before it is laid out. */
public interface TextMeasures {
  /**
   * For one document.
   *
   * @param declared its own faces
   * @param resources what was fetched for it, their files among it
   */
  TextMeasure of(List<WebFont> declared, Map<URI, byte[]> resources);
}
