package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.HeaderRules;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.Destination;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads and writes {@code destination} of the native format. */
public final class NativeDestination {
  private static final String HOSTED = "hosted";
  private static final String PRESIGNED = "presigned";
  private static final String AWS_S3 = "aws_s3";
  private static final List<String> PROVIDERS = List.of(HOSTED, PRESIGNED, AWS_S3);
  private static final int MAX_BUCKET_CHARACTERS = 63;
  private static final int MAX_PATH_CHARACTERS = 1024;
  private static final int MAX_REGION_CHARACTERS = 32;

  private NativeDestination() {}

  static Destination read(StrictObject request, UrlRules urls, Formats formats, Faults faults) {
    Optional<StrictObject> object = request.object("destination");
    if (object.isEmpty()) {
      return new Destination.Hosted();
    }
    object.get().requiredValue("provider");
    Optional<String> provider = object.get().word("provider", PROVIDERS);
    if (provider.isEmpty()) {
      return new Destination.Hosted();
    }
    Destination destination =
        switch (provider.get()) {
          case PRESIGNED -> presigned(object.get(), urls, formats, faults);
          case AWS_S3 -> s3(object.get(), faults);
          default -> new Destination.Hosted();
        };
    object.get().end();
    return destination;
  }

  /**
   * The destination as shown to the client, with the link to a hosted PDF; never a signed URL of
   * the client.
   */
  static ObjectNode shown(DocumentReport document) {
    Destination destination = document.destination();
    ObjectNode shown = Json.object();
    if (destination instanceof Destination.S3 s3) {
      shown.put("provider", AWS_S3).put("bucket", s3.bucket()).put("path", s3.path());
      s3.region().ifPresent(region -> shown.put("region", region));
    } else if (destination instanceof Destination.PresignedPut) {
      shown.put("provider", PRESIGNED);
    } else {
      shown.put("provider", HOSTED);
      document
          .link()
          .ifPresent(
              at ->
                  shown.put("url", at.url()).put("expires_at", Timestamps.seconds(at.expiresAt())));
    }
    return shown;
  }

  private static Destination presigned(
      StrictObject object, UrlRules urls, Formats formats, Faults faults) {
    Optional<JsonNode> value = object.requiredValue("url");
    Optional<URI> url = value.flatMap(given -> urls.read(given, object.pointerTo("url")));
    Map<String, String> headers = HeaderRules.read(object, formats::setsHeader, faults);
    return url.<Destination>map(at -> new Destination.PresignedPut(at, headers))
        .orElseGet(Destination.Hosted::new);
  }

  private static Destination s3(StrictObject object, Faults faults) {
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
    Optional<String> region = region(object, faults);
    return new Destination.S3(bucket, path, region);
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
