package dev.hookpress.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures the limits that other rows are compared with: the receiver, and the HTTP client alone.
 */
final class LimitRow implements Row {
  private final List<Integer> clients;

  /**
   * Creates the row.
   *
   * @param clients numbers of origins
   */
  LimitRow(List<Integer> clients) {
    this.clients = clients;
  }

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public void run(Stage stage, Report report) {
    Limits limits = stage.limits();
    List<Double> sockets = new ArrayList<>();
    for (int run = 0; run < stage.runs(); run++) {
      sockets.add(limits.sockets().perSecond());
    }
    report.figure("limit", "the receiver, from bare sockets", "/s", sockets, "", List.of(), true);
    for (int number : clients) {
      List<Double> bare = new ArrayList<>();
      List<Double> vetted = new ArrayList<>();
      for (int run = 0; run < stage.runs(); run++) {
        bare.add(limits.bareClient(number).perSecond());
        vetted.add(limits.outboundClient(number).perSecond());
      }
      String origins = number == 1 ? "1 origin" : number + " origins";
      report.figure("limit", "bare client, " + origins, "/s", bare, "receiver", sockets, true);
      report.figure(
          "limit", "outbound client, " + origins, "/s", vetted, "bare client", bare, true);
    }
  }
}
