package dev.hookpress.render.pdf.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** The text of a PDF as assistive technology finds it: in the order of its tags. */
final class TaggedText {
  private final Map<COSDictionary, Map<Integer, String>> contents = new IdentityHashMap<>();
  private final List<Word> words = new ArrayList<>();

  private record Word(String text, String language) {}

  private TaggedText(PDDocument document) throws IOException {
    for (PDPage page : document.getPages()) {
      PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
      extractor.processPage(page);
      Map<Integer, String> texts = new HashMap<>();
      extractor.getMarkedContents().forEach(content -> collect(content, texts));
      contents.put(page.getCOSObject(), texts);
    }
    String language = document.getDocumentCatalog().getLanguage();
    read(document.getDocumentCatalog().getStructureTreeRoot(), null, language);
  }

  /** The words in their order. */
  static List<String> words(PDDocument document) throws IOException {
    return new TaggedText(document).words.stream().map(Word::text).toList();
  }

  /** The language of each word. */
  static Map<String, String> languages(PDDocument document) throws IOException {
    Map<String, String> languages = new LinkedHashMap<>();
    new TaggedText(document).words.forEach(word -> languages.put(word.text(), word.language()));
    return languages;
  }

  private static void collect(PDMarkedContent content, Map<Integer, String> texts) {
    StringBuilder text = new StringBuilder();
    for (Object each : content.getContents()) {
      if (each instanceof TextPosition letter) {
        text.append(letter.getUnicode());
      } else if (each instanceof PDMarkedContent inner) {
        collect(inner, texts);
      }
    }
    if (content.getMCID() >= 0) {
      texts.merge(content.getMCID(), text.toString(), String::concat);
    }
  }

  private void read(PDStructureNode node, PDPage above, String around) {
    PDPage page = above;
    String language = around;
    if (node instanceof PDStructureElement element) {
      page = element.getPage() == null ? page : element.getPage();
      language = element.getLanguage() == null ? language : element.getLanguage();
    }
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement below) {
        read(below, page, language);
      } else if (kid instanceof Integer content) {
        add(page, content, language);
      } else if (kid instanceof PDMarkedContentReference content) {
        add(content.getPage() == null ? page : content.getPage(), content.getMCID(), language);
      }
    }
  }

  private void add(PDPage page, int content, String language) {
    String text = contents.get(page.getCOSObject()).getOrDefault(content, "");
    for (String word : text.strip().split("\\s+")) {
      words.add(new Word(word, language));
    }
  }
}
