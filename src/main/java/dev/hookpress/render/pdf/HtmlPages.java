package dev.hookpress.render.pdf;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.TextUtil;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.render.font.DocumentFonts;
import dev.hookpress.render.prepared.PreparedPart;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jsoup.helper.W3CDom;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Lays HTML parts out, into one PDF. */
final class HtmlPages {
  /**
   * One for each thread that renders, as its parsers are not safe for several: a new one searches
   * the class path for them, a twelfth of an invoice's time.
   */
  private static final ThreadLocal<W3CDom> CONVERTERS = ThreadLocal.withInitial(W3CDom::new);

  private final PDDocument target;
  private final DocumentFonts fonts;
  private final DocumentResources resources;
  private final RenderGuard guard;
  private final Warnings warnings;
  private final PageLayout layout;

  HtmlPages(
      PDDocument target,
      DocumentFonts fonts,
      DocumentResources resources,
      RenderGuard guard,
      Warnings warnings,
      PageLayout layout) {
    this.target = target;
    this.fonts = fonts;
    this.resources = resources;
    this.guard = guard;
    this.warnings = warnings;
    this.layout = layout;
  }

  /** How many pages the part will have; writes nothing. */
  int count(PreparedPart.Html part) throws IOException {
    // A total of the usual width stands in for the one that is being counted.
    try (PdfBoxRenderer renderer = renderer(part, 1, OptionalInt.of(99))) {
      renderer.layout();
      return renderer.getRootBox().getLayer().getPages().size();
    }
  }

  /**
   * Appends the part's pages.
   *
   * @param total what header and footer show as the number of pages; empty: this part's own
   */
  void append(PreparedPart.Html part, OptionalInt total) throws IOException {
    int firstPage = target.getNumberOfPages() + 1;
    try (PdfBoxRenderer renderer = renderer(part, firstPage, total)) {
      renderer.createPDFWithoutClosing();
    }
  }

  private PdfBoxRenderer renderer(PreparedPart.Html part, int firstPage, OptionalInt total) {
    PreparedPart.Traits traits = part.traits();
    DocumentFonts.Page page = fonts.page(part.dom());
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePDDocument(target);
    builder.withProducer(PdfRenderer.PRODUCER);
    Document dom = toW3c(part, total);
    page.shape(dom);
    builder.withW3cDocument(dom, part.baseUri());
    builder.useInitialPageNumber(firstPage);
    builder.withDiagnosticConsumer(warnings);
    builder.usePageSupplier(this::newPage);
    builder.useUnicodeLineBreaker(new GuardedBreaker(page.lineBreaker(lineBreaker()), guard));
    builder.useUnicodeCharacterBreaker(
        new GuardedBreaker(
            new TextUtil.DefaultCharacterBreaker(BreakIterator.getCharacterInstance(Locale.US)),
            guard));
    resources.register(builder);
    if (traits.rightToLeft()) {
      builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
      builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
    }
    if (traits.svg()) {
      builder.useSVGDrawer(new SafeSvgDrawer(fonts.forSvg()));
    }
    PdfBoxRenderer renderer = builder.buildPdfRenderer();
    page.register(renderer);
    return renderer;
  }

  private Document toW3c(PreparedPart.Html part, OptionalInt total) {
    Document dom = CONVERTERS.get().fromJsoup(part.dom());
    Node head = dom.getElementsByTagName("head").item(0);
    Element style = dom.createElementNS(head.getNamespaceURI(), "style");
    style.appendChild(dom.createTextNode(PageStyle.css(layout, total)));
    head.insertBefore(style, head.getFirstChild());
    return dom;
  }

  private static FSTextBreaker lineBreaker() {
    return new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.US));
  }

  private PDPage newPage(PDDocument document, float width, float height, int page, int shadow) {
    guard.addPages(1);
    PDPage added = new PDPage(new PDRectangle(width, height));
    document.addPage(added);
    return added;
  }
}
