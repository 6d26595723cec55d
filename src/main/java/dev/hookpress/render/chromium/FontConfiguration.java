package dev.hookpress.render.chromium;

import dev.hookpress.render.font.Fonts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Configurations of fontconfig with the operator's and the packaged fonts. */
final class FontConfiguration {
  /** The interface's font: the browser asks for one of no family, but for a size. */
  private static final String INTERFACE = "system-ui";

  /** A packaged family of symbols; pages that name it expect letters. */
  private static final String SYMBOLS = "DejaVu Sans";

  /** No family: the next one that the page names is taken. */
  private static final String NONE = "No Such Family";

  private FontConfiguration() {}

  /**
   * Returns the text of a configuration that adds both to the machine's fonts.
   *
   * @param cache a directory that fontconfig may write to
   * @param own a directory with the operator's fonts
   */
  static String besideTheMachines(Path cache, Path own, Path packaged) {
    return """
    <?xml version="1.0"?>
    <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
    <fontconfig>
    <cachedir>%s</cachedir>
    <dir>%s</dir>
    <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
    <dir>%s</dir>
    </fontconfig>
    """
        .formatted(escaped(cache + ""), escaped(own + ""), escaped(packaged + ""));
  }

  /**
   * Returns the text of a configuration that knows both alone. Names of other families lead to
   * packaged families as they do in the fast engine, and so do characters that a page's own
   * families lack.
   *
   * @param cache a directory that fontconfig may write to
   * @param own a directory with the operator's fonts, which prevail over packaged ones
   * @param families of the operator's fonts, without regard to case
   */
  static String ofPackaged(Path cache, Path own, Path packaged, Set<String> families) {
    Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    others.putAll(Fonts.twins());
    others.put(SYMBOLS, NONE);
    others.keySet().removeAll(families);
    StringBuilder rules = new StringBuilder();
    others.forEach(
        (name, used) ->
            rules.append(
                """
                <match target="pattern">
                <test name="family"><string>%s</string></test>
                <edit name="family" mode="assign" binding="strong"><string>%s</string></edit>
                </match>
                """
                    .formatted(escaped(name), escaped(used))));
    StringBuilder fallbacks = new StringBuilder();
    Fonts.fallbackFamilies()
        .forEach(family -> fallbacks.append("<string>" + escaped(family) + "</string>\n"));
    return """
    <?xml version="1.0"?>
    <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
    <fontconfig>
    <cachedir>%s</cachedir>
    <dir>%s</dir>
    <dir>%s</dir>
    %s<match target="pattern">
    <test name="pixelsize" compare="more"><double>0</double></test>
    <edit name="family" mode="append_last" binding="weak"><string>%s</string></edit>
    </match>
    <match target="pattern">
    <edit name="family" mode="append_last" binding="weak">
    %s</edit>
    </match>
    </fontconfig>
    """
        .formatted(
            escaped(cache + ""),
            escaped(own + ""),
            escaped(packaged + ""),
            rules,
            escaped(Fonts.twins().get(INTERFACE)),
            fallbacks);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
