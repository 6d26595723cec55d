package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.BucketReader;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.HeaderRules;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.Destination;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@code destination} of the native format. */
public final class NativeDestination {
  private static final String HOSTED = "hosted";
  private static final String PRESIGNED = "presigned";
  private static final String AWS_S3 = "aws_s3";
  private static final List<String> PROVIDERS = List.of(HOSTED, PRESIGNED, AWS_S3);

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
          case AWS_S3 -> BucketReader.read(object.get(), faults);
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
}
