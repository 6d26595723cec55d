package dev.hookpress.job.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The supported types of assets. */
public enum AssetType {
  HTML("text/html"),
  /** A web page with its resources; {@code index.html} is the page. */
  ZIP("application/zip"),
  PDF("application/pdf");

  private final String mediaType;

  AssetType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, in lower case and without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** The file name extension, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Parses a {@link #mediaType()}, ignoring parameters and case. */
  public static Optional<AssetType> of(String mediaType) {
    String plain = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.mediaType.equals(plain)).findFirst();
  }
}
