package dev.hookpress.dialect.catalog;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.adobe.AdobeDialect;
import dev.hookpress.dialect.enconvert.EnconvertDialect;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.pdfgorilla.PdfgorillaDialect;
import dev.hookpress.dialect.tailpdf.TailpdfDialect;
import dev.hookpress.job.DialectName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The wire formats that Hookpress speaks. */
public final class Dialects {
  /** All of them, each with a name of its own. */
  public static final List<Dialect> ALL =
      List.of(
          new NativeDialect(),
          new AdobeDialect(),
          new TailpdfDialect(),
          new PdfgorillaDialect(),
          new EnconvertDialect());

  private static final Map<DialectName, Dialect> BY_NAME = byName();

  private Dialects() {}

  /** The dialect of that name. */
  public static Dialect of(DialectName name) {
    return BY_NAME.get(name);
  }

  private static Map<DialectName, Dialect> byName() {
    Map<DialectName, Dialect> dialects = new EnumMap<>(DialectName.class);
    ALL.forEach(dialect -> dialects.put(dialect.name(), dialect));
    return Map.copyOf(dialects);
  }
}
