package dev.hookpress.render.pdf;

import dev.hookpress.job.PageLayout;
import java.util.Locale;
import java.util.OptionalInt;

/** The page as CSS. It stands before the document's own, which may refine it. */
final class PageStyle {
  private PageStyle() {}

  /**
   * @param total the number of all pages, where it is known beforehand and differs from this part's
   */
  static String css(PageLayout layout, OptionalInt total) {
    double width = layout.landscape() ? layout.heightMillimetres() : layout.widthMillimetres();
    double height = layout.landscape() ? layout.widthMillimetres() : layout.heightMillimetres();
    PageLayout.Margins margins = layout.margins();
    String pages = total.isPresent() ? '"' + Integer.toString(total.getAsInt()) + '"' : null;
    return String.format(
            Locale.ROOT,
            "@page{size:%.3fmm %.3fmm;margin:%.3fmm %.3fmm %.3fmm %.3fmm;",
            width,
            height,
            margins.topMillimetres(),
            margins.rightMillimetres(),
            margins.bottomMillimetres(),
            margins.leftMillimetres())
        + "@top-center{content:element(hookpress-header);vertical-align:middle;width:100%}"
        + "@bottom-center{content:element(hookpress-footer);vertical-align:middle;width:100%}}"
        // As browsers print: a table's head on every page, and no row torn apart.
        + "table{-fs-table-paginate:paginate}tr{page-break-inside:avoid}"
        + ".hookpress-header{position:running(hookpress-header)}"
        + ".hookpress-footer{position:running(hookpress-footer)}"
        + running("pageNumber", "counter(page)")
        + running("totalPages", pages == null ? "counter(pages)" : pages);
  }

  private static String running(String cssClass, String content) {
    return ".hookpress-header ."
        + cssClass
        + "::before,.hookpress-footer ."
        + cssClass
        + "::before{content:"
        + content
        + "}";
  }
}
