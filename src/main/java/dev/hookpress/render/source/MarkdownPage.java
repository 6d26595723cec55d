package dev.hookpress.render.source;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.SourcePart;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes a page of text in Markdown: CommonMark 0.31 and the tables of GitHub's. HTML in it is kept,
 * and is cleaned later like all HTML.
 */
final class MarkdownPage {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(TABLES).build();

  private static final String STYLE =
      "body{font-family:sans-serif;line-height:1.5}"
          + "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:4px 8px}"
          + "th{background:#f4f4f4}pre{background:#f4f4f4;padding:8px;white-space:pre-wrap}"
          + "blockquote{border-left:3px solid #ccc;margin-left:0;padding-left:12px}"
          + "img{max-width:100%}";

  private MarkdownPage() {}

  /** Blocking; takes time and memory in proportion to the text. */
  static SourcePart of(String markdown) {
    try {
      String body = RENDERER.render(PARSER.parse(markdown));
      return new SourcePart.InlineHtml(
          "<!DOCTYPE html><html><head><style>"
              + STYLE
              + "</style></head><body>"
              + body
              + "</body></html>");
    } catch (StackOverflowError tooDeep) {
      return new SourcePart.Missing(
          FailureCode.SOURCE_INVALID, "The Markdown is nested too deeply");
    }
  }
}
