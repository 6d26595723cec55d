package dev.hookpress.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of what finished PDFs can be besides their pages. */
public record PdfSettings(Sign sign, Optional<Verify> verify) {
  /**
   * What the operator offers for signatures.
   *
   * @param certificate a PKCS #12 store for documents that name no certificate; empty: none
   * @param password of the store
   * @param timestampUrl the time-stamp server for documents that name none; empty: none
   * @param timestampSeconds deadline of one time-stamp, with all tries
   */
  public record Sign(
      Optional<Path> certificate,
      Optional<String> password,
      Optional<URI> timestampUrl,
      int timestampSeconds) {
    /** Contains no secret. */
    @Override
    public String toString() {
      return "Sign[certificate=" + certificate + ", timestampUrl=" + timestampUrl + "]";
    }
  }

  /**
   * How finished PDFs are verified.
   *
   * @param path the folder with the libraries of the module
   * @param processes number of PDFs that are verified at once
   * @param memoryMb heap of a process
   * @param deadlineSeconds of one PDF, and of the wait before it
   */
  public record Verify(Path path, int processes, int memoryMb, int deadlineSeconds) {}

  static PdfSettings read(SettingValues values) {
    Sign sign =
        new Sign(
            values.optionalPath("sign.certificate"),
            values.optional("sign.password"),
            values
                .optional("sign.timestampUrl")
                .map(given -> values.publicUrl("sign.timestampUrl", URI.create(""))),
            values.integer("sign.timestampSeconds", 1, 300));
    int processes = values.integer("verify.processes", 1, 64);
    int memoryMb = values.integer("verify.memoryMb", 128, 65_536);
    int deadlineSeconds = values.integer("verify.deadlineSeconds", 1, 600);
    return new PdfSettings(
        sign,
        values
            .optionalPath("verify.path")
            .map(path -> new Verify(path, processes, memoryMb, deadlineSeconds)));
  }

  /** The longest time that a document is signed and verified. */
  long seconds() {
    return sign.timestampSeconds() + verify.map(it -> 2L * it.deadlineSeconds()).orElse(0L);
  }
}
