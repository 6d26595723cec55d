package dev.hookpress.render.source;

import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.RenderWarning.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Reports the content of a document that cannot be printed, before it is removed. */
final class LeftOut {
  private static final Evaluator UNSEEN =
      Selector.evaluatorOf("script, style, noscript, template, [hidden]");

  /** The common name of each unprintable element. */
  private static final Map<String, String> UNPRINTABLE =
      Map.of(
          "canvas", "canvas",
          "video", "video",
          "audio", "audio player",
          "iframe", "iframe",
          "frameset", "frameset",
          "embed", "embedded object",
          "applet", "applet",
          "portal", "portal");

  /** Types of scripts that are executed, not data (HTML §4.12.1). */
  private static final Set<String> SCRIPT_TYPES =
      Set.of("", "module", "text/javascript", "application/javascript", "text/ecmascript");

  /** What the scripts of services that count visitors contain. They add nothing to the page. */
  private static final List<String> COUNTERS =
      List.of(
          "dataLayer", "gtag(", "google-analytics", "googletagmanager", "fbq(", "_paq", "hotjar");

  /** What a script contains that writes into the page, whatever else it does. */
  private static final List<String> WRITERS =
      List.of("innerHTML", "textContent", "innerText", "getElementBy", "querySelector", "$(");

  private static final String NOT_RUN = " not run: ";

  /** What a browser prints of the unprintable; of a video, there is a picture at most. */
  private static final List<String> SHOWN_BY_BROWSERS = List.of("canvas", "iframe", "frameset");

  /** Elements that are visible without text. */
  private static final String VISIBLE = "img, svg, hr, input, textarea, select, table";

  private LeftOut() {}

  static List<RenderWarning> of(Document dom) {
    List<RenderWarning> warnings = new ArrayList<>();
    int scripts = 0;
    int counters = 0;
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Element element : dom.getAllElements()) {
      String name = element.normalName();
      if (name.equals("script") && runs(element)) {
        scripts++;
        counters += onlyCounts(element) ? 1 : 0;
      } else if (UNPRINTABLE.containsKey(name)) {
        counts.merge(UNPRINTABLE.get(name), 1, Integer::sum);
      }
    }
    if (scripts > 0 && isEmpty(dom)) {
      warnings.add(
          new RenderWarning(
              Kind.EMPTY_WITHOUT_SCRIPTS,
              "The page is empty until its scripts fill it. "
                  + scripts(scripts)
                  + NOT_RUN
                  + "send the HTML that they make"));
    } else if (scripts > counters) {
      warnings.add(
          new RenderWarning(
              Kind.CONTENT_OF_BROWSERS,
              scripts(scripts - counters) + NOT_RUN + "what they would add or change is missing"));
    }
    counts.forEach(
        (name, count) ->
            warnings.add(
                new RenderWarning(
                    SHOWN_BY_BROWSERS.contains(name) ? Kind.CONTENT_OF_BROWSERS : Kind.CONTENT,
                    leftOut(name, count))));
    return warnings;
  }

  private static boolean runs(Element script) {
    String type = script.attr("type").strip().toLowerCase(Locale.ROOT);
    String source = script.attr("src");
    // Tailwind's script is replaced by this application's own styling.
    boolean tailwind =
        source.contains("cdn.tailwindcss.com") || source.contains("@tailwindcss/browser");
    return SCRIPT_TYPES.contains(type) && !tailwind;
  }

  /**
   * Whether a script counts visitors, as far as can be seen. A page does not wait for a script that
   * is loaded asynchronously, so it is complete without it.
   */
  private static boolean onlyCounts(Element script) {
    if (script.hasAttr("src")) {
      return script.hasAttr("async");
    }
    String code = script.data();
    return code.isBlank()
        || COUNTERS.stream().anyMatch(code::contains) && WRITERS.stream().noneMatch(code::contains);
  }

  private static String scripts(int count) {
    return count == 1 ? "Its script is" : "Its %d scripts are".formatted(count);
  }

  private static boolean isEmpty(Document dom) {
    Element body = dom.body().clone();
    body.select(UNSEEN).remove();
    return body.text().isBlank() && body.selectFirst(VISIBLE) == null;
  }

  private static String leftOut(String name, int count) {
    String article = "aeiou".indexOf(name.charAt(0)) >= 0 ? "An " : "A ";
    return count == 1
        ? article + name + " cannot be printed and is left out"
        : "%d elements of the kind %s cannot be printed and are left out".formatted(count, name);
  }
}
