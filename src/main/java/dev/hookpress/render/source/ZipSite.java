package dev.hookpress.render.source;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.prepared.SourcePart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A ZIP that contains a web page and its resources. It is unpacked in memory, and its relative
 * references are resolved only within it: its host is in a domain that never exists (RFC 2606).
 */
final class ZipSite {
  /** The path of the page. */
  private static final String INDEX = "/index.html";

  private static final String DOMAIN = ".zip.invalid";
  private static final int MAX_ENTRIES = 1_000;
  // Text compresses to a tenth, at best a fiftieth; a higher ratio indicates a ZIP bomb.
  private static final int MAX_RATIO = 200;
  // Below this size the ratio is not checked.
  private static final int RATIO_FREE_BYTES = 1024 * 1024;

  private final String host;
  private final Map<String, byte[]> files;

  private ZipSite(String host, Map<String, byte[]> files) {
    this.host = host;
    this.files = files;
  }

  /** The result of unpacking. */
  sealed interface Unpacked {
    record Site(ZipSite site) implements Unpacked {}

    record Rejected(FailureCode code, String message) implements Unpacked {}
  }

  /**
   * Unpacks a ZIP. Blocking.
   *
   * @param number of the part; distinguishes its files from those of other parts
   * @param maxBytes of all files together
   */
  static Unpacked unpack(byte[] zip, int number, int maxBytes) {
    long max = Math.min(maxBytes, Math.max(RATIO_FREE_BYTES, (long) zip.length * MAX_RATIO));
    Map<String, byte[]> files = new HashMap<>();
    long left = max;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > MAX_ENTRIES) {
          return tooLarge("The ZIP has more than " + MAX_ENTRIES + " entries");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[8 * 1024];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          left -= read;
          if (left < 0) {
            return tooLarge("The ZIP unpacks to more than %,d bytes".formatted(max));
          }
          bytes.write(piece, 0, read);
        }
        if (!entry.isDirectory()) {
          path(entry.getName()).ifPresent(path -> files.putIfAbsent(path, bytes.toByteArray()));
        }
      }
    } catch (IOException | IllegalArgumentException broken) {
      return new Unpacked.Rejected(FailureCode.SOURCE_INVALID, "The ZIP cannot be read");
    }
    return files.containsKey(INDEX)
        ? new Unpacked.Site(new ZipSite(number + DOMAIN, Map.copyOf(files)))
        : new Unpacked.Rejected(FailureCode.SOURCE_INVALID, "The ZIP has no index.html at its top");
  }

  private static Unpacked tooLarge(String message) {
    return new Unpacked.Rejected(FailureCode.SOURCE_TOO_LARGE, message);
  }

  /** Returns the page. */
  SourcePart page() {
    return new SourcePart.FetchedHtml(files.get(INDEX), Optional.empty(), "http://" + host + INDEX);
  }

  /** All files by their URIs. */
  Map<URI, byte[]> filesByUri() {
    Map<URI, byte[]> found = new HashMap<>();
    files.forEach(
        (path, bytes) -> {
          try {
            found.put(new URI("http", host, path, null), bytes);
          } catch (URISyntaxException unfit) {
            // No page can ask for it.
          }
        });
    return found;
  }

  /** Whether a URI belongs to this ZIP, whether or not the file exists. */
  boolean holds(URI uri) {
    return host.equals(uri.getHost());
  }

  /** Whether a URI belongs to any ZIP. */
  static boolean inside(URI uri) {
    return uri.getHost() != null && uri.getHost().endsWith(DOMAIN);
  }

  /** Returns the file of a URI; empty if there is none. */
  Optional<byte[]> file(URI uri) {
    return Optional.ofNullable(uri.getPath()).map(files::get);
  }

  /** Normalizes an entry's path; empty for a name that leads out of the ZIP. */
  private static Optional<String> path(String name) {
    try {
      String plain = new URI(null, null, "/" + name.replace('\\', '/'), null).normalize().getPath();
      boolean within = !plain.startsWith("/../") && !plain.contains("//") && !plain.equals("/..");
      return within ? Optional.of(plain) : Optional.empty();
    } catch (URISyntaxException unfit) {
      return Optional.empty();
    }
  }
}
