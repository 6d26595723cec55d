package dev.hookpress.bench;

import java.util.ArrayList;
import java.util.List;

/** What the others are held against: the receiver, and the HTTP client with nothing behind it. */
final class LimitRow implements Row {
  private final List<Integer> clients;

  /**
   * Makes it.
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
      List<Double> outboundClient = new ArrayList<>();
      for (int run = 0; run < stage.runs(); run++) {
        bare.add(limits.bareClient(number).perSecond());
        outboundClient.add(limits.outboundClient(number).perSecond());
      }
      String origins = number == 1 ? "1 origin" : number + " origins";
      report.figure("limit", "bare client, " + origins, "/s", bare, "receiver", sockets, true);
      report.figure(
          "limit", "outbound door, " + origins, "/s", outboundClient, "bare client", bare, true);
    }
  }
}
