package dev.hookpress.render.source;

import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SvgCleaner;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Shows the alternative text of images that are not available or are no images, as browsers do
 * (HTML §15.4.2): usually as a part of the text, without the image's size; a box of the image's
 * size only where the document is in quirks mode or has no alternative text.
 */
final class MissingImages {
  /** The attribute that the default stylesheet selects; the value says what is shown. */
  private static final String MARK = "hookpress-missing";

  /** Characters of Base64 that hold the signature of any image; whole groups of four. */
  private static final int HEAD = 64;

  private MissingImages() {}

  /**
   * Modifies the document in place.
   *
   * @return readable names of the images that are there, but are none
   */
  static Set<String> show(Document dom, Map<URI, byte[]> resources) {
    boolean quirks = dom.quirksMode() == Document.QuirksMode.quirks;
    Set<String> unreadable = new LinkedHashSet<>();
    for (Element image : dom.getElementsByTag("img")) {
      String source = image.attr("src");
      boolean data = ResourceUri.isData(source);
      Optional<URI> fetched =
          data
              ? Optional.empty()
              : ResourceUri.resolve(dom.baseUri(), source).filter(resources::containsKey);
      boolean there = data || fetched.isPresent();
      boolean readable =
          data
              ? mayBeImage(source)
              : fetched.map(resources::get).filter(it -> isImage(it)).isPresent();
      if (!readable) {
        if (there) {
          unreadable.add(ResourceUri.shown(source));
        }
        show(image, quirks);
      }
    }
    return unreadable;
  }

  /** Whether a {@code data:} URI is an image as far as its first bytes tell. */
  private static boolean mayBeImage(String uri) {
    int comma = uri.indexOf(',');
    if (comma < 0 || comma == uri.length() - 1) {
      return false;
    }
    String type = uri.substring(0, comma).toLowerCase(Locale.ROOT);
    String head = uri.substring(comma + 1, Math.min(uri.length(), comma + 1 + HEAD));
    if (!type.endsWith(";base64") || type.contains("svg") || head.contains("%")) {
      return true;
    }
    try {
      return isImage(Base64.getMimeDecoder().decode(head));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isImage(byte[] bytes) {
    return FileSignature.of(bytes).isPresent()
        || FileSignature.isWebp(bytes)
        || SvgCleaner.isSvg(bytes);
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
