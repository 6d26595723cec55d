package dev.hookpress.render.tailwind;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/** The generated stylesheet of one document; contains only the rules that its classes need. */
final class Sheet {
  private static final String OWN_CLASS = "hookpress-";

  private final Set<Rule> used =
      new TreeSet<>((a, b) -> a.compareTo(b) != 0 ? a.compareTo(b) : a.name().compareTo(b.name()));
  private final Map<String, String> made = new LinkedHashMap<>();

  /** The added rules by name, because lookups in the sorted set are slow. */
  private final Map<String, Rule> known = new HashMap<>();

  void use(Rule rule) {
    if (known.putIfAbsent(rule.name(), rule) == null) {
      used.add(rule);
    }
  }

  /** Adds declarations to the element that take precedence over those of its classes. */
  void style(Element element, String declarations) {
    addClass(element, made.computeIfAbsent("{" + declarations + "}", this::name));
  }

  /** Cheaper than jsoup's addClass, which parses all classes. */
  private static void addClass(Element element, String name) {
    String before = element.attr("class");
    element.attr("class", before.isEmpty() ? name : before + " " + name);
  }

  private String name(String anything) {
    return OWN_CLASS + made.size();
  }

  String css(String base) {
    StringBuilder css = new StringBuilder(4_096).append(base);
    for (Rule rule : used) {
      append(css, rule);
    }
    made.forEach((rule, name) -> css.append('.').append(name).append(rule).append('\n'));
    return css.toString();
  }

  private static void append(StringBuilder css, Rule rule) {
    StringBuilder body = new StringBuilder();
    for (Declaration declaration : rule.utility().declarations()) {
      if (declaration.isCss()) {
        body.append(declaration).append(rule.important() ? " !important;" : ";");
      }
    }
    if (body.isEmpty()) {
      return;
    }
    String selector = "." + escaped(rule.name());
    if (rule.utility().children()) {
      // A table row has no border of its own; its cells do.
      css.append(selector).append(">*+*,").append(selector).append(">tr+tr>*");
    } else {
      css.append(selector).append(rule.variants().pseudo());
    }
    css.append('{').append(body).append("}\n");
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        escaped.append("\\3").append(c).append(' ');
      } else if (digit
          || c == '-'
          || c == '_'
          || c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c > 127) {
        escaped.append(c);
      } else {
        escaped.append('\\').append(c);
      }
    }
    return escaped.toString();
  }
}
