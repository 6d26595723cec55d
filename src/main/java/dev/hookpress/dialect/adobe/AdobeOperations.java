package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.FormData;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.job.document.Watermark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists the supported Adobe operations and reads the body of each. */
final class AdobeOperations {
  /** The operation that renders; all others work on finished PDFs. */
  static final String HTML_TO_PDF = "htmltopdf";

  static final String FILENAME = "document.pdf";
  // Adobe combines up to 20 files; an insertion lists the base file again for each file inserted
  // into it.
  private static final int MAX_INPUTS = 100;
  private static final int MAX_PAGES = 1_000_000;
  private static final int MAX_LANGUAGE_CHARACTERS = 35;
  private static final List<String> IMAGE_FORMATS = List.of("jpeg", "png", "tiff");
  private static final String ZIP_OF_IMAGES = "zipOfPageImages";
  private static final List<String> IMAGE_OUTPUTS = List.of("listOfPageImages", ZIP_OF_IMAGES);
  private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH");

  private static final Map<String, Function<AdobeOperations, Optional<Document>>> READERS =
      readers();

  private final StrictObject body;
  private final UrlRules urls;
  private final Faults faults;
  private final AdobeFiles files;

  AdobeOperations(StrictObject body, UrlRules urls, Faults faults) {
    this.body = body;
    this.urls = urls;
    this.faults = faults;
    this.files = new AdobeFiles(body, urls, faults);
  }

  static boolean offers(String operation) {
    return READERS.containsKey(operation);
  }

  static String offered() {
    return String.join(", ", READERS.keySet());
  }

  /** The name of the operation that produced this document. */
  static String of(Document document) {
    return document
        .operation()
        .map(operation -> operation.match(AdobeOperationName.CASES))
        .orElse(HTML_TO_PDF);
  }

  /** Reads the body of a supported operation; empty only if a fault was recorded. */
  Optional<Document> read(String operation) {
    Optional<Document> document = READERS.get(operation).apply(this);
    files.end();
    return document;
  }

  private static Map<String, Function<AdobeOperations, Optional<Document>>> readers() {
    Map<String, Function<AdobeOperations, Optional<Document>>> readers = new LinkedHashMap<>();
    readers.put(HTML_TO_PDF, AdobeOperations::htmlToPdf);
    readers.put("createpdf", of(AdobeOperations::create));
    readers.put("combinepdf", AdobeOperations::combine);
    readers.put("splitpdf", of(AdobeOperations::split));
    readers.put("pagemanipulation", of(AdobeOperations::arrange));
    readers.put("addwatermark", AdobeOperations::watermark);
    readers.put("protectpdf", of(own -> AdobeProtection.protect(own.options(), own.faults)));
    readers.put("removeprotection", of(own -> AdobeProtection.remove(own.options())));
    readers.put("compresspdf", of(AdobeOperations::compress));
    readers.put("pdftoimages", of(AdobeOperations::images));
    readers.put("getformdata", of(own -> Optional.of(new FormData(Optional.empty()))));
    readers.put("setformdata", of(AdobeOperations::fill));
    readers.put("pdfproperties", AdobeOperations::properties);
    return readers;
  }

  /** Creates the reader of an operation on one file. */
  private static Function<AdobeOperations, Optional<Document>> of(
      Function<AdobeOperations, Optional<PdfOperation>> reader) {
    return own -> {
      Optional<Part> input = own.files.input();
      Destination destination = own.files.destination();
      return reader
          .apply(own)
          .flatMap(
              operation ->
                  input.flatMap(part -> own.document(List.of(part), operation, destination)));
    };
  }

  private StrictObject options() {
    return files.options();
  }

  private Optional<Document> document(
      List<Part> parts, PdfOperation operation, Destination destination) {
    Optional<PdfOperation.Problem> problem = operation.problem();
    problem.ifPresent(it -> faults.add("", it.message() + "."));
    String filename = "document." + operation.result().extension();
    return Optional.of(
        new Document(parts, RenderOptions.standard(filename), destination, Optional.of(operation)));
  }

