package dev.hookpress.render.source;

import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.Steps;
import dev.hookpress.render.css.StyleWarning;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.cascade.Sheet;
import dev.hookpress.render.css.cascade.Styling;
import dev.hookpress.render.css.cascade.UserAgentSheet;
import dev.hookpress.render.css.container.ContainerLayout;
import dev.hookpress.render.css.counter.CounterTexts;
import dev.hookpress.render.css.engine.EngineSheet;
import dev.hookpress.render.css.engine.StyleFrontEnd;
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.WebFont;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Replaces the stylesheets of a document that uses CSS beyond the layout engine's support; leaves
 * every other document unchanged.
 */
final class DocumentStyles {
  private static final String LINKS = "link[rel~=(?i)^stylesheet$]";
  private static final Evaluator SHEETS = Selector.evaluatorOf("style, " + LINKS);

  /** A rule that asks for the width of a container, or a unit of it. */
  private static final Pattern QUERY = Pattern.compile("@container|[0-9]cq(?:w|i|min|max)");

  /**
   * Rounds of layout: one finds the outer widths, each further one those in containers that rules
   * of the one before have changed. Authors do not nest more.
   */
  private static final int MAX_ROUNDS = 3;

  private final PageBox page;
  private final Map<URI, byte[]> fetched;
  private final TextMeasures fonts;
  private final boolean tagged;

  /**
   * Creates the styles.
   *
   * @param fetched the fetched resources of the document, including stylesheets
   * @param fonts measures text
   */
  DocumentStyles(RenderOptions options, Map<URI, byte[]> fetched, TextMeasures fonts) {
    this.page = PageBox.of(options.layout(), options.print().screen());
    this.fetched = fetched;
    this.fonts = fonts;
    this.tagged = options.pdf().conformance().filter(Conformance::isTagged).isPresent();
  }

  /** Whether the document uses such CSS. */
  boolean areNeeded(Document dom) {
    // The layout engine itself knows print only.
    return page.screen() || needed(dom, sheets(dom));
  }

  /**
   * Changes a document that needs it in place. Returns warnings about unsupported CSS.
   *
   * @param scale of the content relative to the page
   */
  List<RenderWarning> apply(Document dom, double scale) {
    List<Sheet> sheets = sheets(dom);
    StyledDocument styled =
        Styling.style(dom, input(dom, sheets, scale), containerWidths(dom, sheets, scale));
    List<RenderWarning> warnings = new ArrayList<>();
    styled.warnings().forEach(warning -> warnings.add(shown(warning)));
    CounterTexts.apply(styled);
    Optional<SourceOrder> order = tagged ? Optional.of(new SourceOrder(dom)) : Optional.empty();
    ContainerLayout.apply(
            styled, () -> fonts.of(webFonts(sheets), fetched), new FetchedImages(fetched))
        .forEach(warning -> warnings.add(RenderWarning.looks(warning)));
    order.ifPresent(it -> it.mark(dom));
    EngineSheet.apply(styled);
    return warnings;
  }

  private Styling.Input input(Document dom, List<Sheet> sheets, double scale) {
    return new Styling.Input(
        UserAgentSheet.of(dom),
        sheets,
        page,
        scale,
        (base, reference) -> ResourceUri.resolve(base, reference).map(URI::toString),
        this::text,
        new Steps(Steps.DEFAULT));
  }

  /**
   * Lays copies of the document out until the widths of the containers that its rules ask for stay
   * the same. Costs nothing without such rules.
   */
  private Map<Integer, Double> containerWidths(Document dom, List<Sheet> sheets, double scale) {
    Map<Integer, Double> widths = Map.of();
    if (linked(sheets).stream().noneMatch(css -> QUERY.matcher(css).find())) {
      return widths;
    }
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Document copy = dom.clone();
      StyledDocument trial = Styling.style(copy, input(copy, sheets, scale), widths);
      Map<Integer, Double> found =
          ContainerLayout.widths(
              trial, () -> fonts.of(webFonts(sheets), fetched), new FetchedImages(fetched));
      if (found.equals(widths)) {
        return widths;
      }
      widths = found;
    }
    return widths;
  }

  private static RenderWarning shown(StyleWarning warning) {
    return warning.affectsLayout()
        ? RenderWarning.layoutNotUnderstood(warning.text())
        : RenderWarning.looks(warning.text());
  }

  /** Returns the fonts that the sheets and their imports declare. */
  private List<WebFont> webFonts(List<Sheet> sheets) {
    FontFaceRules rules = new FontFaceRules();
    fetched.forEach(
        (address, bytes) -> {
          if (CssText.looksLikeCss(bytes)) {
            rules.takeFrom(new String(bytes, StandardCharsets.UTF_8), address.toString());
          }
        });
    sheets.forEach(sheet -> rules.takeFrom(sheet.css(), sheet.base()));
    return rules.fonts();
  }

  private boolean needed(Document dom, List<Sheet> sheets) {
    return StyleFrontEnd.needed(dom, linked(sheets));
  }

  /** The text of the sheets and of those that they import. */
  private List<String> linked(List<Sheet> sheets) {
    List<String> linked = new ArrayList<>(sheets.stream().map(Sheet::css).toList());
    // The imports of linked sheets were fetched with them.
    if (sheets.stream().anyMatch(sheet -> sheet.css().contains("@import"))) {
      fetched.values().stream()
          .filter(CssText::looksLikeCss)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .forEach(linked::add);
    }
    return linked;
  }

  private List<Sheet> sheets(Document dom) {
    List<Sheet> sheets = new ArrayList<>();
    int number = 0;
    for (Element element : dom.select(SHEETS)) {
      if (element.normalName().equals("style")) {
        number++;
        sheets.add(
            new Sheet(
                "style element " + number, css(element), dom.baseUri(), element.attr("media")));
      } else {
        String href = element.attr("href");
        text(href)
            .ifPresent(
                css ->
                    sheets.add(
                        new Sheet(ResourceUri.shown(href), css, href, element.attr("media"))));
      }
    }
    return sheets;
  }

  private static String css(Element style) {
    return style.data().isEmpty() ? style.wholeText() : style.data();
  }

  private Optional<String> text(String address) {
    return ResourceUri.resolve("", address)
        .map(fetched::get)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
