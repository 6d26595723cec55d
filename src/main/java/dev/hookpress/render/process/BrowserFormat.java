package dev.hookpress.render.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.ResourceUri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a render process that a document is for a browser: written there, and read in the
 * node within the bounds of {@link AnswerFormat}.
 */
final class BrowserFormat {
  /** Pages, and the files of their ZIPs. */
  static final int MAX_BLOBS = 20_100;

  private static final int MAX_REASON_CHARACTERS = 500;

  /** The first byte of the head, which no other answer begins with. */
  private static final byte MARK = 'B';

  private static final String FILES_DOMAIN = ".zip.invalid";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(16)
                          .build())
                  .build())
          .build();

  private record PageHead(int part, int blob, String charset, String base) {}

  private record FileHead(String uri, int blob) {}

  private record Head(List<PageHead> pages, List<FileHead> files, String reason) {}

  private BrowserFormat() {}

  static Message message(Preparation.ForBrowser pages) throws IOException {
    Blobs blobs = new Blobs();
    List<PageHead> heads = new ArrayList<>();
    for (BrowserPage page : pages.pages()) {
      String charset = page.charset().map(Charset::name).orElse("");
      heads.add(new PageHead(page.part(), blobs.add(page.html()), charset, page.baseUri()));
    }
    List<FileHead> files = new ArrayList<>();
    pages.files().forEach((uri, file) -> files.add(new FileHead(uri.toString(), blobs.add(file))));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(MARK);
    head.write(JSON.writeValueAsBytes(new Head(heads, files, pages.reason())));
    return new Message(head.toByteArray(), blobs.all());
  }

  /**
   * Reads such an answer; empty for another one.
   *
   * @throws IOException if it breaks a rule
   */
  static Optional<Preparation.ForBrowser> pages(Message message) throws IOException {
    byte[] bytes = message.head();
    if (bytes.length == 0 || bytes[0] != MARK) {
      return Optional.empty();
    }
    Head head = JSON.readValue(bytes, 1, bytes.length - 1, Head.class);
    List<BrowserPage> pages = new ArrayList<>();
    for (PageHead it : head.pages()) {
      if (!it.base().isEmpty() && ResourceUri.resolve("", it.base()).isEmpty()) {
        throw new IOException("A page with something else than an http address");
      }
      Optional<Charset> charset =
          it.charset().isEmpty() ? Optional.empty() : Optional.of(Charset.forName(it.charset()));
      pages.add(new BrowserPage(it.part(), message.blobs().get(it.blob()), charset, it.base()));
    }
    if (pages.isEmpty()) {
      throw new IOException("An answer without the pages for a browser");
    }
    Map<URI, byte[]> files = new HashMap<>();
    for (FileHead it : head.files()) {
      URI uri = URI.create(it.uri());
      if (uri.getHost() == null || !uri.getHost().endsWith(FILES_DOMAIN)) {
        throw new IOException("A file of a page outside its ZIP");
      }
      files.put(uri, message.blobs().get(it.blob()));
    }
    String reason = head.reason();
    return Optional.of(
        new Preparation.ForBrowser(
            pages, files, reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARACTERS))));
  }
}
