package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Form;
import dev.hookpress.dialect.Form.FormFile;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a form with a file that is to be converted. The kind of the file follows from the ending of
 * its name.
 */
final class EnconvertUpload {
  private static final String FILE = "file";
  private static final int MAX_NAME_CHARACTERS = 200;
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
  // What browsers take for text that does not say its encoding and is not UTF-8.
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private static final Set<String> HTML = Set.of("html", "htm");
  private static final Set<String> MARKDOWN = Set.of("md", "markdown");

  /** Media types of pictures. */
  private static final Map<String, String> PICTURES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "bmp", "image/bmp",
          "webp", "image/webp",
          "svg", "image/svg+xml");

  /** The routes, with the endings of the files that they convert. */
  static final Map<String, Set<String>> ENDINGS =
      Map.of(
          "html-to-pdf", HTML,
          "markdown-to-pdf", MARKDOWN,
          "anything-to-pdf",
              Set.of(
                  "html",
                  "htm",
                  "md",
                  "markdown",
                  "txt",
                  "pdf",
                  "png",
                  "jpg",
                  "jpeg",
                  "gif",
                  "bmp",
                  "webp",
                  "svg"));

  private final String conversion;
  private final Faults faults;

  private EnconvertUpload(String conversion, Faults faults) {
    this.conversion = conversion;
    this.faults = faults;
  }

  /**
   * Decodes a form.
   *
   * @param conversion a key of {@link #ENDINGS}
   */
  static Decoded decode(Submission submission, String conversion) {
    Faults faults = submission.strict() ? new Faults() : Faults.tolerant();
    Form form = submission.form().orElse(new Form(Map.of(), Optional.empty()));
    Optional<Decoded.Request> request = new EnconvertUpload(conversion, faults).read(form);
    return faults.none()
        ? request.orElseThrow().warned(faults.warnings())
        : new Decoded.Refused(faults.problem());
  }

  private Optional<Decoded.Request> read(Form form) {
    StrictObject object = StrictObject.of(fields(form), "", faults).orElseThrow();
    object.value(FILE);
    object.bool("direct_download");
    Optional<String> wanted = object.text("output_filename", MAX_NAME_CHARACTERS);
    Optional<String> jobId = EnconvertRequest.jobId(object, faults);
    EnconvertOptions options = EnconvertOptions.ofFile(object, faults);
    object.end();
    if (form.file().isEmpty()) {
      faults.add("/" + FILE, "Is required: a file with a name.");
      return Optional.empty();
    }
    FormFile file = form.file().get();
    String ending = ending(file.name());
    if (!ENDINGS.get(conversion).contains(ending)) {
      faults.add(
          "/" + FILE,
          "Must have one of the endings "
              + String.join(", ", ENDINGS.get(conversion).stream().sorted().toList())
              + "; other files are not converted.");
      return Optional.empty();
    }
    return part(file.bytes(), ending)
        .map(
            part ->
                new Decoded.Request(
                        List.of(
                            new Document(
                                List.of(part),
                                options.of(EnconvertFiles.pdf(file.name(), wanted)),
                                new Destination.Hosted())),
                        List.of(),
                        new EnconvertTraits(
                                false,
                                true,
                                jobId,
                                Optional.of(conversion),
                                Optional.empty(),
                                Optional.empty())
                            .metadataJson(),
                        Awaited.REPORT)
                    .named(jobId.map(id -> new Decoded.JobKey(EnconvertRequest.key(id), true))));
  }

  /** The texts of the form, read as the fields of a JSON object are. */
  private ObjectNode fields(Form form) {
    ObjectNode fields = Json.object();
    form.fields()
        .forEach(
            (name, text) -> {
              switch (name) {
                case "direct_download" -> flag(fields, name, text);
                case "pdf_options" -> options(fields, name, text);
                default -> fields.put(name, text);
              }
            });
    return fields;
  }

  private static void flag(ObjectNode fields, String name, String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals("true") || word.equals("false")) {
      fields.put(name, word.equals("true"));
    } else {
      fields.put(name, text);
    }
  }

  private void options(ObjectNode fields, String name, String text) {
    if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Tree tree) {
      fields.set(name, tree.root());
    } else {
      faults.add("/" + name, "Must be a JSON object.");
    }
  }

  private Optional<Part> part(byte[] bytes, String ending) {
    if (ending.equals("pdf")) {
      return Optional.of(new Part.PdfBytes(bytes));
    }
    String media = PICTURES.get(ending);
    if (media != null) {
      String url = "data:" + media + ";base64," + Base64.getEncoder().encodeToString(bytes);
      return Optional.of(
          new Part.Html("<body style='margin:0'><img src='" + url + "' style='max-width:100%'>"));
    }
    Optional<String> text =
        StrictObject.text(TextNode.valueOf(text(bytes)), "/" + FILE, MAX_CHARACTERS, faults);
    if (HTML.contains(ending)) {
      return text.map(Part.Html::new);
    }
    return MARKDOWN.contains(ending)
        ? text.map(Part.Markdown::new)
        : text.map(plain -> new Part.Html("<pre style='white-space:pre-wrap'>" + escaped(plain)));
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException other) {
      return new String(bytes, WESTERN);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
