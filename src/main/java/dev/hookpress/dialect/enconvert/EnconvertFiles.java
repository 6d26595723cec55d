package dev.hookpress.dialect.enconvert;

import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.url.Authority;
import dev.hookpress.job.url.PageAccess;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Creates the documents of {@link EnconvertDialect}: one page each, in a file named after its URL.
 * {@code https://example.com} becomes {@code example-com.pdf}, {@code https://example.com/page-1}
 * becomes {@code page-1.pdf}.
 */
final class EnconvertFiles {
  // Keeps names readable and, with a number appended, within the limits of file systems.
  private static final int MAX_CHARACTERS = 80;
  private static final Pattern ENDING =
      Pattern.compile("\\.(html?|php|aspx?|jsp|pdf)$", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_]+");

  private EnconvertFiles() {}

  /**
   * Creates one document per URL; file names are unique regardless of case.
   *
   * @param access what all of them are fetched with
   * @param filename the name that the client wants, if it wants one
   */
  static List<Document> documents(
      List<URI> urls, PageAccess access, Optional<String> filename, EnconvertOptions options) {
    List<Document> documents = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (URI url : urls) {
      String name =
          filename.map(EnconvertFiles::wanted).filter(it -> !it.isEmpty()).orElse(name(url));
      String free = name;
      for (int next = 2; !taken.add(free.toLowerCase(Locale.ROOT)); next++) {
        free = name + "-" + next;
      }
      documents.add(
          new Document(
              List.of(new Part.Url(url, access)),
              options.of(free + ".pdf"),
              new Destination.Hosted()));
    }
    return documents;
  }

  /** The name of the PDF that is made of a file. */
  static String pdf(String filename, Optional<String> wanted) {
    String plain = wanted.map(EnconvertFiles::wanted).filter(it -> !it.isEmpty()).orElse("");
    int dot = filename.lastIndexOf('.');
    String own = plain.isEmpty() ? safe(dot < 0 ? filename : filename.substring(0, dot)) : plain;
    return (own.isEmpty() ? "document" : own) + ".pdf";
  }

  /** The name of the ZIP of all files. */
  static String zip(Optional<String> wanted) {
    return wanted.map(EnconvertFiles::wanted).filter(it -> !it.isEmpty()).orElse("batch") + ".zip";
  }

  private static String wanted(String filename) {
    return safe(ENDING.matcher(filename).replaceFirst(""));
  }

  private static String name(URI url) {
    String path = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
    String last = ENDING.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceFirst("");
    String named = safe(last);
    String host = named.isEmpty() ? safe(Authority.of(url).map(Authority::host).orElse("")) : named;
    return host.isEmpty() ? "page" : host;
  }

  private static String safe(String text) {
    String plain = trimmed(UNSAFE.matcher(text).replaceAll("-"));
    return plain.length() <= MAX_CHARACTERS ? plain : trimmed(plain.substring(0, MAX_CHARACTERS));
  }

  private static String trimmed(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int to = text.length() - (text.endsWith("-") ? 1 : 0);
    return from < to ? text.substring(from, to) : "";
  }
}
