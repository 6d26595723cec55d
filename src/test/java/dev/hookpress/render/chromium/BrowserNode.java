package dev.hookpress.render.chromium;

import dev.hookpress.render.Rendering;
import java.io.IOException;
import java.time.Duration;

/** A program with a browser that renders an endless page; a test kills it. */
public final class BrowserNode {
  private BrowserNode() {}

  /** Says so when the browser renders, and goes on until its input ends. */
  public static void main(String[] args) throws IOException {
    Browsing browsing = Browsing.start(Browsing.options(1, Duration.ofSeconds(60)));
    browsing.begin(
        "<script>fetch('https://a.example/'); while (true) {}</script>",
        Rendering.OPTIONS,
        uri -> {
          System.out.println("renders");
          return Browsing.NOTHING.apply(uri);
        });
    int end = System.in.read();
    System.exit(end);
  }
}
