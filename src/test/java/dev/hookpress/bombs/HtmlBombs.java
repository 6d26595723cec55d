package dev.hookpress.bombs;

import java.util.List;

/** Bombs of HTML, CSS and SVG. */
final class HtmlBombs {
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhg"
          + "GAWjR9awAAAABJRU5ErkJggg==";

  private HtmlBombs() {}

  static List<Bomb> html() {
    return List.of(
        Bomb.html("deep divs", "<div>".repeat(100_000)),
        Bomb.html("deep tables", "<table><tr><td>".repeat(60)),
        Bomb.html("deep inlines", "<b><i><u>".repeat(80) + "x"),
        Bomb.html("misnested formatting", "<b><p>".repeat(3_000) + "x"),
        Bomb.html("many anchors", "<a>".repeat(60_000)),
        Bomb.html("attributes", "<p " + attributes(100_000) + ">x"),
        Bomb.html("wide table", "<table><tr>" + "<td>x".repeat(30_000) + "</table>"),
        Bomb.html("colspan", "<table><tr><td colspan=1000>x".repeat(1_000) + "</table>"),
        Bomb.html("rowspan", "<table>" + "<tr><td rowspan=65534>x".repeat(2_000) + "</table>"),
        Bomb.html("long word", "<p>" + "W".repeat(2_000_000)),
        Bomb.html("long paragraph", "<p>" + "a ".repeat(1_000_000)),
        Bomb.html("combining marks", "<p>e" + "\u0301".repeat(200_000)),
        Bomb.html("directions", "<p>" + "\u202b\u202a".repeat(100_000) + "x"),
        Bomb.html("entities", "<p>" + "&amp;".repeat(800_000)),
        Bomb.html("lists", "<ol>" + "<li>x<ol>".repeat(60)),
        Bomb.html("footer of many pages", "<p style='page-break-after:always'>x".repeat(50_000)));
  }

  static List<Bomb> css() {
    return List.of(
        Bomb.html(
            "descendants",
            "<style>" + "* ".repeat(30) + "i{color:red}</style>" + "<div>".repeat(30) + "<b>x</b>"),
        Bomb.html(
            "has",
            "<style>" + ":has(".repeat(20) + "*" + ")".repeat(20) + "{color:red}</style>" + divs()),
        Bomb.html(
            "not", "<style>" + ":not(".repeat(500) + "i" + ")".repeat(500) + "{top:0}</style>x"),
        Bomb.html("siblings", "<style>" + "*~".repeat(20) + "i{top:0}</style>" + divs()),
        Bomb.html("nesting", "<style>" + "&,&{".repeat(25) + "color:red" + "}".repeat(25) + "x"),
        Bomb.html("variables", "<style>p{" + variables(30) + "content:var(--v29)}</style><p>x"),
        Bomb.html("circular variables", "<style>p{--a:var(--b);--b:var(--a);color:var(--a)}<p>x"),
        Bomb.html("calc", "<p style='width:calc(" + "(1px + ".repeat(3_000) + "1px'>x"),
        Bomb.html("many rules", "<style>" + "p{color:red}".repeat(80_000) + "</style><p>x"),
        Bomb.html("many selectors", "<style>" + "p,".repeat(300_000) + "p{top:0}</style><p>x"),
        Bomb.html("font size", "<p style='font-size:1e30px'>x"),
        Bomb.html("height", "<div style='height:1e9px'>x</div>"),
        Bomb.html("negative margin", "<div style='margin-top:-1e9px;height:2e9px'>x</div>"),
        Bomb.html("border", "<div style='border:1e8px dotted red'>x</div>"),
        Bomb.html("dotted border", "<div style='border:.01px dotted red;height:90000px'>x</div>"),
        Bomb.html(
            "background",
            "<div style='width:5000px;height:500000px;background:url("
                + PIXEL
                + ") repeat'>x</div>"),
        Bomb.html("counters", "<style>p::before{content:counters(c,'" + "x".repeat(9_999) + "')}"),
        Bomb.html(
            "generated content",
            "<style>p::before{content:'" + "x".repeat(90_000) + "'}</style>" + "<p>".repeat(500)),
        Bomb.html("flex", "<div style='display:flex'>".repeat(60) + "x"),
        Bomb.html("grid", "<div style='display:grid;grid:repeat(9999,1px)/repeat(9999,1px)'>x"),
        Bomb.html("nested grids", "<div style='display:grid;grid:auto/1fr 1fr'>".repeat(60) + "x"),
        Bomb.html("columns", "<div style='columns:100000'>" + "x ".repeat(10_000) + "</div>"),
        Bomb.html("floats", "<div style='float:left;width:1px'>x</div>".repeat(20_000)));
  }

