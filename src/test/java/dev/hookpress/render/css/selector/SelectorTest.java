package dev.hookpress.render.css.selector;

import static dev.hookpress.render.css.Css.selected;
import static dev.hookpress.render.css.Css.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.css.Css;
import dev.hookpress.render.css.StyledDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which elements Selectors 4 selects, and which selector counts more. */
class SelectorTest {
  private static final String LIST =
      """
      <section id=s class="box wide" lang=en-GB data-kind="Alpha beta">
        <h2 id=h>Title</h2>
        <ul id=u class=list>
          <li id=a class="item odd">1</li>
          <li id=b class=item><b id=bold>2</b></li>
          <li id=c class="item x">3</li>
          <li id=d class=x>4</li>
        </ul>
        <p id=p></p><p id=q title="a-b">text</p><div id=e> </div>
        <a id=l href=x>link</a><a id=n>no</a>
        <input id=i type=CHECKBOX checked><input id=j disabled>
      </section>
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          li                                  | a b c d
          LI.item                             | a b c
          .item.x                             | c
          #a, #d                              | a d
          section > ul > li:first-child       | a
          ul b                                | bold
          h2 + ul                             | u
          h2 ~ p                              | p q
          #a ~ li                             | b c d
          #a + li + li                        | c
          li:not(.item)                       | d
          li:not(.item, .x)                   | ''
          li:not(:first-child):not(.x)        | b
          :is(ul, ol) > .x                    | c d
          :where(#u) > :is(#a, .nope)         | a
          li:has(b)                           | b
          section:has(> ul > li > b)          | s
          h2:has(+ ul)                        | h
          li:has(~ #d):not(:has(b))           | a c
          li:has(+ li b)                      | a
          li:nth-child(odd)                   | a c
          li:nth-child(2n)                    | b d
          li:nth-child(-n+2)                  | a b
          li:nth-child(3)                     | c
          li:nth-last-child(1)                | d
          li:nth-child(even of .item)         | b
          li:nth-child(2 of .x)               | d
          li:nth-last-child(1 of .item)       | c
          p:nth-of-type(2)                    | q
          p:first-of-type                     | p
          p:last-of-type                      | q
          h2:only-of-type                     | h
          b:only-child                        | bold
          p:empty                             | p
          div:empty                           | ''
          :any-link                           | l
          a:link                              | l
          :checked                            | i
          input:disabled                      | j
          input:enabled                       | i
          [title]                             | q
          [title='a-b']                       | q
          [data-kind~=beta]                   | s
          [data-kind~=Beta]                   | ''
          [data-kind~=Beta i]                 | s
          [data-kind^=Alpha]                  | s
          [data-kind$=beta]                   | s
          [data-kind*='a b']                  | s
          [data-kind*='']                     | ''
          [type=checkbox]                     | i
          section:lang(en)                    | s
          ul:lang(fr)                         | ''
          h2:dir(ltr)                         | h
          li:hover                            | ''
          li:is(.nope, ::before)              | ''
          li:is(:unknown, .odd)               | a
          """)
  void selects(String selector, String ids) {
    assertThat(selected(selector, LIST)).isEqualTo(ids);
  }

  @Test
  void namespacesAreNotDistinguished() {
    assertThat(selected("*|li.x", LIST)).isEqualTo("c d");
    assertThat(selected("[title|=a]", LIST)).isEqualTo("q");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "li:unknown",
        "li..x",
        "> li",
        "li >",
        "li::nope",
        "li:not(:unknown)",
        "li:nth-child(x)",
        "li,",
        ":has()",
        "li[",
        "li[=x]",
        "#1",
        "li:nth-child(2 of)",
        "li:"
      })
  void anInvalidSelectorTakesItsWholeRuleAway(String selector) {
    assertThat(selected(selector + ", #h", LIST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          #t{order:1} .c{order:2}                        | 1
          div.c{order:1} .c{order:2}                     | 1
          .c{order:1} .c{order:2}                        | 2
          :is(#nope, div){order:1} .c.c{order:2}         | 1
          :where(#t){order:1} div{order:2}               | 2
          div:not(#nope){order:1} .c.c.c{order:2}        | 1
          div:has(#x){order:1} .c.c{order:2}             | 1
          :nth-child(1 of .c){order:1} .c{order:2}       | 1
          [id]{order:1} div{order:2}                     | 1
          body div{order:1} div{order:2}                 | 1
          """)
  void theMoreSpecificCounts(String css, String order) {
    assertThat(value(css, "<div id=t class=c><i id=x></i></div>", "order")).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          .s{ .c{order:1} }                              | 1
          .s{ & .c{order:1} }                            | 1
          .s{ > .c{order:1} }                            | 1
          .c{ &#t{order:1} }                             | 1
          .c{ .s &{order:1} }                            | 1
          .c{ .s > &.c{order:1} }                        | 1
          .nope, .c{ &{order:1} }                        | 1
          .s{ .x, .c{order:1} }                          | 1
          .c{ &:hover{order:1} }                         | 0
          .c{ order:1; .s &{order:2} order:3 }           | 2
          .c{ order:1; &{order:2} order:3 }              | 3
          .c{ @media print{order:1} }                    | 1
          .s{ @media print{ .c{order:1} } }              | 1
          .c{ @media screen{order:1} }                   | 0
          .s{ .c{ #t&{order:1} } }                       | 1
          .s{ :is(&, .z) .c{order:1} }                   | 1
          #nope, .s{ .c{order:1} } .s .c.c{order:2}      | 1
          """)
  void nestedRulesAreRelativeToTheirParents(String css, String order) {
    assertThat(value(css, "<div class=s><p class=c id=t></p></div>", "order")).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({"p::before,true", "p:before,true", "p::after,false", "p::-webkit-scrollbar,false"})
  void pseudoElementsHaveStylesOfTheirOwn(String selector, boolean present) {
    StyledDocument styled = Css.style(selector + "{content:'x';color:red}", "<p id=t>text</p>");
    var paragraph = styled.document().getElementById("t");
    assertThat(styled.style(paragraph).get("color")).isEqualTo("#000000");
    assertThat(styled.style(paragraph, dev.hookpress.render.css.PseudoElement.BEFORE).isPresent())
        .isEqualTo(present);
  }
}
