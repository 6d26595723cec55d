package dev.hookpress.render.html;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Replaces form controls by the content that they show on paper. */
final class FormControls {
  private static final String PLACEHOLDER = "hookpress-placeholder";
  private static final String TEXT = "hookpress-text";
  private static final String BAR = "hookpress-bar";
  private static final String BUTTON = "hookpress-button";
  private static final String OPTION = "hookpress-option";

  /** A password shows its length, up to a field's width. */
  private static final int MAX_BULLETS = 40;

  /** A list of options is as high as these at most. */
  private static final int MAX_ROWS = 50;

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("hh:mm a", Locale.US);

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.US);

  private FormControls() {}

  /**
   * As wide as twenty characters, and as narrow as five: what a field without a width, or with a
   * percentage of it, contributes to the width of its container.
   */
  private static final String SAMPLE = "00000 00000 00000 000000";

  static void show(Element control) {
    switch (control.normalName()) {
      case "input" -> showInput(control);
      case "textarea" -> showTextArea(control);
      case "select" -> showSelect(control);
      case "progress" -> showBar(control, 0, number(control, "max", 1));
      case "meter" -> showBar(control, number(control, "min", 0), number(control, "max", 1));
      default -> {}
    }
  }

  private static void showInput(Element input) {
    String value = input.attr("value");
    switch (input.attr("type").strip().toLowerCase(Locale.ROOT)) {
      case "checkbox", "radio", "hidden", "range" -> {}
      case "submit" -> text(input, input.hasAttr("value") ? value : "Submit");
      case "reset" -> text(input, input.hasAttr("value") ? value : "Reset");
      case "button" -> text(input, value);
      case "image" -> text(input, input.attr("alt"));
      case "file" -> {
        input.appendChild(new Element(BUTTON).text("Choose File"));
        text(input, "No file chosen");
      }
      case "color" -> showColour(input, value.isBlank() ? "#000000" : value.strip());
      case "password" ->
          textOrPlaceholder(input, "•".repeat(Math.min(MAX_BULLETS, value.length())));
      case "date" -> textOrPlaceholder(input, date(value), "mm/dd/yyyy");
      case "time" -> textOrPlaceholder(input, time(value), "--:-- --");
      case "datetime-local" -> textOrPlaceholder(input, instant(value), "mm/dd/yyyy, --:-- --");
      case "month" -> textOrPlaceholder(input, month(value), "--------- ----");
      case "week" -> textOrPlaceholder(input, week(value), "Week --, ----");
      default -> textOrPlaceholder(input, value);
    }
  }

  private static void showTextArea(Element area) {
    String text = area.wholeText();
    area.empty();
    if (text.isEmpty()) {
      textOrPlaceholder(area, "");
    } else {
      // The engine skips the text of the control itself.
      area.appendChild(new Element(TEXT).appendChild(new TextNode(text)));
    }
  }

  /** Shows the selected option of a menu, or all options of a list. */
  private static void showSelect(Element select) {
    boolean list = select.hasAttr("multiple") || number(select, "size", 1) > 1;
    if (list) {
      StringBuilder lines = new StringBuilder();
      for (Element option : select.select("option")) {
        lines.append(lines.isEmpty() ? "" : "\n").append(label(option));
      }
      select.empty();
      int rows = (int) Math.max(1, Math.min(MAX_ROWS, number(select, "size", 4)));
      String style = "white-space:pre;line-height:17px;min-height:" + rows * 17 + "px;";
      select.attr("style", style + select.attr("style"));
      text(select, lines.toString());
      return;
    }
    Element chosen = select.selectFirst("option[selected]");
    if (chosen == null) {
      chosen = select.selectFirst("option:not([disabled])");
    }
    String shown = chosen == null ? "" : label(chosen);
    String longest = longest(select);
    select.empty();
    if (longest.length() > shown.length()) {
      select.appendChild(new Element(OPTION).text(longest));
    }
    text(select, shown);
  }

  /** The label that makes the menu as wide as it is, whichever is selected. */
  private static String longest(Element select) {
    String longest = "";
    for (Element option : select.select("option")) {
      String label = label(option);
      longest = label.length() > longest.length() ? label : longest;
    }
    return longest;
  }

  private static String label(Element option) {
    return option.hasAttr("label") ? option.attr("label") : option.text();
  }

  private static void showBar(Element bar, double min, double max) {
    boolean known = bar.hasAttr("value");
    double value = number(bar, "value", min);
    double share = max > min ? (value - min) / (max - min) : 0;
    bar.empty();
    if (known) {
      double percent = 100 * Math.max(0, Math.min(1, share));
      bar.appendChild(
          new Element(BAR).attr("style", String.format(Locale.ROOT, "width:%.1f%%", percent)));
    }
  }

  private static void showColour(Element input, String colour) {
    if (colour.matches("#[0-9a-fA-F]{6}")) {
      input.appendChild(new Element(BAR).attr("style", "background-color:" + colour));
    }
  }

  private static String date(String value) {
    try {
      return value.isBlank() ? "" : LocalDate.parse(value.strip()).format(DATE);
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static String instant(String value) {
    int date = value.strip().indexOf('T');
    String day = date < 0 ? "" : date(value.strip().substring(0, date));
    String hour = day.isEmpty() ? "" : time(value.strip().substring(date + 1));
    return hour.isEmpty() ? "" : day + ", " + hour;
  }

  private static String month(String value) {
    try {
      return value.isBlank() ? "" : YearMonth.parse(value.strip()).format(MONTH);
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static String week(String value) {
    String week = value.strip();
    return week.matches("[0-9]{4}-W[0-9]{2}")
        ? "Week " + week.substring(6) + ", " + week.substring(0, 4)
        : "";
  }

  private static String time(String value) {
    try {
      return value.isBlank() ? "" : LocalTime.parse(value.strip()).format(TIME);
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static void textOrPlaceholder(Element control, String text) {
    textOrPlaceholder(control, text, control.attr("placeholder"));
  }

  private static void textOrPlaceholder(Element control, String text, String placeholder) {
    control.appendChild(new Element(OPTION).text(SAMPLE));
    if (!text.isEmpty()) {
      text(control, text);
    } else if (!placeholder.isEmpty()) {
      control.appendChild(new Element(PLACEHOLDER).text(placeholder));
    }
  }

  private static void text(Element control, String text) {
    control.appendChild(new TextNode(text));
  }

  private static double number(Element element, String attribute, double otherwise) {
    String text = element.attr(attribute).strip();
    return text.matches("-?[0-9]{1,12}(?:\\.[0-9]{1,12})?|\\.[0-9]{1,12}")
        ? Double.parseDouble(text)
        : otherwise;
  }
}