  static List<Bomb> svg() {
    return List.of(
        svg("dashes", "<path d='M0 0 L1000000 0' stroke='red' stroke-dasharray='0.0001'/>"),
        svg("tspans", "<text>" + "<tspan>x</tspan>".repeat(60_000) + "</text>"),
        svg("text", "<text>" + "x".repeat(1_000_000) + "</text>"),
        svg("uses", uses(12, 10)),
        svg("circular use", "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
        svg("deep groups", "<g>".repeat(200) + "<rect width='9' height='9'/>"),
        svg(
            "pattern",
            "<defs><pattern id='p' width='.001' height='.001' patternUnits='userSpaceOnUse'>"
                + "<rect width='1' height='1'/></pattern></defs>"
                + "<rect width='500' height='500' fill='url(#p)'/>"),
        svg(
            "blur",
            "<filter id='f'><feGaussianBlur stdDeviation='100000'/></filter>"
                + "<rect width='99999' height='99999' filter='url(#f)'/>"),
        svg(
            "turbulence",
            "<filter id='f'><feTurbulence baseFrequency='9' numOctaves='2000000000'/></filter>"
                + "<rect width='5000' height='5000' filter='url(#f)'/>"),
        svg("arcs", "<path d='M0 0" + "a1e9 1e9 0 1 1 1e9 1e9".repeat(20_000) + "'/>"),
        svg("coordinates", "<path d='M0 0" + "L1e38 -1e38".repeat(50_000) + "' stroke='red'/>"),
        svg("gradients", gradients()),
        svg("masks", masks()),
        Bomb.html("huge svg", "<svg width='1e9' height='1e9'><rect width='9' height='9'/></svg>"),
        Bomb.html("many svgs", "<svg width='9' height='9'><circle r='4'/></svg>".repeat(9_000)));
  }

  private static Bomb svg(String name, String content) {
    return Bomb.html(
        "svg " + name,
        "<svg xmlns='http://www.w3.org/2000/svg' width='500' height='500'>" + content + "</svg>");
  }

  private static String divs() {
    return "<div>".repeat(40) + "<i>x</i>".repeat(500);
  }

  private static String attributes(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append('a').append(i).append("=1 ");
    }
    return text.toString();
  }

  /** Each variable is twice the one before. */
  private static String variables(int count) {
    StringBuilder text = new StringBuilder("--v0:'xxxxxxxxxx';");
    for (int i = 1; i < count; i++) {
      text.append("--v%d:var(--v%d) var(--v%d);".formatted(i, i - 1, i - 1));
    }
    return text.toString();
  }

  /** Each group uses the one before several times. */
  private static String uses(int levels, int times) {
    StringBuilder text = new StringBuilder("<defs><rect id='u0' width='9' height='9'/>");
    for (int i = 1; i <= levels; i++) {
      text.append("<g id='u%d'>".formatted(i));
      text.append("<use href='#u%d'/>".formatted(i - 1).repeat(times)).append("</g>");
    }
    return text + "</defs><use href='#u" + levels + "'/>";
  }

  private static String gradients() {
    StringBuilder text = new StringBuilder("<defs><linearGradient id='g'>");
    for (int i = 0; i < 60_000; i++) {
      text.append("<stop offset='").append(i / 60_000.0).append("' stop-color='red'/>");
    }
    return text + "</linearGradient></defs><rect width='500' height='500' fill='url(#g)'/>";
  }

  private static String masks() {
    StringBuilder text = new StringBuilder("<defs><mask id='m0'><rect width='9' height='9'/>");
    text.append("</mask>");
    for (int i = 1; i < 60; i++) {
      text.append("<mask id='m%d'>".formatted(i));
      text.append("<rect width='99999' height='99999' mask='url(#m%d)'/>".formatted(i - 1));
      text.append("</mask>");
    }
    return text + "</defs><rect width='99999' height='99999' mask='url(#m59)'/>";
  }
}
