package dev.hookpress.render.tailwind;

import java.util.Optional;
import org.jsoup.nodes.Element;

/** Makes properties of classes that state a part of one, or that cannot be drawn as they are. */
final class Decoration {
  private final Sheet sheet;

  Decoration(Sheet sheet) {
    this.sheet = sheet;
  }

  void decorate(Element element, Box box) {
    if (element.normalName().equals("svg")) {
      colourDrawing(element, box);
      return;
    }
    if (element.normalName().equals("button")) {
      // Buttons have no function on paper, and the engine draws form buttons in its own style.
      element.tagName("span");
      if (box.get("display").isEmpty()) {
        sheet.style(element, "display:inline-block;text-align:center");
      }
    }
    gradient(element, box);
    opacity(element, box, "bg", "background-color");
    opacity(element, box, "text", "color");
    opacity(element, box, "border", "border-color");
    ring(element, box);
    if (element.normalName().equals("th") && box.get("text-align").isEmpty()) {
      box.textAlign().ifPresent(align -> sheet.style(element, "text-align:" + align));
    }
  }

  private static void colourDrawing(Element svg, Box box) {
    box.colour().ifPresent(colour -> svg.attr("color", colour));
    box.get("fill").ifPresent(fill -> svg.attr("fill", fill));
    box.get("stroke").ifPresent(stroke -> svg.attr("stroke", stroke));
  }

  private void gradient(Element element, Box box) {
    Optional<String> direction = box.get("gradient-direction");
    Optional<String> from = box.get("gradient-from");
    Optional<String> to = box.get("gradient-to");
    if (direction.isEmpty() || from.isEmpty()) {
      return;
    }
    if (to.isEmpty()) {
      sheet.style(element, "background-color:" + from.get());
      return;
    }
    String middle = box.get("gradient-via").map(via -> via + " 50%,").orElse("");
    sheet.style(
        element,
        "background-image:linear-gradient(%s,%s 0%%,%s%s 100%%)"
            .formatted(direction.get(), from.get(), middle, to.get()));
  }

  private void opacity(Element element, Box box, String prefix, String property) {
    Optional<String> percent = box.get(prefix + "-opacity");
    Optional<String> colour = box.get(property);
    if (percent.isPresent() && colour.isPresent()) {
      Colours.withOpacity(colour.get(), percent.get())
          .ifPresent(seen -> sheet.style(element, property + ":" + seen));
    }
  }

  /**
   * Draws a ring as a border. Tailwind draws it as a shadow, which the engine does not support;
   * around cards it serves as a border.
   */
  private void ring(Element element, Box box) {
    double width = box.pixels("ring-width", 0);
    if (width > 0 && box.get("border-width").isEmpty()) {
      String colour = box.get("ring-color").orElse("rgba(59,130,246,0.5)");
      sheet.style(element, "border:%s solid %s".formatted(Page.length(width), colour));
    }
  }
}
