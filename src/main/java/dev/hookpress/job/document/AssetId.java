package dev.hookpress.job.document;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a file that a client has uploaded, or that a job of its has made. A job's files have the
 * job's own id, so nothing has to be remembered of them.
 *
 * @param value a ULID: drawn for an upload, the job's for a result; its time tells the file's day
 * @param file which of a job's files, from 0; 0 for an upload
 */
public record AssetId(UUID value, int file) {
  private static final String PREFIX = "urn:aaid:AS:UE1:";
  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-([1-9]\\d{0,3}))?");

  /** Reads a {@link #toString()}; empty for anything else. */
  public static Optional<AssetId> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int file = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
    return Optional.of(new AssetId(UUID.fromString(form.group(1)), file));
  }

  /** {@code urn:aaid:AS:UE1:} and the UUID; a further file of a job's has its number behind it. */
  @Override
  public String toString() {
    return PREFIX + value + (file == 0 ? "" : "-" + file);
  }
}
