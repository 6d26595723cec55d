package dev.hookpress.render.source;

import dev.hookpress.render.prepared.ResourceUri;
import java.net.URI;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Shows the alternative text of images that are not available, as browsers do (HTML §15.4.2):
 * usually as a part of the text, without the image's size; a box of the image's size only where the
 * document is in quirks mode or has no alternative text.
 */
final class MissingImages {
  /** The attribute that the default stylesheet selects; the value says what is shown. */
  private static final String MARK = "hookpress-missing";

  private MissingImages() {}

  static void show(Document dom, Map<URI, byte[]> resources) {
    boolean quirks = dom.quirksMode() == Document.QuirksMode.quirks;
    for (Element image : dom.getElementsByTag("img")) {
      String source = image.attr("src");
      if (!ResourceUri.isData(source)
          && ResourceUri.resolve(dom.baseUri(), source).filter(resources::containsKey).isEmpty()) {
        show(image, quirks);
      }
    }
  }

  private static void show(Element image, boolean quirks) {
    boolean sized = image.hasAttr("width") && image.hasAttr("height");
    boolean silent = image.attr("alt").isEmpty();
    boolean box = sized && (quirks || silent);
    // Without an attribute, the image has a meaning that nobody has put into words.
    boolean nothing = silent && image.hasAttr("alt");
    image.removeAttr("src");
    image.attr(MARK, box ? "box" : nothing ? "nothing" : quirks ? "quirks" : "text");
    image.appendChild(new TextNode(image.attr("alt")));
  }
}
