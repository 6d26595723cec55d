package dev.hookpress.render.source;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A sitemap (sitemaps.org protocol 0.9).
 *
 * @param index whether it lists other sitemaps instead of pages
 * @param urls http and https URLs in their order; those that are not valid are passed over
 */
record SiteMap(boolean index, List<URI> urls) {
  private static final String INDEX = "sitemapindex";
  private static final String LOCATION = "loc";
  // The protocol's own limit.
  private static final int MAX_URL_CHARACTERS = 2_048;

  /** Reads a sitemap; empty if the bytes are no XML. Entities are not resolved. */
  static Optional<SiteMap> read(byte[] bytes) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return Optional.of(read(reader));
      } finally {
        reader.close();
      }
    } catch (XMLStreamException notXml) {
      return Optional.empty();
    }
  }

  private static SiteMap read(XMLStreamReader reader) throws XMLStreamException {
    boolean index = false;
    boolean inLocation = false;
    List<URI> urls = new ArrayList<>();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        index = index || reader.getLocalName().equals(INDEX);
        inLocation = reader.getLocalName().equals(LOCATION);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        inLocation = false;
      } else if (inLocation && event == XMLStreamConstants.CHARACTERS) {
        url(reader.getText().strip()).ifPresent(urls::add);
      }
    }
    return new SiteMap(index, urls);
  }

  private static Optional<URI> url(String text) {
    if (text.isEmpty() || text.length() > MAX_URL_CHARACTERS) {
      return Optional.empty();
    }
    try {
      URI url = new URI(new URI(text).toASCIIString());
      boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equals(url.getScheme());
      return Optional.of(url)
          .filter(it -> web && it.getHost() != null && it.getRawUserInfo() == null);
    } catch (URISyntaxException invalid) {
      return Optional.empty();
    }
  }
}
