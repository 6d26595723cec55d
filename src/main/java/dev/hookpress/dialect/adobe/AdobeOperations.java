package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Step;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.SplitDivision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists the supported Adobe operations and reads the body of each. */
final class AdobeOperations {
  /** The operation that renders; all others work on finished PDFs. */
  static final String HTML_TO_PDF = "htmltopdf";

  static final String FILENAME = "document.pdf";
  private static final int MAX_ID_CHARACTERS = 128;
  // Adobe combines up to 20 files; an insertion lists the base file again for each file inserted
  // into it.
  private static final int MAX_INPUTS = 100;
  private static final int MAX_PAGES = 1_000_000;
  private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH");

  private static final Map<String, Function<AdobeOperations, Optional<Document>>> READERS =
      readers();

  private final StrictObject body;
  private final UrlRules urls;
  private final Faults faults;

  AdobeOperations(StrictObject body, UrlRules urls, Faults faults) {
    this.body = body;
    this.urls = urls;
    this.faults = faults;
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
    for (String external : List.of("input", "inputs", "output", "params")) {
      if (body.value(external).isPresent()) {
        faults.add(
            body.pointerTo(external), "External storage is not offered; upload an asset instead.");
      }
    }
    return READERS.get(operation).apply(this);
  }

  private static Map<String, Function<AdobeOperations, Optional<Document>>> readers() {
    Map<String, Function<AdobeOperations, Optional<Document>>> readers = new LinkedHashMap<>();
    readers.put(HTML_TO_PDF, AdobeOperations::htmlToPdf);
    readers.put("combinepdf", AdobeOperations::combine);
    readers.put("splitpdf", of(AdobeOperations::split));
    readers.put("pagemanipulation", of(AdobeOperations::arrange));
    readers.put("protectpdf", of(own -> AdobeProtection.protect(own.body, own.faults)));
    readers.put("removeprotection", of(own -> AdobeProtection.remove(own.body)));
    readers.put("compresspdf", of(AdobeOperations::compress));
    readers.put("pdfproperties", of(AdobeOperations::properties));
    return readers;
  }

  /** Creates the reader of an operation on one asset. */
  private static Function<AdobeOperations, Optional<Document>> of(
      Function<AdobeOperations, Optional<PdfOperation>> reader) {
    return own -> {
      Optional<Part> asset = own.asset(own.body);
      return reader
          .apply(own)
          .flatMap(operation -> asset.flatMap(part -> own.document(List.of(part), operation)));
    };
  }

  private Optional<Part> asset(StrictObject owner) {
    return owner.requiredText("assetID", MAX_ID_CHARACTERS).flatMap(text -> asset(owner, text));
  }

  private Optional<Part> asset(StrictObject owner, String text) {
    Optional<AssetId> id = AssetId.parse(text);
    if (id.isEmpty()) {
      faults.add(owner.pointerTo("assetID"), "Is not the id of an asset.");
    }
    return id.map(Part.Asset::new);
  }

  private Optional<Document> document(List<Part> parts, PdfOperation operation) {
    Optional<PdfOperation.Problem> problem = operation.problem();
    problem.ifPresent(it -> faults.add("", it.message() + "."));
    return Optional.of(
        new Document(
            parts,
            RenderOptions.standard(FILENAME),
            new Destination.Hosted(),
            Optional.of(operation)));
  }

  private Optional<Document> htmlToPdf() {
    boolean ofAsset = body.value("assetID").isPresent();
    Optional<JsonNode> url = body.value("inputUrl");
    if (ofAsset == url.isPresent()) {
      faults.add("", "Must have exactly one of assetID and inputUrl.");
    }
    Optional<Part> part =
        ofAsset
            ? asset(body)
            : url.flatMap(value -> urls.read(value, body.pointerTo("inputUrl"))).map(Part.Url::new);
    RenderOptions options = AdobePage.read(body, faults);
    return part.map(source -> new Document(List.of(source), options, new Destination.Hosted()));
  }

  private Optional<Document> combine() {
    Optional<JsonNode> assets = body.requiredValue("assets");
    if (assets.isEmpty()) {
      return Optional.empty();
    }
    if (!assets.get().isArray() || assets.get().isEmpty() || assets.get().size() > MAX_INPUTS) {
      faults.add(body.pointerTo("assets"), "Must be a list of 1 to " + MAX_INPUTS + " assets.");
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    List<List<PageRange>> ranges = new ArrayList<>();
    for (int i = 0; i < assets.get().size(); i++) {
      StrictObject.of(assets.get().get(i), body.pointerTo("assets") + "/" + i, faults)
          .ifPresent(
              input -> {
                asset(input).ifPresent(parts::add);
                ranges.add(AdobeRanges.read(input, faults));
                input.end();
              });
    }
    return document(parts, new PdfOperation.Combine(ranges));
  }

  private Optional<PdfOperation> split() {
    body.requiredValue("splitoption");
    Optional<StrictObject> option = body.object("splitoption");
    return option.flatMap(this::division).map(PdfOperation.Split::new);
  }

  private Optional<SplitDivision> division(StrictObject option) {
    long given =
        List.of("pageCount", "fileCount", "pageRanges").stream()
            .filter(name -> option.value(name).isPresent())
            .count();
    option.end();
    if (given != 1) {
      faults.add(option.pointer(), "Must have exactly one of pageCount, fileCount and pageRanges.");
      return Optional.empty();
    }
    if (option.value("pageRanges").isPresent()) {
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
    Optional<JsonNode> actions = body.requiredValue("pageActions");
    if (actions.isEmpty()) {
      return Optional.empty();
    }
    String pointer = body.pointerTo("pageActions");
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
          List<PageRange> ranges = AdobeRanges.read(turn, faults);
          turn.end();
          angle.ifPresent(degrees -> steps.add(new Step.Rotate(degrees, ranges)));
        });
    delete.ifPresent(
        gone -> {
          deleted.addAll(AdobeRanges.required(gone, faults));
          gone.end();
        });
  }

  private Optional<PdfOperation> compress() {
    String level = body.word("compressionLevel", LEVELS).orElse("MEDIUM");
    return Optional.of(new PdfOperation.Compress(PdfOperation.Strength.valueOf(level)));
  }

  private Optional<PdfOperation> properties() {
    return Optional.of(new PdfOperation.Properties(body.bool("pageLevel").orElse(false)));
  }
}
