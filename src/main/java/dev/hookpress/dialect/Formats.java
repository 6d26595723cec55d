package dev.hookpress.dialect;

import dev.hookpress.job.DialectName;
import java.util.List;

/** Answers questions about all wire formats, so that no format depends on another. */
public interface Formats {
  /** The names of all formats. */
  List<DialectName> names();

  /**
   * Whether any format sets this header on its callbacks or uploads; clients must not set such a
   * header.
   *
   * @param lowerCaseName the header's name in lower case
   */
  boolean setsHeader(String lowerCaseName);

  /** The job's id as shown by the format in which the job was submitted. */
  String shownId(JobReport job);
}
