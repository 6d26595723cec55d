package dev.hookpress.render.pdf;

import static dev.hookpress.render.prepared.PreparedPart.FOOTER_CLASS;
import static dev.hookpress.render.prepared.PreparedPart.HEADER_CLASS;

import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.layout.TextUtil;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.render.font.DocumentFonts;
import dev.hookpress.render.pdf.bidi.BidiRuns;
import dev.hookpress.render.pdf.bidi.RightToLeft;
import dev.hookpress.render.pdf.conformance.Standards;
import dev.hookpress.render.pdf.fit.AutomaticMargins;
import dev.hookpress.render.pdf.fit.ClippedText;
import dev.hookpress.render.pdf.fit.ContentExtent;
import dev.hookpress.render.pdf.fit.Fitting;
import dev.hookpress.render.pdf.fit.SingleSheet;
import dev.hookpress.render.pdf.fit.TallFooters;
import dev.hookpress.render.pdf.lines.Ellipses;
import dev.hookpress.render.pdf.lines.HangingSpaces;
import dev.hookpress.render.pdf.lines.Indents;
import dev.hookpress.render.pdf.lines.LastLines;
import dev.hookpress.render.pdf.lines.LineBreaks;
import dev.hookpress.render.pdf.lines.TextOrder;
import dev.hookpress.render.pdf.lines.TextShadows;
import dev.hookpress.render.pdf.lines.Underlines;
import dev.hookpress.render.pdf.paint.BackgroundsOnce;
import dev.hookpress.render.pdf.paint.BoxShadows;
import dev.hookpress.render.pdf.paint.FixedBoxes;
import dev.hookpress.render.pdf.paint.ListMarkers;
import dev.hookpress.render.pdf.paint.StretchedBoxes;
import dev.hookpress.render.pdf.paint.TreeOrder;
import dev.hookpress.render.prepared.PreparedPart;
import dev.hookpress.render.prepared.RenderWarning;
import java.io.IOException;
import java.text.BreakIterator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Element;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Lays out HTML parts into one PDF. */
final class HtmlPages {
  /**
   * One per rendering thread, since they are not thread-safe: a new one searches the class path for
   * a parser.
   */
  private static final ThreadLocal<Converter> CONVERTERS = ThreadLocal.withInitial(Converter::new);

  private final PDDocument target;
  private final DocumentFonts fonts;
  private final DocumentResources resources;
  private final RenderGuard guard;
  private final Warnings warnings;
  private final PageLayout layout;
  private final ContentFit fit;
  private final PrintOptions print;
  private final Standards standards;
  private final LocalDate today;
  private final Attempts attempts;

  HtmlPages(
      PDDocument target,
      DocumentFonts fonts,
      DocumentResources resources,
      RenderGuard guard,
      Warnings warnings,
      RenderOptions options,
      LocalDate today,
      Attempts attempts) {
    this.target = target;
    this.fonts = fonts;
    this.resources = resources;
    this.guard = guard;
    this.warnings = warnings;
    this.layout = options.layout();
    this.fit = options.fit();
    this.print = options.print();
    this.standards = new Standards(options, target);
    this.today = today;
    this.attempts = attempts;
  }

  /** Call when all parts are written; returns what they tell about the PDF. */
  Standards finish() throws IOException {
    standards.finish(warnings::looks);
    return standards;
  }

  /** Counts the part's pages without writing anything. */
  int count(PreparedPart.Html part) throws IOException {
    return attempts.run(attempt -> count(part, attempt), () -> {});
  }

  private int count(PreparedPart.Html part, Attempt attempt) throws IOException {
    // A number of typical width stands in for the total being counted.
    try (Fitted fitted = fitted(part, 1, OptionalInt.of(99), attempt)) {
      return fitted.renderer().getRootBox().getLayer().getPages().size();
    }
  }

  /**
   * Appends the part's pages.
   *
   * @param total the number of pages shown in header and footer; empty for this part's own
   */
  void append(PreparedPart.Html part, OptionalInt total) throws IOException {
    int before = target.getNumberOfPages();
    attempts.run(
        attempt -> append(part, total, attempt),
        () -> {
          removePages(before);
          standards.undo();
        });
  }

