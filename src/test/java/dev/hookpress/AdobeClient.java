package dev.hookpress;

import com.adobe.pdfservices.operation.PDFServices;
import com.adobe.pdfservices.operation.PDFServicesJob;
import com.adobe.pdfservices.operation.PDFServicesMediaType;
import com.adobe.pdfservices.operation.auth.ServicePrincipalCredentials;
import com.adobe.pdfservices.operation.config.ClientConfig;
import com.adobe.pdfservices.operation.exception.ServiceApiException;
import com.adobe.pdfservices.operation.io.Asset;
import com.adobe.pdfservices.operation.io.StreamAsset;
import com.adobe.pdfservices.operation.pdfjobs.params.PageRanges;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Adobe's own client, unmodified, with another address in its configuration file. It keeps the
 * address of tokens in a static field, so a JVM uses one client at a time.
 */
final class AdobeClient {
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int SOCKET_TIMEOUT_MILLIS = 20_000;

  final PDFServices services;

  private AdobeClient(PDFServices services) {
    this.services = services;
  }

  /**
   * Creates a client for this address.
   *
   * @param folder where its configuration file may be written
   */
  static AdobeClient of(URI api, String clientId, String clientSecret, Path folder) {
    String configuration =
        new JsonObject()
            .put("pdf_services", new JsonObject().put("pdf_services_uri", api.toString()))
            .put("connectTimeout", CONNECT_TIMEOUT_MILLIS)
            .put("socketTimeout", SOCKET_TIMEOUT_MILLIS)
            .encode();
    try {
      Path file = Files.writeString(folder.resolve("pdfservices-client.json"), configuration);
      return new AdobeClient(
          new PDFServices(
              new ServicePrincipalCredentials(clientId, clientSecret),
              ClientConfig.builder().fromFile(file.toString()).build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Asset upload(byte[] bytes, PDFServicesMediaType type) throws ServiceApiException {
    return services.upload(new ByteArrayInputStream(bytes), type.getMediaType());
  }

  Asset uploadPdf(byte[] pdf) throws ServiceApiException {
    return upload(pdf, PDFServicesMediaType.PDF);
  }

  /** Submits a job, waits for its end, and gives its result. */
  <T> T result(PDFServicesJob job, Class<T> type) throws ServiceApiException {
    return services.getJobResult(services.submit(job), type).getResult();
  }

  /** Submits a job, waits for its end, and downloads what it made. */
  <T> byte[] run(PDFServicesJob job, Class<T> type, Function<T, Asset> asset)
      throws ServiceApiException {
    return download(asset.apply(result(job, type)));
  }

  byte[] download(Asset asset) throws ServiceApiException {
    StreamAsset content = services.getContent(asset);
    try (InputStream bytes = content.getInputStream()) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A range of these pages, in this order, counted from 1. */
  static PageRanges pages(int... pages) {
    PageRanges ranges = new PageRanges();
    for (int page : pages) {
      ranges.addSinglePage(page);
    }
    return ranges;
  }
}
