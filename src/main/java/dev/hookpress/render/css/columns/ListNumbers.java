package dev.hookpress.render.css.columns;

import org.jsoup.nodes.Element;

/** Numbers the items of lists by attributes, as the engine restarts in each box of their parts. */
public final class ListNumbers {
  private ListNumbers() {}

  /** Numbers the items of an ordered list; leaves any other element as it is. */
  public static void fix(Element list) {
    if (!list.normalName().equals("ol")) {
      return;
    }
    int number = integer(list.attr("start"), 1);
    for (Element item : list.children()) {
      if (item.normalName().equals("li")) {
        number = integer(item.attr("value"), number);
        item.attr("value", Integer.toString(number));
        number++;
      }
    }
  }

  private static int integer(String text, int otherwise) {
    String digits = text.strip();
    return digits.matches("-?[0-9]{1,6}") ? Integer.parseInt(digits) : otherwise;
  }
}
