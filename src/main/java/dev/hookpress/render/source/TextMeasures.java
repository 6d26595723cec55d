package dev.hookpress.render.source;

import dev.hookpress.render.css.measure.TextMeasure;
import dev.hookpress.render.prepared.WebFont;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Creates text measures for documents before layout. */
public interface TextMeasures {
  /**
   * Creates the text measure of one document.
   *
   * @param declared the faces that the document declares
   * @param resources the fetched resources, including font files
   */
  TextMeasure of(List<WebFont> declared, Map<URI, byte[]> resources);
}
