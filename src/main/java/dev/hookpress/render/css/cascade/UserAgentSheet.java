package dev.hookpress.render.css.cascade;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.Steps;
import dev.hookpress.render.css.selector.RuleIndex;
import java.util.Optional;

/**
 * The defaults of HTML, used only to compute styles: the layout engine has its own. Parsed once,
 * and shared by all documents and threads.
 */
public final class UserAgentSheet {
  private static final String CSS =
      """
      html, address, article, aside, blockquote, body, center, details, dialog, dd, dir, div, dl,
      dt, fieldset, figcaption, figure, footer, form, frameset, h1, h2, h3, h4, h5, h6, header,
      hgroup, hr, legend, main, menu, nav, ol, optgroup, option, p, pre, search, section, summary,
      ul { display: block }
      head, link, meta, script, style, title, base, template, datalist, area, param, noembed,
      noframes, rp, [hidden], dialog:not([open]), input[type=hidden] { display: none }
      li { display: list-item }
      table { display: table; border-collapse: separate; border-spacing: 2px; text-indent: 0;
        box-sizing: border-box }
      caption { display: table-caption; text-align: center }
      thead { display: table-header-group; vertical-align: middle }
      tbody { display: table-row-group; vertical-align: middle }
      tfoot { display: table-footer-group; vertical-align: middle }
      tr { display: table-row; vertical-align: inherit }
      col { display: table-column }
      colgroup { display: table-column-group }
      td, th { display: table-cell; vertical-align: inherit; padding: 1px }
      th { font-weight: bold; text-align: center }
      img, button, input, select, textarea, meter, progress, video, canvas { display: inline-block }
      svg { display: inline-block; overflow: hidden }
      img[hookpress-missing=text], img[hookpress-missing=nothing] { display: inline }
      body { margin: 8px }
      p, blockquote, figure, listing, plaintext, pre, xmp, dl, ol, ul, dir, menu, h4
        { margin-top: 1em; margin-bottom: 1em }
      ol, ul, dir, menu { padding-inline-start: 40px }
      ul { list-style-type: disc }
      ol { list-style-type: decimal }
      :is(ol, ul, dir, menu, dl) :is(ol, ul, dir, menu, dl) { margin-top: 0; margin-bottom: 0 }
      dd { margin-inline-start: 40px }
      blockquote, figure { margin-left: 40px; margin-right: 40px }
      h1 { font-size: 2em; margin-top: 0.67em; margin-bottom: 0.67em }
      h2 { font-size: 1.5em; margin-top: 0.83em; margin-bottom: 0.83em }
      h3 { font-size: 1.17em; margin-top: 1em; margin-bottom: 1em }
      h4 { margin-top: 1.33em; margin-bottom: 1.33em }
      h5 { font-size: 0.83em; margin-top: 1.67em; margin-bottom: 1.67em }
      h6 { font-size: 0.67em; margin-top: 2.33em; margin-bottom: 2.33em }
      h1, h2, h3, h4, h5, h6, b, strong { font-weight: bold }
      i, cite, em, var, dfn, address { font-style: italic }
      pre, code, kbd, samp, tt, listing, plaintext, xmp { font-family: monospace }
      pre, listing, plaintext, xmp { white-space: pre }
      big { font-size: larger }
      small { font-size: smaller }
      sub { vertical-align: sub; font-size: smaller }
      sup { vertical-align: super; font-size: smaller }
      u, ins { text-decoration: underline }
      s, strike, del { text-decoration: line-through }
      a:any-link, a[hookpress-link] { color: #0000ee; text-decoration: underline }
      mark { background-color: yellow; color: black }
      center { text-align: center }
      nobr { white-space: nowrap }
      hr { border: 1px inset gray; margin: 0.5em auto; color: gray }
      fieldset { margin-left: 2px; margin-right: 2px; border: 2px groove #c0c0c0;
        padding: 0.35em 0.75em 0.625em }
      legend { padding-left: 2px; padding-right: 2px }
      button, input, select, textarea { font-size: 13.3333px; text-indent: 0;
        letter-spacing: normal;
        word-spacing: normal; line-height: normal; text-transform: none }
      [dir=rtl] { direction: rtl }
      [dir=ltr] { direction: ltr }
      """;

  /** The rules for boxes, fonts and margins, after the HTML standard's section on rendering. */
  public static final UserAgentSheet DEFAULT = of(CSS);

  private final RuleIndex<Block> index;

  private UserAgentSheet(RuleIndex<Block> index) {
    this.index = index;
  }

  /** Parses the rules for print; conditions on the page's size are evaluated for A4. */
  public static UserAgentSheet of(String css) {
    Rules rules = new Rules(new CustomProperties.Registry(new Steps(Steps.DEFAULT)));
    MediaQueries media = new MediaQueries(PageBox.of(PageLayout.A4));
    new SheetLoader(rules, media, Addresses.NONE, address -> Optional.empty(), new WarningList())
        .load(new Sheet("", css, "", ""), Block.Origin.USER_AGENT);
    rules.layers().number(0);
    return new UserAgentSheet(rules.index());
  }

  RuleIndex<Block> index() {
    return index;
  }
}
