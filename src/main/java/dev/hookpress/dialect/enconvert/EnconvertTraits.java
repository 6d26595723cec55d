package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.reading.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the answers about a job of this format depend on, kept as the job's metadata.
 *
 * @param batch whether the URLs came as a list, even of one
 * @param current whether the request is of the service's current generation, whose answers differ
 *     from those of the older one
 * @param jobId the client's own id for the job
 * @param conversion the name of the route by which a file was converted; empty: of a page
 * @param zip the name of the ZIP of all files, if the client wants one
 * @param discovered how many pages a website has, if the job is about one
 */
record EnconvertTraits(
    boolean batch,
    boolean current,
    Optional<String> jobId,
    Optional<String> conversion,
    Optional<String> zip,
    Optional<Integer> discovered) {
  private static final EnconvertTraits NONE =
      new EnconvertTraits(
          false, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Reads a job's metadata; that of a job of another format has no traits. */
  static EnconvertTraits of(String metadataJson) {
    if (metadataJson.equals(Decoded.NO_METADATA)
        || !(Json.read(metadataJson.getBytes(StandardCharsets.UTF_8))
            instanceof Json.Read.Tree tree)) {
      return NONE;
    }
    JsonNode metadata = tree.root();
    return new EnconvertTraits(
        metadata.path("batch").asBoolean(),
        metadata.path("current").asBoolean(),
        Optional.ofNullable(metadata.path("job_id").textValue()),
        Optional.ofNullable(metadata.path("conversion").textValue()),
        Optional.ofNullable(metadata.path("zip").textValue()),
        Optional.of(metadata.path("discovered")).filter(JsonNode::isInt).map(JsonNode::intValue));
  }

  /** The word for what the files of a batch come as. */
  String outputFormat() {
    return zip.isPresent() ? "zip" : "individual";
  }

  String metadataJson() {
    ObjectNode metadata = Json.object();
    if (batch) {
      metadata.put("batch", true);
    }
    if (current) {
      metadata.put("current", true);
    }
    jobId.ifPresent(id -> metadata.put("job_id", id));
    conversion.ifPresent(name -> metadata.put("conversion", name));
    zip.ifPresent(name -> metadata.put("zip", name));
    discovered.ifPresent(pages -> metadata.put("discovered", pages));
    return metadata.toString();
  }
}
