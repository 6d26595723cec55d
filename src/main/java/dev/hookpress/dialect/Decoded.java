package dev.hookpress.dialect;

import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of decoding a submission. */
public sealed interface Decoded {
  /** The metadata of a job submitted without any; it is not shown. */
  String NO_METADATA = "{}";

  /**
   * The maximum number of documents per job. Each is one row, and one statement inserts all rows.
   */
  int MAX_DOCUMENTS = 100;

  /**
   * A valid request for a job.
   *
   * @param documents at least one
   * @param targets the targets to notify when the job ends; may be empty
   * @param metadataJson the client's own JSON object; {@code "{}"} if none
   * @param awaits what the client waits for
   * @param warnings what was passed over in the request, each as a JSON pointer and a sentence
   * @param key the client's own name for the job, in formats that have one
   * @param expiresIn how long the job is kept, if less than the retention
   * @param bulk whether the client's other jobs go first
   */
  record Request(
      List<Document> documents,
      List<Target> targets,
      String metadataJson,
      Awaited awaits,
      List<String> warnings,
      Optional<JobKey> key,
      Optional<Duration> expiresIn,
      boolean bulk)
      implements Decoded {
    /** Creates a request whose job is kept as long as others. */
    public Request(
        List<Document> documents,
        List<Target> targets,
        String metadataJson,
        Awaited awaits,
        List<String> warnings,
        Optional<JobKey> key) {
      this(documents, targets, metadataJson, awaits, warnings, key, Optional.empty(), false);
    }

    /** Creates a request in which nothing was passed over. */
    public Request(
        List<Document> documents, List<Target> targets, String metadataJson, Awaited awaits) {
      this(documents, targets, metadataJson, awaits, List.of(), Optional.empty());
    }

    /** Creates a request that is answered at once. */
    public Request(List<Document> documents, List<Target> targets, String metadataJson) {
      this(documents, targets, metadataJson, Awaited.NOTHING);
    }

    /** Whether all that is asked for are samples. */
    public boolean sample() {
      return documents.stream().allMatch(document -> document.options().print().test());
    }

    /** Returns a copy of this request with other targets. */
    public Request withTargets(List<Target> others) {
      return new Request(documents, others, metadataJson, awaits, warnings, key, expiresIn, bulk);
    }

    /** Returns a copy of this request with other documents. */
    public Request withDocuments(List<Document> others) {
      return new Request(others, targets, metadataJson, awaits, warnings, key, expiresIn, bulk);
    }

    /**
     * Returns a copy of this request with these warnings. Its first document keeps them, so that
     * its result shows them too.
     */
    public Request warned(List<String> passedOver) {
      if (passedOver.isEmpty() || documents.isEmpty()) {
        return this;
      }
      List<Document> warned = new ArrayList<>(documents);
      warned.set(0, documents.get(0).warned(passedOver));
      return new Request(warned, targets, metadataJson, awaits, passedOver, key, expiresIn, bulk);
    }

    /** Returns a copy of this request whose client waits. */
    public Request awaiting(Awaited awaited) {
      return new Request(documents, targets, metadataJson, awaited, warnings, key, expiresIn, bulk);
    }

    /** Returns a copy of this request whose job is kept for so long. */
    public Request kept(Optional<Duration> time) {
      return new Request(documents, targets, metadataJson, awaits, warnings, key, time, bulk);
    }

    /** Returns a copy of this request in the class of bulk work, or out of it. */
    public Request inBulk(boolean behindOthers) {
      return new Request(
          documents, targets, metadataJson, awaits, warnings, key, expiresIn, behindOthers);
    }

    /** Returns a copy of this request with the client's own name for the job. */
    public Request named(Optional<JobKey> name) {
      return new Request(documents, targets, metadataJson, awaits, warnings, name, expiresIn, bulk);
    }
  }

  /**
   * The client's own name for a job, in the request itself: a repeated request with this name gets
   * the same job.
   *
   * @param name 1 to 255 printable ASCII characters that no other format uses
   * @param sameBodyOnly whether a repeat with another body is a conflict
   */
  record JobKey(String name, boolean sameBodyOnly) {}

  /** What the response to a submission holds; anything but {@code NOTHING} takes one document. */
  enum Awaited {
    /** The response comes at once and says that the job is accepted. */
    NOTHING,
    /** The response is the PDF. */
    PDF,
    /** The response is the PDF in base64 (RFC 4648 §4), as text. */
    BASE64,
    /** The response is the report on the job that has ended. */
    REPORT
  }

  /**
   * A request for the pages of a website, which must be found first: the submission is decoded once
   * more with {@link Submission#found}.
   *
   * @param start a page of the site, or its sitemap
   */
  record Website(URI start) implements Decoded {}

  /** A refused submission and the reason. */
  record Refused(Problem problem) implements Decoded {}
}
