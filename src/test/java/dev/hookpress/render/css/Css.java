package dev.hookpress.render.css;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.render.css.cascade.Sheet;
import dev.hookpress.render.css.cascade.Styling;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Styles small documents for the tests. */
public final class Css {
  /** A4 with margins of 20 mm: 794 by 1123 pixels, 643 by 971 within the margins. */
  public static final PageBox PAGE = PageBox.of(PageLayout.A4);

  private Css() {}

  public static StyledDocument style(String css, String body) {
    return style(css, Jsoup.parse("<!doctype html><body>" + body));
  }

  public static StyledDocument style(String css, Document document) {
    return Styling.style(
        document, Styling.Input.of(PAGE, List.of(new Sheet("test.css", css, "", ""))));
  }

  /** A value of the element with the id {@code t}. */
  public static String value(String css, String body, String property) {
    StyledDocument styled = style(css, body);
    Element target = styled.document().getElementById("t");
    assertThat(target).isNotNull();
    return styled.style(target).get(property);
  }

  /** A value of a div that all declarations apply to. */
  public static String value(String declarations, String property) {
    return value("#t{" + declarations + "}", "<div id=t>x</div>", property);
  }

  /** The ids of the elements that a selector selects, in order, separated by spaces. */
  public static String selected(String selector, String body) {
    StyledDocument styled = style(selector + "{order:7}", body);
    StringBuilder ids = new StringBuilder();
    for (Element element : styled.document().getAllElements()) {
      if (styled.style(element).is("order", "7")) {
        ids.append(ids.isEmpty() ? "" : " ").append(element.id());
      }
    }
    return ids.toString();
  }
}
