package dev.hookpress.e2e;

/** HTML of many kinds. */
final class Pages {
  private Pages() {}

  /** Small, and different from its neighbours. */
  static String small(int number) {
    return switch (number % 4) {
      case 0 -> "<h1>Number " + number + "</h1>";
      case 1 -> "<style>p { color: #1f2937; margin: 1cm }</style><p>Καλημέρα " + number + "</p>";
      case 2 -> "<table>" + "<tr><td>1</td><td>two</td></tr>".repeat(20) + "</table>";
      default -> "<p>" + "Many words in one paragraph. ".repeat(40 + number % 40) + "</p>";
    };
  }

  /** Takes a second or more to lay out. */
  static String slow() {
    return "<table>"
        + "<tr><td>one</td><td>two words</td><td>three</td><td>a few words more</td></tr>"
            .repeat(2_000)
        + "</table>";
  }
}
