package dev.hookpress.render.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfProperties;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.render.source.DocumentPreparer;
import dev.hookpress.template.TemplateFault;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what a render process answers, and reads it in the node. A process that has parsed a
 * hostile document is hostile itself: whatever it sends is read within bounds into these records
 * alone, and an answer that breaks a rule ends the process.
 */
final class AnswerFormat {
  /** Of an answer's head: {@value DocumentPreparer#MAX_WANTED} sources, or a PDF's properties. */
  private static final int MAX_HEAD_BYTES = 8 << 20;

  /** The room for a signature and its appearance, with the fonts of that. */
  private static final long SIGNATURE_BYTES = 4 << 20;

  private static final int MAX_MESSAGE_CHARACTERS = 2_000;
  private static final int MAX_WARNINGS = 20;
  private static final int MAX_FILES = Math.max(PdfOperation.MAX_FILES, PdfToImages.MAX_IMAGES);
  private static final int MAX_FAULTS = 8;
  private static final int MAX_FAULT_CHARACTERS = 8_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(32)
                          .maxNameLength(1_000)
                          .maxStringLength(MAX_HEAD_BYTES)
                          .build())
                  .build())
          .addModule(new Jdk8Module())
          .build();

  private enum Kind {
    READY,
    WANTED,
    PDFS,
    PDF,
    PROPERTIES,
    REJECTED,
    CHECKED
  }

  /**
   * @param code of a rejection
   * @param message of a rejection; or the build of a process that is ready, or why it is not
   * @param pages of each PDF
   * @param wanted sources
   * @param faults failures of the layout engine, as text
   * @param slot of a PDF that is to be signed
   */
  private record Head(
      Kind kind,
      Optional<FailureCode> code,
      String message,
      List<Integer> pages,
      long renderMillis,
      List<String> warnings,
      List<String> wanted,
      Optional<PdfProperties> properties,
      List<String> faults,
      Optional<RenderedPdf.Slot> slot) {
    Head(
        Kind kind,
        Optional<FailureCode> code,
        String message,
        List<Integer> pages,
        long renderMillis,
        List<String> warnings,
        List<String> wanted,
        Optional<PdfProperties> properties,
        List<String> faults) {
      this(
          kind,
          code,
          message,
          pages,
          renderMillis,
          warnings,
          wanted,
          properties,
          faults,
          Optional.empty());
    }

    Head at(Optional<RenderedPdf.Slot> place) {
      return new Head(
          kind, code, message, pages, renderMillis, warnings, wanted, properties, faults, place);
    }
  }

  /** An answer and the failures of the layout engine that came with it. */
  record Read(RenderAnswer answer, List<String> faults) {}

  private AnswerFormat() {}

  /** The bounds of an answer with PDFs of at most {@code maxOutputBytes} together. */
  static Message.Bounds bounds(int maxOutputBytes) {
    return new Message.Bounds(
        MAX_HEAD_BYTES,
        Math.max(MAX_FILES, BrowserFormat.MAX_BLOBS),
        maxOutputBytes + SIGNATURE_BYTES);
  }

  /**
   * @param build identifies the code that the process runs
   * @param fault why it cannot render; empty: it can
   */
  static Message ready(String build, String fault) throws IOException {
    return message(head(Kind.READY, Optional.empty(), build, List.of(fault), List.of()), List.of());
  }

  /** Checks the first message of a process; returns why it cannot render, or empty. */
  static Optional<String> notReady(Message message, String build) throws IOException {
    Head head = JSON.readValue(message.head(), Head.class);
    if (head.kind() != Kind.READY || head.warnings().size() != 1) {
      throw new IOException("Not the first message of a process");
    }
    if (!head.message().equals(build)) {
      return Optional.of("The program on the disk is not the one that runs: restart the node");
    }
    String fault = shortened(head.warnings().get(0), MAX_MESSAGE_CHARACTERS);
    return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
  }

  /** The result of checking a template: its fault, or empty. */
  static Message checked(Optional<TemplateFault> fault) throws IOException {
    return message(
        head(
            Kind.CHECKED,
            fault.map(TemplateFault::code),
            fault.map(TemplateFault::message).orElse(""),
            List.of(),
            List.of()),
        List.of());
  }

  /**
   * Reads the result of checking a template.
   *
   * @throws IOException if it breaks a rule
   */
  static Optional<TemplateFault> checked(Message message) throws IOException {
    try {
      Head head = JSON.readValue(message.head(), Head.class);
      if (head.kind() != Kind.CHECKED) {
        throw new IOException("Not the result of a check");
      }
      String text = shortened(head.message(), MAX_MESSAGE_CHARACTERS);
      return head.code().map(code -> new TemplateFault(code, text));
    } catch (RuntimeException e) {
      throw new IOException("A result that cannot be read: " + e.getMessage(), e);
    }
  }

  static Message answer(RenderAnswer answer, List<String> faults) throws IOException {
    List<String> bounded =
        faults.stream().limit(MAX_FAULTS).map(it -> shortened(it, MAX_FAULT_CHARACTERS)).toList();
    if (answer instanceof RenderAnswer.Wanted wanted) {
      List<String> uris = wanted.sources().stream().map(URI::toString).toList();
      return message(
          new Head(
              Kind.WANTED,
              Optional.empty(),
              "",
              List.of(),
              0,
              List.of(),
              uris,
              Optional.empty(),
              bounded),
          List.of());
    }
    if (answer instanceof RenderAnswer.Browser browser) {
      return BrowserFormat.message(browser.pages());
    }
    RenderedPdf pdf = ((RenderAnswer.Finished) answer).pdf();
    if (pdf instanceof RenderedPdf.Rejected no) {
      return message(
          head(Kind.REJECTED, Optional.of(no.code()), no.message(), List.of(), bounded), List.of());
    }
    if (pdf instanceof RenderedPdf.Properties found) {
      return message(properties(found, bounded), List.of());
    }
    if (pdf instanceof RenderedPdf.Files made) {
      return message(
          pdfs(Kind.PDFS, made.files(), made.renderMillis(), made.warnings(), bounded),
          bytes(made.files()));
    }
    RenderedPdf.Pdf one = (RenderedPdf.Pdf) pdf;
    List<RenderedPdf.File> only = List.of(new RenderedPdf.File(one.bytes(), one.pages()));
    return message(
        pdfs(Kind.PDF, only, one.renderMillis(), one.warnings(), bounded).at(one.slot()),
        bytes(only));
  }

  private static List<byte[]> bytes(List<RenderedPdf.File> files) {
    return files.stream().map(RenderedPdf.File::bytes).toList();
  }

  private static Head head(
      Kind kind,
      Optional<FailureCode> code,
      String message,
      List<String> warnings,
      List<String> faults) {
    return new Head(
        kind, code, message, List.of(), 0, warnings, List.of(), Optional.empty(), faults);
  }

  private static Head properties(RenderedPdf.Properties found, List<String> faults) {
    return new Head(
        Kind.PROPERTIES,
        Optional.empty(),
        "",
        List.of(),
        found.renderMillis(),
        List.of(),
        List.of(),
        Optional.of(found.properties()),
        faults);
  }

  private static Head pdfs(
      Kind kind,
      List<RenderedPdf.File> files,
      long renderMillis,
      List<String> warnings,
      List<String> faults) {
    return new Head(
        kind,
        Optional.empty(),
        "",
        files.stream().map(RenderedPdf.File::pages).toList(),
        renderMillis,
        warnings,
        List.of(),
        Optional.empty(),
        faults);
  }

  private static Message message(Head head, List<byte[]> blobs) throws IOException {
    return new Message(JSON.writeValueAsBytes(head), blobs);
  }

  /**
   * Reads an answer.
   *
   * @param result the type of the files that it may have
   * @throws IOException if it breaks a rule
   */
  static Read answer(Message message, AssetType result) throws IOException {
    try {
      Optional<Preparation.ForBrowser> pages = BrowserFormat.pages(message);
      if (pages.isPresent()) {
        return new Read(new RenderAnswer.Browser(pages.get()), List.of());
      }
      Head head = JSON.readValue(message.head(), Head.class);
      List<String> faults =
          head.faults().stream()
              .limit(MAX_FAULTS)
              .map(it -> shortened(it, MAX_FAULT_CHARACTERS))
              .toList();
      return new Read(answer(head, message.blobs(), result), faults);
    } catch (RuntimeException e) {
      throw new IOException("An answer that cannot be read: " + e.getMessage(), e);
    }
  }

  private static RenderAnswer answer(Head head, List<byte[]> blobs, AssetType result)
      throws IOException {
    long millis = Math.max(0, head.renderMillis());
    return switch (head.kind()) {
      case WANTED -> new RenderAnswer.Wanted(wanted(head.wanted()));
      case REJECTED ->
          finished(
              new RenderedPdf.Rejected(
                  head.code().orElseThrow(), shortened(head.message(), MAX_MESSAGE_CHARACTERS)));
      case PROPERTIES ->
          finished(new RenderedPdf.Properties(whole(head.properties().orElseThrow()), millis));
      case PDFS ->
          finished(new RenderedPdf.Files(files(head, blobs, result), millis, warnings(head)));
      case PDF -> {
        RenderedPdf.File file = files(head, blobs, AssetType.PDF).get(0);
        Optional<RenderedPdf.Slot> slot = head.slot() == null ? Optional.empty() : head.slot();
        if (slot.isPresent() && !slot.get().isIn(file.bytes())) {
          throw new IOException("An answer without room for its signature");
        }
        yield finished(
            new RenderedPdf.Pdf(file.bytes(), file.pages(), millis, warnings(head), slot));
      }
      case READY, CHECKED -> throw new IOException("Not the answer to a document");
    };
  }

  private static List<String> warnings(Head head) {
    return head.warnings().stream()
        .limit(MAX_WARNINGS)
        .map(it -> shortened(it, MAX_MESSAGE_CHARACTERS))
        .toList();
  }

  private static PdfProperties whole(PdfProperties found) throws IOException {
    List<Object> fields = new ArrayList<>();
    fields.addAll(found.fonts());
    fields.addAll(found.eachPage());
    Object[] others = {
      found.version(), found.claims(), found.encryption(), found.info(), found.xmp()
    };
    fields.addAll(Arrays.asList(others));
    if (fields.contains(null)) {
      throw new IOException("An answer with half of a PDF's properties");
    }
    return found;
  }

  private static RenderAnswer finished(RenderedPdf pdf) {
    return new RenderAnswer.Finished(pdf);
  }

  private static List<RenderedPdf.File> files(Head head, List<byte[]> blobs, AssetType type)
      throws IOException {
    if (blobs.isEmpty() || blobs.size() > MAX_FILES || blobs.size() != head.pages().size()) {
      throw new IOException("An answer without its files");
    }
    List<RenderedPdf.File> files = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      boolean ofType =
          type == AssetType.PDF
              ? SourcePart.isPdf(blobs.get(i))
              : FileSignature.of(blobs.get(i)).equals(Optional.of(type));
      if (head.pages().get(i) < 0 || !ofType) {
        throw new IOException("An answer with something else than " + type);
      }
      files.add(new RenderedPdf.File(blobs.get(i), head.pages().get(i)));
    }
    return files;
  }

  private static Set<URI> wanted(List<String> texts) throws IOException {
    if (texts.isEmpty() || texts.size() > DocumentPreparer.MAX_WANTED) {
      throw new IOException("An answer that asks for %,d sources".formatted(texts.size()));
    }
    Set<URI> wanted = new LinkedHashSet<>();
    for (String text : texts) {
      if (text.length() > DocumentPreparer.MAX_URI_CHARACTERS) {
        throw new IOException("An answer that asks for a source with too long a URI");
      }
      if (ResourceUri.resolve("", text).isEmpty()) {
        throw new IOException("An answer that asks for something else than an http source");
      }
      wanted.add(URI.create(text));
    }
    return wanted;
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
