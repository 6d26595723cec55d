package dev.hookpress.render.source;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import dev.hookpress.render.html.CodeImages;
import dev.hookpress.render.html.Doctypes;
import dev.hookpress.render.html.HtmlBehaviour;
import dev.hookpress.render.html.PictureSources;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.PreparedPart;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.render.prepared.SvgCleaner;
import dev.hookpress.render.tailwind.Tailwind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Assembles a document's parts, before and after its resources are fetched. */
final class Assembly {
  private static final Evaluator PICTURES = Selector.evaluatorOf("img[src]");
  private static final Evaluator LINKS = Selector.evaluatorOf("link[href]");
  private static final Evaluator STYLES = Selector.evaluatorOf("style, [style]");
  private static final Evaluator STYLED = Selector.evaluatorOf("[style]");
  private static final Evaluator SVG = Selector.evaluatorOf("svg, img[src^=data:image/svg]");
  private static final Evaluator RIGHT_TO_LEFT = Selector.evaluatorOf("[dir=rtl], bdo");

  private static final double PIXELS_PER_INCH = 96;
  private static final double MILLIMETRES_PER_INCH = 25.4;

  /** The script that applies Tailwind's classes in browsers. */
  private static final String TAILWIND_SCRIPT =
      "script[src*=cdn.tailwindcss.com], script[src*=@tailwindcss/browser]";

  private final RenderLimits limits;
  private final RenderOptions options;
  private final TextMeasures fonts;
  private final HtmlCleaner cleaner;
  private final List<SourcePart> sources = new ArrayList<>();
  private final List<Document> doms = new ArrayList<>();

  /** The original of each document that was rewritten for the engine. */
  private final Map<Document, Document> unstyled = new IdentityHashMap<>();

  private final Map<Document, PreparedPart.Scaling> scalings = new IdentityHashMap<>();

  private final Set<URI> images = new LinkedHashSet<>();
  private final Set<URI> stylesheets = new LinkedHashSet<>();
  private final Set<String> styleWarnings = new LinkedHashSet<>();

  /**
   * Creates the assembly.
   *
   * @param fonts measures text; used only if a document needs it
   */
  Assembly(RenderLimits limits, RenderOptions options, TextMeasures fonts) {
    this.limits = limits;
    this.options = options;
    this.fonts = fonts;
    this.cleaner = new HtmlCleaner(limits);
  }

  /**
   * The result of cleaning.
   *
   * @param references the URIs to fetch
   */
  record Cleaned(Optional<Preparation.Rejected> rejected, Set<URI> references) {
    static Cleaned reject(FailureCode code, String message) {
      return new Cleaned(Optional.of(new Preparation.Rejected(code, message)), Set.of());
    }
  }

  /** Parses and cleans all parts. Blocking. */
  Cleaned clean(List<SourcePart> parts) {
    Set<URI> references = new LinkedHashSet<>();
    for (SourcePart part : parts) {
      if (part instanceof SourcePart.Missing missing) {
        return Cleaned.reject(missing.code(), missing.message());
      }
      Document dom = null;
      if (!(part instanceof SourcePart.Pdf)) {
        Optional<Preparation.Rejected> tooLarge = tooLarge(part);
        if (tooLarge.isPresent()) {
          return new Cleaned(tooLarge, Set.of());
        }
        try {
          dom = parse(part);
          RunningParts.insert(dom, options.headerHtml(), options.footerHtml());
          PictureSources.choose(dom, areaWidth(), options.print().screen());
          Optional<String> noCode = CodeImages.draw(dom, limits.maxHtmlBytes());
          if (noCode.isPresent()) {
            return Cleaned.reject(FailureCode.SOURCE_INVALID, noCode.get());
          }
          // Checked before cleaning, which removes scripts.
          boolean script = dom.selectFirst(TAILWIND_SCRIPT) != null;
          Optional<Preparation.Rejected> rejected = cleaner.clean(dom);
          if (rejected.isPresent()) {
            return new Cleaned(rejected, Set.of());
          }
          HtmlBehaviour.apply(dom);
          style(dom, script);
        } catch (IOException | RuntimeException | StackOverflowError e) {
          return Cleaned.reject(FailureCode.SOURCE_INVALID, "The HTML cannot be read");
        }
        collectReferences(dom, references);
      }
      sources.add(part);
      doms.add(dom);
    }
    return new Cleaned(Optional.empty(), references);
  }

