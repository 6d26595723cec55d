package dev.hookpress.render.tailwind;

import dev.hookpress.job.document.FontRequest;
import java.util.List;

/** Tailwind's base styles (Preflight), reduced to what matters in print. */
final class Preflight {
  private static final String RESET =
      """
      *{box-sizing:border-box;border:0 solid #e5e7eb}
      html{line-height:1.5}
      body{margin:0;font-size:16px;line-height:1.5}
      blockquote,dl,dd,h1,h2,h3,h4,h5,h6,hr,figure,p,pre,fieldset{margin:0;padding:0}
      h1,h2,h3,h4,h5,h6{font-size:inherit;font-weight:inherit}
      a{color:inherit;text-decoration:none}
      b,strong{font-weight:bold}
      small{font-size:80%}
      code,kbd,samp,pre{font-family:monospace;font-size:1em}
      ol,ul,menu{list-style:none;margin:0;padding:0}
      table{text-indent:0;border-collapse:collapse}
      td,th{padding:0}
      th{text-align:center}
      hr{height:0;border-top-width:1px}
      button,input,select,textarea{font-size:100%;line-height:inherit;color:inherit;padding:0}
      button{background-color:transparent}
      img,svg{display:block;vertical-align:middle}
      img{max-width:100%}
      """;

  private Preflight() {}

  /**
   * Returns the stylesheet.
   *
   * @param fonts the first is the document's font
   */
  static String css(List<FontRequest> fonts) {
    String family = fonts.isEmpty() ? "sans-serif" : "'" + fonts.get(0).family() + "',sans-serif";
    return RESET + "html,body,.font-sans{font-family:" + family + "}\n";
  }
}