  private int append(PreparedPart.Html part, OptionalInt total, Attempt attempt)
      throws IOException {
    int before = target.getNumberOfPages();
    try (Fitted fitted = fitted(part, before + 1, total, attempt)) {
      PdfBoxRenderer renderer = fitted.renderer();
      SharedContext context = renderer.getSharedContext();
      ((Replacements) context.getReplacedElementFactory()).restoreParents();
      fitted.corners().correct(context);
      if (part.traits().rightToLeft() && attempt.isCorrected()) {
        RightToLeft.correct(renderer.getRootBox());
      }
      if (attempt.isCorrected()) {
        LastLines.align(renderer.getRootBox(), context.newLayoutContextInstance());
        Ellipses.add(
            renderer.getRootBox(),
            context.newRenderingContextInstance(),
            context.getDotsPerPixel());
        if (fitted.hidesContent()) {
          ClippedText.drop(renderer.getRootBox(), context.newRenderingContextInstance());
        }
        Underlines.correct(renderer.getRootBox());
        TextOrder.correct(renderer.getRootBox());
        TextShadows.add(renderer.getRootBox(), context.getDotsPerPixel());
        CssContext css = context.newRenderingContextInstance();
        StretchedBoxes.stretch(renderer.getRootBox(), css);
        TreeOrder.correct(renderer.getRootBox());
        FixedBoxes.pin(renderer.getRootBox(), css, context.getDotsPerPixel());
        if (standards.allowTransparency()) {
          BoxShadows.add(renderer.getRootBox(), context.getDotsPerPixel());
        }
        BackgroundsOnce.correct(renderer.getRootBox(), css);
        ListMarkers.correct(renderer.getRootBox(), context.getDotsPerPixel());
      }
      flattenForms(renderer.getRootBox().getElement().getOwnerDocument());
      standards.laidOut(renderer);
      renderer.createPDFWithoutClosing();
      standards.written(renderer, before);
    }
    return target.getNumberOfPages() - before;
  }

