package dev.hookpress.render.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SiteMapTest {
  @Test
  void pagesAreInTheirOrderAndWhatIsNoWebAddressIsPassedOver() {
    SiteMap map =
        read(
            "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                + "<url><loc> https://a.test/b?x=1&amp;y=2 </loc><lastmod>2024</lastmod></url>"
                + "<url><loc>https://a.test/\u00e4</loc></url>"
                + "<url><loc>file:///etc/passwd</loc></url>"
                + "<url><loc>https://me:secret@a.test/</loc></url><url><loc/></url></urlset>");

    assertThat(map.index()).isFalse();
    assertThat(map.urls())
        .containsExactly(
            URI.create("https://a.test/b?x=1&y=2"), URI.create("https://a.test/%C3%A4"));
  }

  @Test
  void aSitemapOfSitemapsIsToldApart() {
    assertThat(
            read("<sitemapindex><sitemap><loc>https://a.test/1.xml</loc></sitemap></sitemapindex>"))
        .isEqualTo(new SiteMap(true, java.util.List.of(URI.create("https://a.test/1.xml"))));
  }

  @Test
  void whatIsNotXmlIsNoSitemapAndEntitiesAreNotResolved() {
    assertThat(SiteMap.read("<html><p>x".getBytes(StandardCharsets.UTF_8))).isEmpty();
    String entity =
        "<!DOCTYPE u [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><urlset><url>"
            + "<loc>https://a.test/&e;</loc></url></urlset>";
    assertThat(SiteMap.read(entity.getBytes(StandardCharsets.UTF_8)).toString())
        .doesNotContain("a.test/" + hostname());
  }

  private static String hostname() {
    return "localhost";
  }

  private static SiteMap read(String xml) {
    return SiteMap.read(xml.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
