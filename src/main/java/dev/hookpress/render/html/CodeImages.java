package dev.hookpress.render.html;

import dev.hookpress.template.code.CodeFault;
import dev.hookpress.template.code.Codes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Draws the images whose address is a code: {@code <img src="qr:text">}. What follows the scheme is
 * the content as it is; nothing in it is decoded.
 */
public final class CodeImages {
  private static final Evaluator SOURCED = Selector.evaluatorOf("img[src]");

  private static final List<String> SCHEMES =
      List.of("qr", "code128", "ean13", "ean8", "datamatrix");
  private static final String DATA = "data:image/svg+xml;base64,";

  private CodeImages() {}

  /** Whether the text of a page may have such an image. */
  public static boolean mayBeIn(String html) {
    String lower = html.toLowerCase(Locale.ROOT);
    return SCHEMES.stream().anyMatch(scheme -> lower.contains(scheme + ":"));
  }

  /**
   * Replaces the addresses by those of drawings.
   *
   * @param maxCharacters of all drawings together
   * @return why a code cannot be drawn: a sentence for the client
   */
  public static Optional<String> draw(Document dom, int maxCharacters) {
    Map<String, String> drawn = new HashMap<>();
    long characters = 0;
    for (Element image : dom.select(SOURCED)) {
      String source = image.attr("src").strip();
      int colon = source.indexOf(':');
      String scheme = colon < 0 ? "" : source.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!SCHEMES.contains(scheme)) {
        continue;
      }
      String address = drawn.get(source);
      if (address == null) {
        try {
          String svg = Codes.image(scheme, source.substring(colon + 1));
          byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
          address = DATA + Base64.getEncoder().encodeToString(bytes);
        } catch (CodeFault fault) {
          return Optional.of("An image " + scheme + ": cannot be drawn: " + fault.getMessage());
        }
        drawn.put(source, address);
      }
      characters += address.length();
      if (characters > maxCharacters) {
        return Optional.of("The images of codes have more than %,d bytes".formatted(maxCharacters));
      }
      image.attr("src", address);
      if (!image.hasAttr("alt")) {
        image.attr("alt", Codes.name(scheme));
      }
    }
    return Optional.empty();
  }
}
