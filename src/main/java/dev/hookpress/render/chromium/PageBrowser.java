package dev.hookpress.render.chromium;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.BrowserSource;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The browser that renders the pages that the fast engine does not understand. */
public interface PageBrowser {
  /** A node without a browser. */
  PageBrowser NONE =
      new PageBrowser() {
        @Override
        public boolean isHere() {
          return false;
        }

        @Override
        public boolean hasRoom(ClientId client) {
          return false;
        }

        @Override
        public Future<Printed> print(Job job) {
          return Future.failedFuture(new IllegalStateException("This node has no browser"));
        }

        @Override
        public Future<Void> close() {
          return Future.succeededFuture();
        }
      };

  /** Whether this node has a browser. */
  boolean isHere();

  /**
   * Whether a document of the client may wait for a browser in the browser's own queue. Otherwise
   * it waits all the same, and should keep its render slot, so that no more are claimed.
   */
  boolean hasRoom(ClientId client);

  /**
   * Prints each page as a PDF of its own. Completes on the caller's context. Fails if no browser
   * was free in time, or the browser has a defect; the document can then be rendered again.
   */
  Future<Printed> print(Job job);

  /** Ends the browser; documents that wait fail. Completes when its processes are gone. */
  Future<Void> close();

  /**
   * The pages of one document.
   *
   * @param files that are found at their addresses without being fetched
   * @param sources fetches a source of a page; called on the caller's context
   */
  record Job(
      ClientId client,
      RenderOptions options,
      List<BrowserPage> pages,
      Map<URI, byte[]> files,
      Function<URI, Future<BrowserSource>> sources) {}

  /** The result of printing. */
  sealed interface Printed {
    /**
     * The PDFs, one for each page.
     *
     * @param title of the first page that has one
     * @param missing sources that the pages asked for and did not get, as readable messages
     * @param millis in the browser
     */
    record Pdfs(List<byte[]> files, Optional<String> title, List<String> missing, long millis)
        implements Printed {}

    /** The reason why there is no PDF. */
    record Rejected(FailureCode code, String message, long millis) implements Printed {}
  }
}
