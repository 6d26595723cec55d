package dev.hookpress.render.chromium;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.fidelity.Corpus;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The corpus in the browser as an engine: each document looks as in the same browser by its command
 * line, which is what the fast engine is held to. A third of them; all with {@code -Dcorpus=all}.
 */
@Tag("slow")
class CorpusIT {
  private static final boolean ALL = "all".equals(System.getProperty("corpus"));
  private static final int ONE_IN = 3;

  /** Packaged families decide how their lines and pages break. */
  private static final Set<String> FAMILIES = Set.of("newsletter-columns", "pricing-page");

  /** As many as there are browsers: none waits, however slow the machine is. */
  private static final int AT_ONCE = 2;

  @Test
  void everyDocumentLooksAsTheBrowserPrintsIt() throws IOException {
    Map<String, String> others = new TreeMap<>();
    List<String> names = ALL ? Corpus.names() : some(Corpus.names());
    assertThat(names).hasSizeGreaterThan(20);
    try (Browsing browsing = Browsing.start(Browsing.options(AT_ONCE, Duration.ofSeconds(60)))) {
      for (int from = 0; from < names.size(); from += AT_ONCE) {
        Map<String, Future<Printed>> printed = new LinkedHashMap<>();
        for (String name : names.subList(from, Math.min(names.size(), from + AT_ONCE))) {
          printed.put(
              name, browsing.begin(Corpus.withPage(name), Rendering.OPTIONS, Browsing.NOTHING));
        }
        for (Map.Entry<String, Future<Printed>> each : printed.entrySet()) {
          String verdict = verdict(each.getKey(), await(each.getValue()));
          if (!verdict.equals("good")) {
            others.put(each.getKey(), verdict);
          }
        }
      }
    }
    assertThat(others).isEmpty();
  }

  private static List<String> some(List<String> names) {
    return IntStream.range(0, names.size())
        .filter(i -> i % ONE_IN == 0 || FAMILIES.contains(names.get(i)))
        .mapToObj(names::get)
        .toList();
  }

  private static String verdict(String name, Printed printed) throws IOException {
    return printed instanceof Printed.Pdfs pdfs
        ? Corpus.verdict(name, pdfs.files().get(0))
        : printed.toString();
  }
}
