package dev.hookpress.render.html;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Writes what elements do into a cleaned document's tree; takes time in proportion to its size. */
public final class HtmlBehaviour {
  private HtmlBehaviour() {}

  /**
   * Changes the document in place, before its styles are looked at: afterwards all stylesheets are
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
    controls.forEach(FormControls::show);
    lists.forEach(HtmlBehaviour::numberBackwards);
    if (!closed.isEmpty()) {
      Disclosure.apply(closed, dom);
    }
  }

  /** A stylesheet applies wherever it stands; only an SVG's own belongs to the SVG. */
  private static void moveToHead(Element sheet, Document dom) {
    for (Element above = sheet.parent(); above != null; above = above.parent()) {
      if (above.normalName().equals("svg")) {
        return;
      }
    }
    dom.head().appendChild(sheet);
  }

  /** The engine counts upwards; {@code start} and {@code value} it knows. */
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
