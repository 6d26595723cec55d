package dev.hookpress.job.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an asset may be: what there is a use for. */
public enum AssetType {
  HTML("text/html"),
  /** A web page and what belongs to it; {@code index.html} is the page. */
  ZIP("application/zip"),
  PDF("application/pdf");

  private final String mediaType;

  AssetType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** In lower case, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** The ending of its files' names, without a full stop. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a {@link #mediaType()}; parameters and case make no difference. */
  public static Optional<AssetType> of(String mediaType) {
    String plain = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.mediaType.equals(plain)).findFirst();
  }
}
