package dev.hookpress.render.css.value;

import static dev.hookpress.render.css.Css.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed lengths, calculations and colours. */
class ValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12px                               | 12px
          0                                  | 0px
          9pt                                | 12px
          1in                                | 96px
          2.54cm                             | 96px
          25.4mm                             | 96px
          1pc                                | 16px
          4Q                                 | 3.7795px
          2em                                | 40px
          2rem                               | 32px
          3ex                                | 30px
          2ch                                | 20px
          1lh                                | 24px
          10vw                               | 64.252px
          10vh                               | 97.1089px
          10vmin                             | 64.252px
          10dvh                              | 97.1089px
          50%                                | 50%
          auto                               | auto
          AUTO                               | auto
          calc(1px + 2em)                    | 41px
          calc(100% - 12px)                  | calc(100% - 12px)
          calc(100% - 2 * 1.5em)             | calc(100% - 60px)
          calc(50% * 2)                      | 100%
          calc((1px + 2px) * 3)              | 9px
          calc(10px / 4)                     | 2.5px
          calc(1px - -2px)                   | 3px
          calc(100px / 10px * 1px)           | 10px
          min(10px, 1em)                     | 10px
          max(10px, 1em, 5vw)                | 32.126px
          clamp(1px, 20px, 10px)             | 10px
          clamp(none, 20px, 10px)            | 10px
          min(100%, 300px)                   | min(100%, 300px)
          calc(min(50%, 10px) + 1px)         | calc(min(50%, 10px) + 1px)
          clamp(10px, 5%, 2em)               | clamp(10px, 5%, 40px)
          calc(1px + abs(-2px))              | 3px
          round(up, 11px, 5px)               | 15px
          mod(18px, 5px)                     | 3px
          calc(sin(90deg) * 10px)            | 10px
          calc(pow(2, 3) * 1px)              | 8px
          hypot(3px, 4px)                    | 5px
          calc(pi * 10px)                    | 31.4159px
          env(safe-area-inset-top)           | 0px
          fit-content                        | fit-content
          """)
  void lengthsBecomePixels(String written, String computed) {
    assertThat(value("font-size:20px;line-height:1.2;font-family:serif;width:" + written, "width"))
        .isEqualTo(computed);
  }

  @ParameterizedTest
  @CsvSource({
    "12",
    "-5px",
    "calc(1px+2px)",
    "1px 2px",
    "calc()",
    "calc(1px + 2)",
    "min()",
    "red",
    "calc(1px / 0)",
    "clamp(1px)",
    "12foo",
    "url(x)",
    "calc(1px + )"
  })
  void anInvalidLengthDoesNotReplaceAValidOne(String written) {
    assertThat(value("width:7px;width:" + written, "width")).isEqualTo("7px");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          red                                          | #ff0000
          RebeccaPurple                                | #663399
          #abc                                         | #aabbcc
          #abcd                                        | rgba(170, 187, 204, 0.867)
          #11223380                                    | rgba(17, 34, 51, 0.502)
          rgb(1,2,3)                                   | #010203
          rgb(1 2 3 / 50%)                             | rgba(1, 2, 3, 0.5)
          rgba(10%, 20%, 30%, .5)                      | rgba(26, 51, 77, 0.5)
          rgb(300 -5 0)                                | #ff0000
          hsl(120 100% 50%)                            | #00ff00
          hsl(120deg, 100%, 25%)                       | #008000
          hsla(0.5turn 100% 50% / .25)                 | rgba(0, 255, 255, 0.25)
          hwb(0 20% 40%)                               | #993333
          lab(46.2775% -47.5621 48.5837)               | #008000
          lch(46.2775% 67.9892 134.3912)               | #008000
          oklab(51.975% -0.1403 0.10768)               | #008000
          oklch(51.975% 0.17686 142.495)               | #008000
          oklch(1 0 0)                                 | #ffffff
          color(srgb 0 .5 0)                           | #008000
          color(display-p3 0 0 0)                      | #000000
          color-mix(in srgb, red, blue)                | #800080
          color-mix(in srgb, red 25%, blue)            | #4000bf
          color-mix(in srgb, white 20%, black)         | #333333
          color-mix(in srgb, red 50%, transparent)     | rgba(255, 0, 0, 0.5)
          rgb(from red r g b / 50%)                    | rgba(255, 0, 0, 0.5)
          hsl(from red calc(h + 120) s l)              | #00ff00
          rgb(calc(100 + 55) 0 0)                      | #9b0000
          transparent                                  | transparent
          light-dark(red, blue)                        | #ff0000
          CanvasText                                   | #000000
          """)
  void coloursBecomeSrgb(String written, String computed) {
    assertThat(value("color:" + written, "color")).isEqualTo(computed);
  }

  @ParameterizedTest
  @CsvSource({"rgb(1 2)", "#ab", "#12345", "hsl(1 2 3 4 5)", "color(foo 1 1 1)", "12px", "bleu"})
  void anInvalidColourDoesNotReplaceAValidOne(String written) {
    assertThat(value("color:#010101;color:" + written, "color")).isEqualTo("#010101");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          margin:1px 2px 3px                   | margin-left                 | 2px
          padding:1px 2px                      | padding-bottom              | 1px
          inset:0 auto                         | right                       | auto
          margin-inline:1px 2px                | margin-right                | 2px
          padding-block:3px                    | padding-bottom              | 3px
          inset-inline-start:4px               | left                        | 4px
          inline-size:50px                     | width                       | 50px
          border:1px solid red                 | border-left-color           | #ff0000
          border:solid                         | border-top-width            | 3px
          border-width:5px                     | border-top-width            | 0px
          border-bottom:thin dotted            | border-bottom-width         | 1px
          border:1px solid;color:lime          | border-top-color            | #00ff00
          border-inline-end:2px solid          | border-right-width          | 2px
          border-radius:1px 2px / 3px          | border-top-right-radius     | 2px 3px
          flex:1                               | flex-basis                  | 0%
          flex:1                               | flex-grow                   | 1
          flex:none                            | flex-shrink                 | 0
          flex:2 30%                           | flex-basis                  | 30%
          flex:auto                            | flex-basis                  | auto
          flex-flow:column wrap                | flex-wrap                   | wrap
          gap:1em 2px                          | column-gap                  | 2px
          gap:1rem                             | row-gap                     | 16px
          place-items:center                   | justify-items               | center
          place-content:start space-between    | justify-content             | space-between
          grid-area:main                       | grid-column-end             | main
          grid-row:1 / span 2                  | grid-row-end                | span 2
          grid-column:2                        | grid-column-end             | auto
          grid-template:'a b' 20px / 1fr 2fr   | grid-template-columns       | 1fr 2fr
          grid-template:'a b' 20px / 1fr 2fr   | grid-template-areas         | "a b"
          grid:auto-flow 30px / 1fr 1fr        | grid-auto-rows              | 30px
          grid-template-columns:[a] repeat(2,minmax(0,1fr)) | grid-template-columns | \
          [a] repeat(2, minmax(0px, 1fr))
          background:red                       | background-color            | #ff0000
          background:url(a.png) no-repeat right 10px / cover #fff | background-size | cover
          background:url(a.png) no-repeat right 10px / cover #fff | background-position | right 10px
          background:linear-gradient(red,blue) | background-image            | \
          linear-gradient(#ff0000, #0000ff)
          font:italic bold 12px/1.5 Arial, sans-serif | line-height          | 1.5
          font:italic bold 12px/1.5 Arial, sans-serif | font-family          | Arial, sans-serif
          font:italic bold 12px/1.5 Arial, sans-serif | font-weight          | 700
          list-style:none                      | list-style-type             | none
          list-style:square inside             | list-style-position         | inside
          text-decoration:underline wavy red   | text-decoration-line        | underline
          overflow:hidden                      | overflow-y                  | hidden
          columns:2 100px                      | column-count                | 2
          page-break-before:always             | break-before                | page
          word-wrap:break-word                 | overflow-wrap               | break-word
          -webkit-box-sizing:border-box        | box-sizing                  | border-box
          font-size:150%                       | font-size                   | 24px
          font-size:larger                     | font-size                   | 19.2px
          font-size:x-large                    | font-size                   | 24px
          font-size:calc(50% + 4px)            | font-size                   | 12px
          line-height:150%                     | line-height                 | 24px
          display:inline flex                  | display                     | inline-flex
          position:absolute;display:inline     | display                     | block
          """)
  void shorthandsBecomeLonghands(String declarations, String property, String computed) {
    assertThat(value(declarations, property)).isEqualTo(computed);
  }
}
