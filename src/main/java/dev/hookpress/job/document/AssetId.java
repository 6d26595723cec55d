package dev.hookpress.job.document;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a file that a client uploaded or that one of its jobs produced. A job's files use the
 * job's id, so they need no record of their own.
 *
 * @param value a ULID: generated for an upload, the job's id for a result; its time gives the
 *     file's day
 * @param file index among the job's files, from 0; 0 for an upload
 */
public record AssetId(UUID value, int file) {
  private static final String PREFIX = "urn:aaid:AS:UE1:";
  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-([1-9]\\d{0,3}))?");

  /** Parses a {@link #toString()}; empty for anything else. */
  public static Optional<AssetId> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int file = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
    return Optional.of(new AssetId(UUID.fromString(form.group(1)), file));
  }

  /** {@code urn:aaid:AS:UE1:} and the UUID, followed by the file's index unless it is 0. */
  @Override
  public String toString() {
    return PREFIX + value + (file == 0 ? "" : "-" + file);
  }
}
