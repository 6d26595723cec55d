package dev.hookpress.dialect.reading;

import dev.hookpress.job.document.Destination;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads a place in a bucket of S3 or an S3-compatible service. */
public final class BucketReader {
  private static final int MAX_BUCKET_CHARACTERS = 63;
  private static final int MAX_PATH_CHARACTERS = 1024;
  private static final int MAX_REGION_CHARACTERS = 32;

  private BucketReader() {}

  /**
   * Reads {@code bucket}, {@code path} and {@code region}; faults are recorded, and the result is
   * only of use if there are none.
   */
  public static Destination.S3 read(StrictObject object, Faults faults) {
    String bucket = object.requiredText("bucket", MAX_BUCKET_CHARACTERS).orElse("absent");
    if (bucket.length() < 3
        || !all(bucket, each -> letterOrDigit(each) || "._-".indexOf(each) >= 0)) {
      faults.add(
          object.pointerTo("bucket"), "Must be 3 to 63 letters, digits, full stops and hyphens.");
    }
    String path = object.requiredText("path", MAX_PATH_CHARACTERS).orElse("absent");
    if (path.startsWith("/")
        || path.chars().anyMatch(Character::isISOControl)
        || Arrays.stream(path.split("/")).anyMatch(step -> step.equals(".") || step.equals(".."))) {
      faults.add(
          object.pointerTo("path"),
          "Must be a key within the bucket: no slash at its start, no . or .. steps.");
    }
    return new Destination.S3(bucket, path, region(object, faults));
  }

  /** Reads a region's name, such as {@code eu-central-1}; empty if it is absent or invalid. */
  public static Optional<String> region(StrictObject object, Faults faults) {
    Optional<String> region = object.text("region", MAX_REGION_CHARACTERS);
    if (region.isPresent() && !all(region.get(), each -> letterOrDigit(each) || each == '-')) {
      faults.add(object.pointerTo("region"), "Must hold only letters, digits and hyphens.");
      return Optional.empty();
    }
    return region;
  }

  private static boolean all(String text, IntPredicate allowed) {
    return text.chars().allMatch(allowed);
  }

  private static boolean letterOrDigit(int each) {
    return each < 128 && Character.isLetterOrDigit(each);
  }
}