  /** The page's width between its margins, in CSS pixels. */
  private double areaWidth() {
    PageLayout layout = options.layout();
    double width = layout.landscape() ? layout.heightMillimetres() : layout.widthMillimetres();
    PageLayout.Margins margins = layout.margins();
    double area = width - margins.leftMillimetres() - margins.rightMillimetres();
    return Math.max(0, area) * PIXELS_PER_INCH / MILLIMETRES_PER_INCH;
  }

  /**
   * Applies Tailwind's classes. Runs before references are collected, because classes can reference
   * images.
   *
   * @param script whether the document contains the script that applies the classes in browsers
   */
  private void style(Document dom, boolean script) {
    if (options.tailwind().isEmpty() && !script) {
      return;
    }
    unstyled.put(dom, dom.clone());
    List<FontRequest> fonts = options.tailwind().map(TailwindStyling::fonts).orElse(List.of());
    styleWarnings.addAll(Tailwind.apply(dom, options.layout(), options.print().screen(), fonts));
  }

  /** Why a browser would show more of the parts; a sentence for the client. */
  Optional<String> needsBrowser() {
    return cleaner.needsBrowser();
  }

  /**
   * A part as a browser loads it: as it was written, but for Tailwind's classes, which are applied
   * if the options say so. Blocking.
   */
  BrowserPage page(SourcePart part, int index) throws IOException {
    String base = part instanceof SourcePart.FetchedHtml fetched ? fetched.baseUri() : "";
    boolean codes = CodeImages.mayBeIn(written(part));
    if (options.tailwind().isPresent() || codes) {
      Document dom = parse(part);
      if (codes && CodeImages.draw(dom, limits.maxHtmlBytes()).isPresent()) {
        throw new IOException("A code that cannot be drawn");
      }
      options
          .tailwind()
          .ifPresent(
              it -> Tailwind.apply(dom, options.layout(), options.print().screen(), it.fonts()));
      byte[] html = dom.outerHtml().getBytes(StandardCharsets.UTF_8);
      return new BrowserPage(index, html, Optional.of(StandardCharsets.UTF_8), base);
    }
    return part instanceof SourcePart.FetchedHtml fetched
        ? new BrowserPage(index, fetched.bytes(), fetched.charset(), base)
        : new BrowserPage(
            index,
            ((SourcePart.InlineHtml) part).html().getBytes(StandardCharsets.UTF_8),
            Optional.of(StandardCharsets.UTF_8),
            base);
  }

  private static String written(SourcePart part) {
    return part instanceof SourcePart.FetchedHtml fetched
        ? new String(fetched.bytes(), StandardCharsets.ISO_8859_1)
        : ((SourcePart.InlineHtml) part).html();
  }

  /** Why a part has too much HTML for any engine; empty: it does not. */
  Optional<Preparation.Rejected> tooLarge(SourcePart part) {
    return htmlBytes(part) <= limits.maxHtmlBytes()
        ? Optional.empty()
        : Optional.of(
            new Preparation.Rejected(
                FailureCode.SOURCE_TOO_LARGE,
                "The HTML has more than %,d bytes".formatted(limits.maxHtmlBytes())));
  }

  Optional<Preparation.Rejected> addCss(int bytes) {
    return cleaner.addCss(bytes);
  }

