package dev.hookpress.render.html;

import dev.hookpress.render.css.StyledDocument;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Writes the behaviour of HTML elements into a cleaned document's tree, in linear time. */
public final class HtmlBehaviour {
  private HtmlBehaviour() {}

  /**
   * Modifies the document in place. Call before its styles are read: afterwards all stylesheets are
   * in the head.
   */
  public static void apply(Document dom) {
    List<Element> sheets = new ArrayList<>();
    List<Element> controls = new ArrayList<>();
    List<Element> lists = new ArrayList<>();
    List<Element> closed = new ArrayList<>();
    for (Element element : dom.body().getAllElements()) {
      switch (element.normalName()) {
        case "style", "link" -> sheets.add(element);
        case "input", "textarea", "select", "button", "progress", "meter" -> controls.add(element);
        case "ol" -> lists.add(element);
        case "details" -> closed.add(element);
        case "wbr" -> element.text("\u200b");
        default -> {}
      }
    }
    sheets.forEach(sheet -> moveToHead(sheet, dom));
    for (Element control : controls) {
      FormControls.show(control);
      if (StyledDocument.isTextField(control)) {
        StyledDocument.markScrolled(control);
      }
    }
    lists.forEach(HtmlBehaviour::numberBackwards);
    if (!closed.isEmpty()) {
      Disclosure.apply(closed, dom);
    }
  }

  /**
   * Moves a stylesheet to the head, since it applies from any position; only an SVG's own stays in
   * the SVG.
   */
  private static void moveToHead(Element sheet, Document dom) {
    for (Element above = sheet.parent(); above != null; above = above.parent()) {
      if (above.normalName().equals("svg")) {
        return;
      }
    }
    dom.head().appendChild(sheet);
  }

  /**
   * Numbers a reversed list: the engine counts only upwards, but supports {@code start} and {@code
   * value}.
   */
  private static void numberBackwards(Element list) {
    if (!list.hasAttr("reversed")) {
      return;
    }
    List<Element> items = new ArrayList<>();
    for (Element child : list.children()) {
      if (child.normalName().equals("li")) {
        items.add(child);
      }
    }
    int number = integer(list.attr("start"), items.size());
    for (Element item : items) {
      number = integer(item.attr("value"), number);
      item.attr("value", Integer.toString(number));
      number--;
    }
  }

  private static int integer(String text, int otherwise) {
    return text.strip().matches("-?[0-9]{1,9}") ? Integer.parseInt(text.strip()) : otherwise;
  }
}
