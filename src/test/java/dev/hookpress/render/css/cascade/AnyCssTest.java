package dev.hookpress.render.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.Css;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.engine.EngineSheet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is styled as CSS without an exception. */
class AnyCssTest {
  private static final String BODY =
      "<div class=a style='color:red'><p id=b dir=rtl>x<svg width=1><path/></svg></p><img></div>";

  private static final String PIECES =
      """
      a * .a #b { } ( ) [ ] : ; , \t / + - & > ~ \\ " ' !important --x var(--x) var(--x, calc( \
      min( clamp(1px, rgb( color-mix(in\toklab, oklch( url( @media @layer @supports @import @page \
      @font-face @property @scope 50% 1px 2em 0 1e9 red inherit revert none auto width margin \
      border font background grid grid-template flex content display all color inset transform \
      columns list-style text-decoration :is( :has( :not( :nth-child( ::before of 2n \0 \n 😀 \
      linear-gradient( opacity line-height direction:rtl; size margin-inline\
      """;

  @Property(tries = 300)
  void anyBytes(@ForAll byte[] bytes) {
    styled(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 600)
  void anyPiecesOfCss(@ForAll("pieces") List<String> pieces) {
    styled(String.join("", pieces));
    styled("div,p{" + String.join("", pieces));
    styled("*{width:" + String.join(" ", pieces) + "}");
  }

  private static void styled(String css) {
    StyledDocument styled = Css.style(css, BODY);
    EngineSheet.apply(styled);
    assertThat(styled.document().select("style")).hasSize(1);
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(List.of(PIECES.split(" +"))).list().ofMaxSize(40);
  }
}
