package dev.hookpress.render.pdf;

import static dev.hookpress.render.prepared.PreparedPart.DATE_CLASS;
import static dev.hookpress.render.prepared.PreparedPart.FOOTER_CLASS;
import static dev.hookpress.render.prepared.PreparedPart.HEADER_CLASS;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PrintOptions;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Generates the stylesheet of the page. It precedes the document's own stylesheets, which may
 * refine it.
 */
final class PageStyle {
  private static final String NO_BACKGROUNDS =
      "*,*::before,*::after"
          + "{background-color:transparent!important;background-image:none!important}";

  /** On a single page nothing breaks. */
  private static final String NO_BREAKS =
      "*,*::before,*::after" + "{page-break-before:auto!important;page-break-after:auto!important}";

  private PageStyle() {}

  /**
   * @param header whether the part has a header; likewise for the footer: an empty margin box would
   *     leave almost no room for the document's own boxes there
   * @param total the number of all pages, if it is known beforehand and differs from this part's
   */
  static String css(
      PageLayout layout,
      PrintOptions print,
      boolean header,
      boolean footer,
      OptionalInt total,
      LocalDate today) {
    double width = layout.landscape() ? layout.heightMillimetres() : layout.widthMillimetres();
    double height = layout.landscape() ? layout.widthMillimetres() : layout.heightMillimetres();
    PageLayout.Margins margins = layout.margins();
    String pages = total.isPresent() ? '"' + Integer.toString(total.getAsInt()) + '"' : null;
    return String.format(
            Locale.ROOT,
            "@page{size:%.3fmm %.3fmm%s;margin:%.3fmm %.3fmm %.3fmm %.3fmm;",
            width,
            height,
            print.cssPageSize() ? "" : "!important",
            margins.topMillimetres(),
            margins.rightMillimetres(),
            margins.bottomMillimetres(),
            margins.leftMillimetres())
        + (header ? inMargin("@top-center", HEADER_CLASS) : "")
        + (footer ? inMargin("@bottom-center", FOOTER_CLASS) : "")
        + "}"
        + (print.backgrounds() ? "" : NO_BACKGROUNDS)
        + (print.singlePage() ? NO_BREAKS : "")
        + taken(HEADER_CLASS)
        + taken(FOOTER_CLASS)
        + number("pageNumber", "counter(page)")
        + number("totalPages", pages == null ? "counter(pages)" : pages)
        + number(DATE_CLASS, '"' + today.toString() + '"');
  }

  private static String inMargin(String box, String name) {
    return box + "{content:element(" + name + ");vertical-align:middle;width:100%}";
  }

  /** Takes the element out of the page's flow, as a running element named after its class. */
  private static String taken(String cssClass) {
    return "." + cssClass + "{position:running(" + cssClass + ")}";
  }

  private static String number(String cssClass, String content) {
    return ".%s .%s::before,.%s .%s::before{content:%s}"
        .formatted(HEADER_CLASS, cssClass, FOOTER_CLASS, cssClass, content);
  }
}