  /**
   * Renames forms after their layout. The engine would write the controls of a {@code form} again,
   * as fields to fill in, over the text that they show on paper; it fails at nested field names.
   */
  private static void flattenForms(Document dom) {
    // The list follows the document, but not always at once.
    NodeList found = dom.getElementsByTagName("form");
    List<Node> forms = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      forms.add(found.item(i));
    }
    forms.forEach(form -> dom.renameNode(form, form.getNamespaceURI(), "div"));
  }

  private void removePages(int before) {
    int after = target.getNumberOfPages();
    for (int page = after - 1; page >= before; page--) {
      target.removePage(page);
    }
    guard.takeBackPages(after - before);
  }

  /** A layout at a scale at which the content fits, if there is one. */
  private record Fitted(PdfBoxRenderer renderer, RoundedCorners corners, boolean hidesContent)
      implements AutoCloseable {
    @Override
    public void close() {
      renderer.close();
    }
  }

  private Fitted fitted(PreparedPart.Html part, int firstPage, OptionalInt total, Attempt attempt) {
    Fitting fitting = Fitting.first(fit);
    PageLayout page = print.singlePage() ? SingleSheet.tallest(layout) : layout;
    boolean sized = !print.singlePage();
    Set<Integer> tall = Set.of();
    while (true) {
      RoundedCorners corners = new RoundedCorners();
      PdfBoxRenderer renderer =
          renderer(part, firstPage, total, new Pass(attempt, corners, fitting, page, tall));
      try {
        renderer.layout();
        Indents.correct(
            renderer.getRootBox(), renderer.getSharedContext().newLayoutContextInstance());
        AutomaticMargins.correct(
            renderer.getRootBox(), renderer.getSharedContext().newLayoutContextInstance());
        ContentExtent extent = ContentExtent.of(renderer);
        Optional<Fitting> next = fitting.next(extent);
        Set<Integer> found =
            next.isEmpty() && tall.isEmpty() ? TallFooters.of(renderer) : Set.<Integer>of();
        if (next.isPresent()) {
          fitting = next.get();
        } else if (!found.isEmpty()) {
          tall = found;
        } else if (!sized && SingleSheet.holds(renderer)) {
          page = SingleSheet.of(renderer, layout);
          sized = true;
        } else {
          fitting.warnings(extent, fit).forEach(warnings::add);
          if (!sized) {
            warnings.add(
                RenderWarning.layout("Content is higher than the highest page, and has several"));
          }
          return new Fitted(renderer, corners, extent.hidesContent());
        }
      } catch (RuntimeException | Error e) {
        renderer.close();
        throw e;
      }
      renderer.close();
      guard.checkDeadline();
    }
  }

  /** The parameters of one run of the engine. */
  private record Pass(
      Attempt attempt,
      RoundedCorners corners,
      Fitting fitting,
      PageLayout page,
      Set<Integer> tallFooters) {}

  private PdfBoxRenderer renderer(
      PreparedPart.Html part, int firstPage, OptionalInt total, Pass pass) {
    Attempt attempt = pass.attempt();
    PreparedPart.Traits traits = part.traits();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePDDocument(target);
    builder.withProducer(PdfRenderer.PRODUCER);
    org.jsoup.nodes.Document html = attempt.document(part, pass.fitting().scale().factor());
    DocumentFonts.Page page = fonts.page(html);
    Document dom = toW3c(html, total, pass);
    standards.apply(builder, dom);
    page.shape(dom);
    builder.withW3cDocument(dom, part.baseUri());
    builder.useNamespaceHandler(
        new HtmlNamespace(html, new PresentationalHints(attempt.isPaginated())));
    builder.useInitialPageNumber(firstPage);
    builder.withDiagnosticConsumer(warnings);
    builder.usePageSupplier(this::newPage);
    builder.useUnicodeLineBreaker(
        new GuardedBreaker(
            new HangingSpaces(page.lineBreaker(new LineBreaks(language(html)))), guard));
    builder.useUnicodeCharacterBreaker(
        new GuardedBreaker(
            new TextUtil.DefaultCharacterBreaker(BreakIterator.getCharacterInstance(Locale.US)),
            guard));
    resources.register(builder);
    if (traits.rightToLeft()) {
      builder.useUnicodeBidiSplitter(BidiRuns::new);
      builder.useUnicodeBidiReorderer(new BidiRuns.Reorderer());
    }
    if (traits.svg()) {
      SvgTextStyles styles = new SvgTextStyles(page.lastFamilies());
      builder.useSVGDrawer(new SafeSvgDrawer(fonts.forSvg(), styles, guard, warnings));
    }
    PdfBoxRenderer renderer = builder.buildPdfRenderer();
    page.register(renderer);
    SharedContext context = renderer.getSharedContext();
    pass.fitting().scale().apply(context);
    context.setReplacedElementFactory(
        new Replacements(
            context.getReplacedElementFactory(), warnings, guard, attempt.isCorrected()));
    context.setCss(
        new CorrectedStyles(
            context.getCss(),
            context.getUserAgentCallback(),
            context,
            pass.corners(),
            attempt,
            pass.fitting().scale(),
            warnings));
    return renderer;
  }

  /**
   * Makes documents for the engine; its builder is made once, which takes as long as converting.
   */
  private static final class Converter {
    private final W3CDom converter = new W3CDom();
    private final DocumentBuilder builder;

    Converter() {
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        builder = factory.newDocumentBuilder();
      } catch (ParserConfigurationException e) {
        throw new IllegalStateException(e);
      }
    }

    Document convert(org.jsoup.nodes.Document html) {
      Document dom = builder.newDocument();
      dom.setXmlStandalone(true);
      converter.convert(html, dom);
      return dom;
    }
  }

  private Document toW3c(org.jsoup.nodes.Document html, OptionalInt total, Pass pass) {
    Document dom = CONVERTERS.get().convert(html);
    String css =
        PageStyle.css(
                pass.page(), print, has(html, HEADER_CLASS), has(html, FOOTER_CLASS), total, today)
            + pass.fitting().css();
    TallFooters.lower(dom, pass.tallFooters());
    Node head = dom.getElementsByTagName("head").item(0);
    Node style = dom.createElementNS(head.getNamespaceURI(), "style");
    style.appendChild(dom.createTextNode(css));
    head.insertBefore(style, head.getFirstChild());
    return dom;
  }

  /** Header and footer are at the start of the body. */
  private static boolean has(org.jsoup.nodes.Document html, String cssClass) {
    for (Element child : html.body().children()) {
      if (child.hasClass(cssClass)) {
        return true;
      }
      if (!child.hasClass(HEADER_CLASS)) {
        return false;
      }
    }
    return false;
  }

  private static Locale language(org.jsoup.nodes.Document html) {
    Element root = html.firstElementChild();
    return root == null ? Locale.ROOT : Locale.forLanguageTag(root.attr("lang"));
  }

  private PDPage newPage(PDDocument document, float width, float height, int page, int shadow) {
    guard.addPages(1);
    PDPage added = new PDPage(new PDRectangle(width, height));
    document.addPage(added);
    return added;
  }
}
