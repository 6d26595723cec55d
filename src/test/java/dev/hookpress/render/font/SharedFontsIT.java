package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.prepared.Prepared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * One parsed font serves all threads, which the library does not promise: many concurrent
 * renderings must equal a single one.
 */
class SharedFontsIT {
  private static final int THREADS = 4;
  private static final int RENDERINGS = 200;

  @Test
  void textIsTheSameFromManyThreads() throws Exception {
    StringBuilder html = new StringBuilder("<h1>Report</h1><table>");
    for (int i = 0; i < 15; i++) {
      html.append("<tr><td><b>Zeile %d</b></td><td><i>Ελλάδα</i></td>".formatted(i))
          .append("<td style='font-family:serif'>Щука %d</td>".formatted(i))
          .append("<td style='font-family:monospace'>שלום العربية</td></tr>");
    }
    Prepared prepared =
        Rendering.prepared(
            Rendering.options(null, "<div class=pageNumber></div>", Map.of(), null, null),
            Rendering.html(html + "</table>"));
    PdfRenderer renderer = Rendering.renderer(Rendering.LIMITS);
    String alone = Rendering.text(renderer.render(prepared, Rendering.OPTIONS));

    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<String>> texts = new ArrayList<>();
      for (int i = 0; i < RENDERINGS; i++) {
        texts.add(
            threads.submit(() -> Rendering.text(renderer.render(prepared, Rendering.OPTIONS))));
      }
      Set<String> different = new HashSet<>();
      for (Future<String> text : texts) {
        different.add(text.get());
      }
      assertThat(different).containsExactly(alone);
    } finally {
      threads.shutdownNow();
    }
  }
}