  private Optional<Document> htmlToPdf() {
    Optional<JsonNode> url = files.external() ? Optional.empty() : body.value("inputUrl");
    if (!files.external() && body.value("assetID").isPresent() == url.isPresent()) {
      faults.add("", "Must have exactly one of assetID and inputUrl.");
      return Optional.empty();
    }
    Optional<Part> part =
        url.isPresent()
            ? urls.read(url.get(), body.pointerTo("inputUrl")).map(Part.Url::new)
            : files.input();
    Destination destination = files.destination();
    RenderOptions options =
        AdobePage.read(options(), url.isPresent() ? AdobePage.URL : "index.html", faults);
    return part.map(source -> new Document(List.of(source), options, destination));
  }

  private Optional<PdfOperation> create() {
    String language = options().text("documentLanguage", MAX_LANGUAGE_CHARACTERS).orElse("en-US");
    AdobeTags.read(options(), faults);
    if (options().value("pageRange").isPresent()) {
      faults.add(options().pointerTo("pageRange"), "Is offered for no type of source.");
    }
    return Optional.of(new CreatePdf(language));
  }

  private Optional<PdfOperation> images() {
    options().requiredValue("targetFormat");
    Optional<AssetType> format =
        options()
            .word("targetFormat", IMAGE_FORMATS)
            .map(word -> AssetType.valueOf(word.toUpperCase(Locale.ROOT)));
    if (files.external()) {
      return format.map(it -> new PdfToImages(it, true));
    }
    options().requiredValue("outputType");
    Optional<String> output = options().word("outputType", IMAGE_OUTPUTS);
    return format.map(it -> new PdfToImages(it, output.equals(Optional.of(ZIP_OF_IMAGES))));
  }

  private Optional<Document> watermark() {
    Optional<StrictObject> inputs = files.external() ? body.object("inputs") : Optional.of(body);
    Optional<Part> marked =
        inputs.flatMap(
            it ->
                files.external()
                    ? files.stored(it, "document")
                    : files.asset(it, "inputDocumentAssetID"));
    Optional<Part> mark =
        inputs.flatMap(
            it ->
                files.external()
                    ? files.stored(it, "watermarkDocument")
                    : files.asset(it, "watermarkDocumentAssetID"));
    if (files.external()) {
      inputs.ifPresent(StrictObject::end);
    }
    Destination destination = files.destination();
    List<PageRange> ranges = AdobeRanges.read(options(), faults);
    Optional<StrictObject> appearance = options().object("appearance");
    boolean foreground = appearance.flatMap(it -> it.bool("appearOnForeground")).orElse(true);
    int opacity = appearance.flatMap(it -> it.integer("opacity", 0, 100)).orElse(100);
    appearance.ifPresent(StrictObject::end);
    Watermark operation = new Watermark(ranges, foreground, opacity);
    return marked.flatMap(
        first -> mark.flatMap(second -> document(List.of(first, second), operation, destination)));
  }

