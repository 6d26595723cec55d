package dev.hookpress.dialect;

import dev.hookpress.job.DialectName;
import java.util.List;

/** What one format may ask about all of them, without knowing any of the others. */
public interface Formats {
  /** The names of all formats. */
  List<DialectName> names();

  /**
   * Whether some format sets this header on its callbacks or uploads, so that no client may.
   *
   * @param lowerCaseName the header's name in lower case
   */
  boolean setsHeader(String lowerCaseName);

  /** A job's id as the format that it was submitted in shows it. */
  String shownId(JobReport job);
}
