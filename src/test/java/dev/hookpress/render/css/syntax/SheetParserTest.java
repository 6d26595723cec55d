package dev.hookpress.render.css.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.syntax.Item.AtRule;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.Item.StyleRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and declarations as CSS Syntax 3 reads them, broken ones too. */
class SheetParserTest {
  private static List<Item> items(String css) {
    return SheetParser.sheet(css, 100_000, 100_000).items();
  }

  /** A short form of the parsed rules, for comparison. */
  private static String shown(List<Item> items) {
    StringBuilder text = new StringBuilder();
    for (Item item : items) {
      if (item instanceof Declaration d) {
        text.append(d.name()).append(':').append(Tokens.text(d.value()));
        text.append(d.important() ? "!;" : ";");
      } else if (item instanceof StyleRule rule) {
        text.append(Tokens.text(rule.prelude())).append('{').append(shown(rule.contents()));
        text.append('}');
      } else if (item instanceof AtRule at) {
        text.append('@').append(at.name()).append('(').append(Tokens.text(at.prelude()));
        text.append(at.contents() == null ? ")" : "){" + shown(at.contents()) + "}");
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a{color:red}                         | a{color:red;}
          a { COLOR : red ! IMPORTANT ; }      | a{color:red!;}
          a{color:red;;;top:0}                 | a{color:red;top:0;}
          a{;color;top:0}                      | a{top:0;}
          a{color:;top:0}                      | a{top:0;}
          a{co/**/lor:red;top:0}               | a{top:0;}
          a{top:0;(x{y:z});left:0}             | a{top:0;left:0;}
          a{*zoom:1;top:0}                     | a{top:0;}
          a{top:0;b{left:0}right:0}            | a{top:0;b{left:0;}right:0;}
          a{b:hover{left:0}}                   | a{b:hover{left:0;}}
          a{&:hover{left:0} .c &{top:0}}       | a{&:hover{left:0;}.c &{top:0;}}
          a{@media print{top:0}}               | a{@media(print){top:0;}}
          a{--x:{a:b};top:0}                   | a{--x:{a:b};top:0;}
          a{--x: ;top:0}                       | a{--x:;top:0;}
          a{--X:Y}                             | a{--X:Y;}
          @import "a" print;b{top:0}           | @import("a" print)b{top:0;}
          @media screen{a{top:0}b{top:1}}      | @media(screen){a{top:0;}b{top:1;}}
          x;a{top:0}b{top:0}                   | x;a{top:0;}b{top:0;}
          a{top:0                              | a{top:0;}
          a{background:url(x y);top:0}         | a{top:0;}
          a{background:url( x.png )}           | a{background:url("x.png");}
          <!-- a{top:0} -->                    | a{top:0;}
          a{b:c(d[e)f];top:0}                  | a{}
          a\\:b{top:0}                         | a\\3a b{top:0;}
          """)
  void readsAsTheSpecificationSays(String css, String expected) {
    assertThat(shown(items(css))).isEqualTo(expected);
  }

  @Test
  void anUnclosedStringEndsAtTheLine() {
    assertThat(shown(items("a{content:\"x\n;top:0}"))).isEqualTo("a{top:0;}");
  }

  @Test
  void escapesAreResolved() {
    List<Token> tokens = Tokenizer.tokens("\\26 B \\000026B \\1F600", 100);
    assertThat(tokens.get(0).text()).isEqualTo("&B");
    assertThat(tokens.get(2).text()).isEqualTo("&B");
    assertThat(tokens.get(4).text()).isEqualTo("😀");
  }

  @ParameterizedTest
  @CsvSource({"1e3,1000", "+.5,0.5", "-1.25E-2,-0.0125", "12px,12", "50%,50"})
  void numbersHaveSignsAndExponents(String css, double number) {
    List<Token> tokens = Tokenizer.tokens(css, 100);
    assertThat(tokens).hasSize(1);
    assertThat(tokens.get(0).number()).isEqualTo(number);
  }

  @Test
  void linesAreCounted() {
    StyleRule rule = (StyleRule) items("\n/*\n\n*/\r\na{\rb:c}").get(0);
    assertThat(rule.line()).isEqualTo(5);
    assertThat(rule.contents().get(0).line()).isEqualTo(6);
  }

  @Test
  void whatIsNestedTooDeepIsLeftOut() {
    SheetParser.Parsed parsed =
        SheetParser.sheet("a{".repeat(100_000) + "top:0" + "}".repeat(100_000), 500_000, 500_000);
    assertThat(parsed.cut()).isTrue();
    assertThat(shown(parsed.items())).hasSizeLessThan(200);
  }

  @Test
  void itemsBeyondTheBoundAreLeftOut() {
    SheetParser.Parsed parsed = SheetParser.sheet("a{top:0}".repeat(1_000), 100_000, 100);
    assertThat(parsed.cut()).isTrue();
    assertThat(parsed.items()).hasSizeLessThan(101);
  }
}