  private Optional<Document> combine() {
    String name = files.external() ? "inputs" : "assets";
    Optional<JsonNode> inputs = body.requiredValue(name);
    Destination destination = files.destination();
    if (inputs.isEmpty()) {
      return Optional.empty();
    }
    if (!inputs.get().isArray() || inputs.get().isEmpty() || inputs.get().size() > MAX_INPUTS) {
      faults.add(body.pointerTo(name), "Must be a list of 1 to " + MAX_INPUTS + " files.");
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    List<List<PageRange>> ranges = new ArrayList<>();
    for (int i = 0; i < inputs.get().size(); i++) {
      StrictObject.of(inputs.get().get(i), body.pointerTo(name) + "/" + i, faults)
          .ifPresent(
              input -> {
                (files.external() ? files.stored(input, "input") : files.asset(input, "assetID"))
                    .ifPresent(parts::add);
                ranges.add(AdobeRanges.read(input, faults));
                input.end();
              });
    }
    return document(parts, new PdfOperation.Combine(ranges), destination);
  }

  private Optional<PdfOperation> split() {
    options().requiredValue("splitoption");
    Optional<StrictObject> option = options().object("splitoption");
    // A client's own storage has room for one file.
    return option.flatMap(this::division).map(it -> new PdfOperation.Split(it, files.external()));
  }

  private Optional<SplitDivision> division(StrictObject option) {
    long given =
        List.of("pageCount", "fileCount", "pageRanges").stream()
            .filter(name -> option.list(name).isPresent())
            .count();
    option.end();
    if (given != 1) {
      faults.add(option.pointer(), "Must have exactly one of pageCount, fileCount and pageRanges.");
      return Optional.empty();
    }
    if (option.list("pageRanges").isPresent()) {
      return Optional.of(new SplitDivision.Ranges(AdobeRanges.read(option, faults)));
    }
    return option.value("pageCount").isPresent()
        ? option.integer("pageCount", 1, MAX_PAGES).map(SplitDivision.PagesPerFile::new)
        : option.integer("fileCount", 1, PdfOperation.MAX_FILES).map(SplitDivision.Files::new);
  }

  /**
   * Deletes pages last: Adobe's page numbers always refer to the input, and rotations do not change
   * them.
   */
  private Optional<PdfOperation> arrange() {
    Optional<JsonNode> actions = options().requiredValue("pageActions");
    if (actions.isEmpty()) {
      return Optional.empty();
    }
    String pointer = options().pointerTo("pageActions");
    int max = PdfOperation.MAX_STEPS;
    if (!actions.get().isArray() || actions.get().isEmpty() || actions.get().size() > max) {
      faults.add(pointer, "Must be a list of 1 to " + max + " actions.");
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    List<PageRange> deleted = new ArrayList<>();
    for (int i = 0; i < actions.get().size(); i++) {
      StrictObject.of(actions.get().get(i), pointer + "/" + i, faults)
          .ifPresent(action -> action(action, steps, deleted));
    }
    if (!deleted.isEmpty()) {
      steps.add(new Step.Delete(deleted));
    }
    return Optional.of(new PdfOperation.Arrange(steps));
  }

  private void action(StrictObject action, List<Step> steps, List<PageRange> deleted) {
    Optional<StrictObject> rotate = action.object("rotate");
    Optional<StrictObject> delete = action.object("delete");
    action.end();
    if (rotate.isPresent() == delete.isPresent()) {
      faults.add(action.pointer(), "Must have exactly one of rotate and delete.");
    }
    rotate.ifPresent(
        turn -> {
          turn.requiredValue("angle");
          Optional<Integer> angle = turn.integer("angle", 90, 270);
          List<PageRange> ranges = AdobeRanges.fromBothEnds(turn, faults);
          turn.end();
          angle.ifPresent(degrees -> steps.add(new Step.Rotate(degrees, ranges)));
        });
    delete.ifPresent(
        gone -> {
          gone.requiredList("pageRanges");
          deleted.addAll(AdobeRanges.fromBothEnds(gone, faults));
          gone.end();
        });
  }

  private Optional<PdfOperation> compress() {
    String level = options().word("compressionLevel", LEVELS).orElse("MEDIUM");
    return Optional.of(new PdfOperation.Compress(PdfOperation.Strength.valueOf(level)));
  }

  private Optional<PdfOperation> fill() {
    String name = "jsonFormFieldsData";
    Optional<JsonNode> values = options().requiredValue(name);
    if (values.isPresent() && !values.get().isObject()) {
      faults.add(options().pointerTo(name), "Must be an object.");
      return Optional.empty();
    }
    return values.map(it -> new FormData(Optional.of(it.toString())));
  }

  /** The properties are in the status; there is no file to store. */
  private Optional<Document> properties() {
    Optional<Part> input = files.input();
    boolean eachPage = options().bool("pageLevel").orElse(false);
    return input.flatMap(
        part ->
            document(
                List.of(part), new PdfOperation.Properties(eachPage), new Destination.Hosted()));
  }
}
