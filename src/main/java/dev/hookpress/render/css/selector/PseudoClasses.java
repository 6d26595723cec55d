package dev.hookpress.render.css.selector;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Pseudo-classes without arguments. On paper nothing is hovered, focused or visited. */
final class PseudoClasses {
  private static final Set<String> NEVER =
      Set.of(
          "hover",
          "active",
          "focus",
          "focus-visible",
          "focus-within",
          "visited",
          "target",
          "target-within",
          "current",
          "past",
          "future",
          "playing",
          "paused",
          "seeking",
          "stalled",
          "buffering",
          "muted",
          "volume-locked",
          "fullscreen",
          "modal",
          "picture-in-picture",
          "popover-open",
          "user-valid",
          "user-invalid",
          "autofill",
          "invalid",
          "out-of-range",
          "host",
          "blank",
          "local-link",
          "xr-overlay");
  private static final Set<String> FIELDS =
      Set.of("button", "input", "select", "textarea", "optgroup", "option", "fieldset");
  private static final Set<String> EDITED = Set.of("input", "select", "textarea");

  private PseudoClasses() {}

  /** Empty for an unknown name. */
  static Optional<Simple> of(String name) {
    if (NEVER.contains(name)) {
      return Optional.of((node, matching) -> false);
    }
    return Optional.ofNullable(
        switch (name) {
          case "root", "scope" -> (node, matching) -> node.parent() == null;
          case "first-child" -> new Conditions.Nth(0, 1, false, false, null);
          case "last-child" -> new Conditions.Nth(0, 1, false, true, null);
          case "first-of-type" -> new Conditions.Nth(0, 1, true, false, null);
          case "last-of-type" -> new Conditions.Nth(0, 1, true, true, null);
          case "only-child" -> (node, matching) -> node.siblings() == 1;
          case "only-of-type" -> (node, matching) -> node.typeCount == 1;
          case "empty" -> (node, matching) -> isEmpty(node.element());
          case "defined", "valid", "in-range" -> (node, matching) -> true;
          default -> ofHtml(name);
        });
  }

  private static Simple ofHtml(String name) {
    return switch (name) {
      case "link", "any-link" ->
          (node, matching) ->
              (node.tag().equals("a") || node.tag().equals("area"))
                  && node.attribute("href") != null;
      case "checked" -> (node, matching) -> has(node, "checked") || has(node, "selected");
      case "disabled" -> (node, matching) -> FIELDS.contains(node.tag()) && has(node, "disabled");
      case "enabled" -> (node, matching) -> FIELDS.contains(node.tag()) && !has(node, "disabled");
      case "required" -> (node, matching) -> EDITED.contains(node.tag()) && has(node, "required");
      case "optional" -> (node, matching) -> EDITED.contains(node.tag()) && !has(node, "required");
      case "read-write" -> (node, matching) -> isWritable(node);
      case "read-only" -> (node, matching) -> !isWritable(node);
      case "placeholder-shown" ->
          (node, matching) -> has(node, "placeholder") && node.element().attr("value").isEmpty();
      case "default" -> (node, matching) -> has(node, "checked") || has(node, "selected");
      case "indeterminate" ->
          (node, matching) -> node.tag().equals("progress") && !has(node, "value");
      case "open" -> (node, matching) -> has(node, "open");
      default -> null;
    };
  }

  private static boolean has(ElementNode node, String attribute) {
    return node.element().hasAttr(attribute);
  }

  private static boolean isWritable(ElementNode node) {
    return (node.tag().equals("input") || node.tag().equals("textarea"))
        && !has(node, "readonly")
        && !has(node, "disabled");
  }

  /** As in Selectors 3 and in browsers, white space counts as content. */
  private static boolean isEmpty(Element element) {
    for (Node child : element.childNodes()) {
      if (child instanceof Element || child instanceof TextNode text && !text.isBlank()) {
        return false;
      }
      if (child instanceof TextNode text && !text.getWholeText().isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
