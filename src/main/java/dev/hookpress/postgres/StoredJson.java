package dev.hookpress.postgres;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FormData;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.job.document.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Serializes documents, targets and results to the JSON stored in Postgres. Variant names are
 * declared here, apart from the classes, so that a class can be renamed without breaking stored
 * rows.
 */
public final class StoredJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          // During a rolling upgrade, older nodes read what newer nodes wrote.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Part.class, PartNames.class)
          .addMixIn(PdfOperation.class, OperationNames.class)
          .addMixIn(SplitDivision.class, DivisionNames.class)
          .addMixIn(PdfOperation.Step.class, StepNames.class)
          .addMixIn(PageRange.class, RangeWithoutJudgement.class)
          .addMixIn(Destination.class, DestinationNames.class)
          .addMixIn(Target.class, TargetNames.class)
          .addMixIn(EndpointAuth.class, AuthNames.class)
          .addMixIn(DocumentResult.class, ResultNames.class)
          .build();
  private static final TypeReference<List<Target>> TARGETS = new TypeReference<>() {};
  // Made once: a job has one of the first, a callback one of the second.
  private static final ObjectWriter TARGETS_WRITER = JSON.writerFor(TARGETS);
  private static final ObjectWriter TARGET_WRITER = JSON.writerFor(Target.class);

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Html.class, name = "html"),
    @JsonSubTypes.Type(value = Part.Markdown.class, name = "markdown"),
    @JsonSubTypes.Type(value = Part.Url.class, name = "url"),
    @JsonSubTypes.Type(value = Part.Template.class, name = "template"),
    @JsonSubTypes.Type(value = Part.PdfBytes.class, name = "pdf_bytes"),
    @JsonSubTypes.Type(value = Part.PdfUrl.class, name = "pdf_url"),
    @JsonSubTypes.Type(value = Part.StoredFile.class, name = "stored_file"),
    @JsonSubTypes.Type(value = Part.Asset.class, name = "asset")
  })
  private interface PartNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PdfOperation.Combine.class, name = "combine"),
    @JsonSubTypes.Type(value = PdfOperation.Split.class, name = "split"),
    @JsonSubTypes.Type(value = PdfOperation.Arrange.class, name = "arrange"),
    @JsonSubTypes.Type(value = PdfOperation.Insert.class, name = "insert"),
    @JsonSubTypes.Type(value = PdfOperation.Protect.class, name = "protect"),
    @JsonSubTypes.Type(value = PdfOperation.Unprotect.class, name = "unprotect"),
    @JsonSubTypes.Type(value = PdfOperation.Compress.class, name = "compress"),
    @JsonSubTypes.Type(value = PdfOperation.Properties.class, name = "properties"),
    @JsonSubTypes.Type(value = CreatePdf.class, name = "create"),
    @JsonSubTypes.Type(value = PdfToImages.class, name = "to_images"),
    @JsonSubTypes.Type(value = Watermark.class, name = "watermark"),
    @JsonSubTypes.Type(value = FormData.class, name = "form"),
    @JsonSubTypes.Type(value = PdfEdit.Bookmarks.class, name = "bookmarks"),
    @JsonSubTypes.Type(value = PdfEdit.Metadata.class, name = "metadata"),
    @JsonSubTypes.Type(value = PdfEdit.Flatten.class, name = "flatten")
  })
  private interface OperationNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SplitDivision.Ranges.class, name = "ranges"),
    @JsonSubTypes.Type(value = SplitDivision.PagesPerFile.class, name = "pages_per_file"),
    @JsonSubTypes.Type(value = SplitDivision.Files.class, name = "files")
  })
  private interface DivisionNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PdfOperation.Step.Rotate.class, name = "rotate"),
    @JsonSubTypes.Type(value = PdfOperation.Step.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = PdfOperation.Step.Reorder.class, name = "reorder")
  })
  private interface StepNames {}

  private interface RangeWithoutJudgement {
    @JsonIgnore
    boolean isSound();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Destination.Hosted.class, name = "hosted"),
    @JsonSubTypes.Type(value = Destination.PresignedPut.class, name = "presigned_put"),
    @JsonSubTypes.Type(value = Destination.S3.class, name = "s3")
  })
  private interface DestinationNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = DocumentResult.Stored.class, name = "stored"),
    @JsonSubTypes.Type(value = DocumentResult.Failed.class, name = "failed")
  })
  private interface ResultNames {}

  // Rows from before email targets have no type name.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is", defaultImpl = Target.Webhook.class)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Target.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = Target.Email.class, name = "email")
  })
  private interface TargetNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = EndpointAuth.OAuth2.class, name = "oauth2"),
    @JsonSubTypes.Type(value = EndpointAuth.MutualTls.class, name = "mtls")
  })
  private interface AuthNames {}

  private StoredJson() {}

  public static byte[] document(Document document) {
    return bytes(document);
  }

  public static Document document(byte[] json) {
    return read(() -> JSON.readValue(json, Document.class));
  }

  public static byte[] targets(List<Target> targets) {
    return read(() -> TARGETS_WRITER.writeValueAsBytes(targets));
  }

  public static List<Target> targets(byte[] json) {
    return read(() -> JSON.readValue(json, TARGETS));
  }

  public static byte[] target(Target target) {
    return read(() -> TARGET_WRITER.writeValueAsBytes(target));
  }

  public static Target target(byte[] json) {
    return read(() -> JSON.readValue(json, Target.class));
  }

  public static byte[] auth(EndpointAuth auth) {
    return read(() -> JSON.writerFor(EndpointAuth.class).writeValueAsBytes(auth));
  }

  public static EndpointAuth auth(byte[] json) {
    return read(() -> JSON.readValue(json, EndpointAuth.class));
  }

  public static String result(DocumentResult result) {
    return new String(
        read(() -> JSON.writerFor(DocumentResult.class).writeValueAsBytes(result)),
        StandardCharsets.UTF_8);
  }

  public static DocumentResult result(String json) {
    return read(() -> JSON.readValue(json, DocumentResult.class));
  }

  public static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static <T> T read(byte[] json, Class<T> type) {
    return read(() -> JSON.readValue(json, type));
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T read(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
