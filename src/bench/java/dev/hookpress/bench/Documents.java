package dev.hookpress.bench;

import java.util.Locale;

/** The rendered documents: a line of text, an invoice in two styles, a report. */
final class Documents {
  /** The smallest document. */
  static final String LINE = "<p>One line of text.</p>";

  /** The number of pages of {@link #report}. */
  static final int REPORT_PAGES = 21;

  private static final int ITEMS = 14;
  private static final int PARAGRAPHS = 4;
  private static final int ROWS = 12;

  private static final String STYLE =
      """
      <style>
        body { font-family: Inter, sans-serif; font-size: 10pt; color: #1f2937 }
        h1 { font-size: 22pt; color: #4338ca; margin: 0 0 4mm 0 }
        h2 { font-size: 15pt; margin: 0 0 3mm 0 }
        table { width: 100%; border-collapse: collapse; margin-top: 6mm }
        th { background: #f3f4f6; text-align: left }
        td, th { border-bottom: 0.3mm solid #d1d5db; padding: 1.6mm 2mm }
        .right { text-align: right }
        .total td { font-weight: bold; border-bottom: 0 }
        .chapter { page-break-before: always }
      </style>
      """;

  private static final String MODERN_STYLE =
      """
      <style>
        :root { --ink: #1f2937; --accent: #4338ca; --line: #d1d5db; --gap: 2mm }
        body { font-family: Inter, sans-serif; font-size: 10pt; color: var(--ink) }
        h1 { font-size: 22pt; color: var(--accent); margin: 0 0 4mm 0 }
        .table { display: flex; flex-direction: column; margin-top: 6mm }
        .row { display: flex; gap: var(--gap); border-bottom: 0.3mm solid var(--line) }
        .row:first-child { background: #f3f4f6; font-weight: bold }
        .row span { flex: 1; padding: 1.6mm var(--gap) }
        .row span:first-child { flex: 2 }
        .row .right { text-align: right }
        .total { font-weight: bold; border-bottom: 0 }
      </style>
      """;

  private static final String TEXT =
      """
      <p>Orders of the quarter were delivered within the time agreed in all regions but one, where a
      bridge was closed for three weeks; the goods went by rail instead, at a cost that the insurer
      has borne. Returns remained below two in a hundred, and most of these were orders in a wrong
      size. The warehouse in the south was enlarged, and takes the northern stock in winter.</p>
      """;

  private Documents() {}

  /** One page: a letterhead, addresses, a table of items with totals, an embedded font. */
  static String invoice() {
    StringBuilder html = new StringBuilder("<html><head><title>Invoice 1042</title>");
    html.append(STYLE)
        .append("</head><body><h1>Invoice 1042</h1>")
        .append("<p><b>Northwind Traders</b><br>24 Harbour Street, Rotterdam</p>")
        .append("<p>To: Acme Corporation, 1 Canal Road, Utrecht. Due on 21 December 2026.</p>")
        .append("<table><thead><tr><th>Description</th><th class=right>Quantity</th>")
        .append("<th class=right>Price</th><th class=right>Amount</th></tr></thead><tbody>");
    long total = 0;
    for (int item = 1; item <= ITEMS; item++) {
      long price = 1250L * item + 99;
      long amount = price * (item % 4 + 1);
      total += amount;
      html.append("<tr><td>Article no. ").append(7_000 + item).append(", as agreed</td>");
      html.append("<td class=right>").append(item % 4 + 1).append("</td>");
      html.append("<td class=right>").append(euros(price)).append("</td>");
      html.append("<td class=right>").append(euros(amount)).append("</td></tr>");
    }
    return html.append("<tr class=total><td>Total</td><td></td><td></td><td class=right>")
        .append(euros(total))
        .append("</td></tr></tbody></table><p>Thank you for your order.</p></body></html>")
        .toString();
  }

  /** The same invoice as {@link #invoice}, with custom properties, and flex rows for its table. */
  static String modernInvoice() {
    return invoice()
        .replace(STYLE, MODERN_STYLE)
        .replace("<table>", "<div class=table>")
        .replace("</table>", "</div>")
        .replaceAll("</?(thead|tbody)>", "")
        .replaceAll("<tr(?: class=(\\w+))?>", "<div class='row $1'>")
        .replace("</tr>", "</div>")
        .replaceAll("<t[dh]( class=right)?>", "<span$1>")
        .replaceAll("</t[dh]>", "</span>");
  }

  /** A report of {@link #REPORT_PAGES} pages, each a chapter with text and a table. */
  static String report() {
    StringBuilder html = new StringBuilder("<html><head><title>Report</title>");
    html.append(STYLE).append("</head><body>");
    for (int page = 1; page <= REPORT_PAGES; page++) {
      html.append(page == 1 ? "<div>" : "<div class=chapter>");
      html.append("<h2>").append(page).append(". Region ").append(page).append("</h2>");
      html.append(TEXT.repeat(PARAGRAPHS));
      html.append("<table><thead><tr><th>Month</th><th class=right>Orders</th>");
      html.append("<th class=right>Revenue</th></tr></thead><tbody>");
      for (int row = 1; row <= ROWS; row++) {
        html.append("<tr><td>2026-").append(row).append("</td><td class=right>");
        html.append(page * 37 + row * 11).append("</td><td class=right>");
        html.append(euros(page * 913_700L + row * 12_345L)).append("</td></tr>");
      }
      html.append("</tbody></table></div>");
    }
    return html.append("</body></html>").toString();
  }

  private static String euros(long cents) {
    return String.format(Locale.ROOT, "€ %,d.%02d", cents / 100, cents % 100);
  }
}
