package dev.hookpress.render.css.cascade;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.Steps;
import dev.hookpress.render.css.selector.RuleIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsoup.nodes.Document;

/**
 * The defaults of HTML, used only to compute styles: the layout engine applies the same sheets
 * itself. Parsed once, and shared by all documents and threads.
 */
public final class UserAgentSheet {
  /** What the layout engine does by itself, or by attributes. */
  private static final String OF_THE_ENGINE =
      """
      [hidden] { display: none }
      table { box-sizing: border-box }
      svg { overflow: hidden }
      br::before { content: none }
      [dir=rtl] { direction: rtl }
      [dir=rtl] :is(ol, ul, dir, menu), :is(ol, ul, dir, menu)[dir=rtl]
        { padding-left: 0; padding-right: 40px }
      [dir=rtl] dd { margin-left: 0; margin-right: 40px }
      [dir=ltr] { direction: ltr }
      """;

  /** The rules for boxes, fonts and margins, after the HTML standard's section on rendering. */
  public static final UserAgentSheet DEFAULT = of(sheets("") + OF_THE_ENGINE);

  private static final UserAgentSheet QUIRKS = of(sheets("/html/quirks.css") + OF_THE_ENGINE);

  private final RuleIndex<Block> index;

  private UserAgentSheet(RuleIndex<Block> index) {
    this.index = index;
  }

  /** The defaults of a document: those of quirks mode, if it is in it. */
  public static UserAgentSheet of(Document document) {
    return hasQuirks(document) ? QUIRKS : DEFAULT;
  }

  /** Whether a document is in quirks mode. */
  static boolean hasQuirks(Document document) {
    return document.quirksMode() == Document.QuirksMode.quirks;
  }

  private static String sheets(String last) {
    String sheets = read("/html/rendering.css") + read("/html/controls.css");
    return last.isEmpty() ? sheets : sheets + read(last);
  }

  /** Parses the rules for print; conditions on the page's size are evaluated for A4. */
  public static UserAgentSheet of(String css) {
    Rules rules = new Rules(new CustomProperties.Registry(new Steps(Steps.DEFAULT)));
    MediaQueries media = new MediaQueries(PageBox.of(PageLayout.A4));
    new SheetLoader(
            rules, media, Addresses.NONE, address -> Optional.empty(), new WarningList(), false)
        .load(new Sheet("", css, "", ""), Block.Origin.USER_AGENT);
    rules.layers().number(0);
    return new UserAgentSheet(rules.index());
  }

  private static String read(String sheet) {
    try (InputStream in = UserAgentSheet.class.getResourceAsStream(sheet)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RuleIndex<Block> index() {
    return index;
  }
}