  /**
   * Combines the cleaned parts with the fetched resources. Blocking.
   *
   * @param missing the URIs that could not be fetched, and why
   */
  Prepared finish(Map<URI, byte[]> fetched, Map<URI, String> missing) {
    Set<RenderWarning> warnings = new LinkedHashSet<>(cleaner.warnings());
    styleWarnings.forEach(it -> warnings.add(RenderWarning.looks(it)));
    missing.forEach((uri, message) -> warnings.add(missing(uri, message)));
    FontFaceRules fonts = new FontFaceRules();
    Map<URI, byte[]> resources = new HashMap<>();
    boolean svgFiles = false;
    for (Map.Entry<URI, byte[]> entry : fetched.entrySet()) {
      byte[] bytes = entry.getValue();
      if (entry.getKey().getPath().endsWith(".css") || CssText.looksLikeCss(bytes)) {
        String css = new String(bytes, StandardCharsets.UTF_8);
        bytes = fonts.takeFrom(css, entry.getKey().toString()).getBytes(StandardCharsets.UTF_8);
        svgFiles |= css.contains("data:image/svg");
      }
      svgFiles |= SvgCleaner.isSvg(bytes);
      resources.put(entry.getKey(), bytes);
    }
    doms.stream().filter(Objects::nonNull).forEach(dom -> MissingImages.show(dom, resources));
    DocumentStyles styles = new DocumentStyles(options, fetched, this.fonts);
    for (Document dom : doms) {
      if (dom != null && styles.areNeeded(dom)) {
        Document written = dom.clone();
        warnings.addAll(styles.apply(dom, 1));
        scalings.put(dom, scale -> scaled(written.clone(), styles, scale));
      }
    }
    List<PreparedPart> parts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      parts.add(
          sources.get(i) instanceof SourcePart.Pdf pdf
              ? new PreparedPart.Pdf(pdf.bytes())
              : html(doms.get(i), fonts, svgFiles));
    }
    return new Prepared(parts, resources, fonts.fonts(), List.copyOf(warnings));
  }

  private static Document scaled(Document dom, DocumentStyles styles, double scale) {
    styles.apply(dom, scale);
    withoutFontFaces(dom, new FontFaceRules());
    return dom;
  }

  private RenderWarning missing(URI uri, String message) {
    if (images.contains(uri)) {
      return RenderWarning.content(message);
    }
    return stylesheets.contains(uri) ? RenderWarning.layout(message) : RenderWarning.looks(message);
  }

  private long htmlBytes(SourcePart part) {
    byte[] own =
        part instanceof SourcePart.InlineHtml inline
            ? inline.html().getBytes(StandardCharsets.UTF_8)
            : ((SourcePart.FetchedHtml) part).bytes();
    long length =
        own.length <= limits.maxHtmlBytes()
            ? own.length
            : HtmlLength.withoutData(new String(own, StandardCharsets.ISO_8859_1));
    return length
        + options.headerHtml().map(Assembly::utf8Length).orElse(0L)
        + options.footerHtml().map(Assembly::utf8Length).orElse(0L);
  }

  private static long utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Document parse(SourcePart part) throws IOException {
    Document document = parsed(part);
    Doctypes.setMode(document);
    return document;
  }

  private Document parsed(SourcePart part) throws IOException {
    // Deeper than the limit, so that the cleaner can detect an excess.
    Parser parser = Parser.htmlParser().setMaxDepth(limits.maxDepth() + 8);
    if (part instanceof SourcePart.InlineHtml inline) {
      return parser.parseInput(inline.html(), "");
    }
    SourcePart.FetchedHtml fetched = (SourcePart.FetchedHtml) part;
    return Jsoup.parse(
        new ByteArrayInputStream(fetched.bytes()),
        fetched.charset().map(Charset::name).orElse(null),
        fetched.baseUri(),
        parser);
  }

  private void collectReferences(Document dom, Set<URI> references) {
    String base = dom.baseUri();
    dom.select(PICTURES).eachAttr("src").forEach(src -> add(base, src, images));
    dom.select(LINKS).eachAttr("href").forEach(href -> add(base, href, stylesheets));
    references.addAll(images);
    references.addAll(stylesheets);
    for (Element styled : dom.select(STYLES)) {
      String css = styled.attr("style") + styled.data();
      CssText.references(css).forEach(reference -> add(base, reference, references));
    }
  }

  private static void add(String base, String reference, Set<URI> references) {
    ResourceUri.resolve(base, reference).ifPresent(references::add);
  }

  private PreparedPart.Html html(Document dom, FontFaceRules fonts, boolean svgFiles) {
    boolean svg = svgFiles || dom.selectFirst(SVG) != null;
    boolean rightToLeft = dom.selectFirst(RIGHT_TO_LEFT) != null;
    for (String css : withoutFontFaces(dom, fonts)) {
      svg |= css.contains("data:image/svg");
      rightToLeft |= css.contains("rtl");
    }
    for (String style : dom.select(STYLED).eachAttr("style")) {
      svg |= style.contains("data:image/svg");
      rightToLeft |= style.contains("rtl");
    }
    rightToLeft |= dom.wholeText().chars().anyMatch(Assembly::isRightToLeft);
    return new PreparedPart.Html(
        dom,
        Optional.ofNullable(unstyled.get(dom)),
        dom.baseUri(),
        new PreparedPart.Traits(svg, rightToLeft, RunningParts.showTotals(dom)),
        Optional.ofNullable(scalings.get(dom)));
  }

  /** Takes the font faces out of the stylesheets, whose text before that is returned. */
  private static List<String> withoutFontFaces(Document dom, FontFaceRules fonts) {
    List<String> sheets = new ArrayList<>();
    for (Element style : dom.getElementsByTag("style")) {
      if (!style.parents().is("svg")) {
        String css = style.data();
        sheets.add(css);
        style.empty().appendChild(new DataNode(fonts.takeFrom(css, dom.baseUri())));
      }
    }
    return sheets;
  }

  private static boolean isRightToLeft(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE ->
          true;
      default -> false;
    };
  }
}
