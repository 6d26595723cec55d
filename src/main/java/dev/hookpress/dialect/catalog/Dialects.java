package dev.hookpress.dialect.catalog;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.adobe.AdobeDialect;
import dev.hookpress.dialect.enconvert.EnconvertDialect;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.pdfgorilla.PdfgorillaDialect;
import dev.hookpress.dialect.tailpdf.TailpdfDialect;
import dev.hookpress.dialect.vortex.VortexDialect;
import dev.hookpress.job.DialectName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The wire formats that Hookpress supports. A new format is a package of its own and one line here.
 */
public final class Dialects {
  /** Answers the formats' questions about all formats. */
  public static final Formats FORMATS = new AllFormats();

  /** All formats; their names are distinct. */
  public static final List<Dialect> ALL =
      List.of(
          new NativeDialect(FORMATS),
          new AdobeDialect(FORMATS),
          new TailpdfDialect(),
          new PdfgorillaDialect(),
          new EnconvertDialect(FORMATS),
          new VortexDialect(FORMATS));

  private static final Map<DialectName, Dialect> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Dialect::name, Function.identity()));

  private static final List<Prefix> LONGEST_FIRST =
      ALL.stream()
          .flatMap(dialect -> dialect.prefixes().stream().map(path -> new Prefix(path, dialect)))
          .sorted(Comparator.comparingInt((Prefix each) -> each.path().length()).reversed())
          .toList();

  private static final List<DialectName> NAMES = ALL.stream().map(Dialect::name).toList();

  /** Where the paths of a format begin. */
  private record Prefix(String path, Dialect dialect) {}

  private Dialects() {}

  /**
   * Returns the dialect with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Dialect of(DialectName name) {
    Dialect dialect = BY_NAME.get(name);
    if (dialect == null) {
      throw new IllegalArgumentException("No format is called " + name.label());
    }
    return dialect;
  }

  /** The native format, used by the API's own resources. */
  public static Dialect ofApi() {
    return of(NativeDialect.NAME);
  }

  /** The format to which a path belongs; the native one if no other has it. */
  public static Dialect ofPath(String path) {
    for (Prefix each : LONGEST_FIRST) {
      if (path.startsWith(each.path())) {
        return each.dialect();
      }
    }
    return ofApi();
  }

  /** The names of all formats: a closed set, so they are safe as metric tags. */
  public static List<DialectName> names() {
    return NAMES;
  }

  /** Reads the list lazily, because the formats in it are constructed with this object. */
  private static final class AllFormats implements Formats {
    @Override
    public List<DialectName> names() {
      return NAMES;
    }

    @Override
    public boolean setsHeader(String lowerCaseName) {
      return ALL.stream().anyMatch(dialect -> dialect.setsHeader(lowerCaseName));
    }

    @Override
    public String shownId(JobReport job) {
      return of(job.dialect()).shown(job.id());
    }
  }
}
