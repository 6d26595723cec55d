package dev.hookpress.render.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Resolves the destinations of a PDF's links and bookmarks, explicit or named, to pages. */
final class Destinations {
  private static final COSName GO_TO = COSName.getPDFName("GoTo");

  private final PDDocument document;
  private final COSDictionary catalog;
  private final Map<String, COSBase> named = new HashMap<>();

  private Destinations(PDDocument document) {
    this.document = document;
    this.catalog = document.getDocumentCatalog().getCOSObject();
  }

  static Destinations of(PDDocument document) {
    Destinations destinations = new Destinations(document);
    COSDictionary old = destinations.catalog.getCOSDictionary(COSName.DESTS);
    if (old != null) {
      old.keySet().forEach(key -> destinations.name(key.getName(), old.getDictionaryObject(key)));
    }
    for (COSArray leaf : TreeWalker.of(destinations.tree(), COSName.NAMES)) {
      for (int i = 0; i + 1 < leaf.size(); i += 2) {
        if (leaf.getObject(i) instanceof COSString name) {
          destinations.name(name.getString(), leaf.getObject(i + 1));
        }
      }
    }
    return destinations;
  }

  /**
   * Returns the page that a link, bookmark or open action leads to; empty if it is not in this PDF.
   */
  Optional<COSBase> page(COSDictionary leading) {
    return place(leading).flatMap(Destinations::pageOf);
  }

  /** Returns the page of an explicit or named destination. */
  Optional<COSBase> page(COSBase destination) {
    return spelled(destination).flatMap(Destinations::pageOf);
  }

  /** Removes the named destinations on matching pages. */
  void forget(Predicate<COSBase> unwanted) {
    COSDictionary old = catalog.getCOSDictionary(COSName.DESTS);
    if (old != null) {
      for (COSName key : List.copyOf(old.keySet())) {
        if (page(old.getDictionaryObject(key)).filter(unwanted).isPresent()) {
          old.removeItem(key);
        }
      }
    }
    COSDictionary tree = tree();
    if (tree == null) {
      return;
    }
    COSArray kept = new COSArray();
    for (COSArray leaf : TreeWalker.of(tree, COSName.NAMES)) {
      for (int i = 0; i + 1 < leaf.size(); i += 2) {
        if (page(leaf.getObject(i + 1)).filter(unwanted).isEmpty()) {
          kept.add(leaf.get(i));
          kept.add(leaf.get(i + 1));
        }
      }
    }
    tree.clear();
    tree.setItem(COSName.NAMES, kept);
  }

  /** Replaces each named destination by its explicit destination and removes all names. */
  void spellOut() {
    if (named.isEmpty()) {
      return;
    }
    // Collected first, because the changes affect the graph that is walked.
    List<COSDictionary> leading = new ArrayList<>();
    new ObjectGraph(document, () -> {}).dictionaries(leading::add);
    for (COSDictionary dictionary : leading) {
      if (GO_TO.equals(dictionary.getDictionaryObject(COSName.S))) {
        spellOut(dictionary, COSName.D);
      } else if (dictionary.containsKey(COSName.DEST)) {
        spellOut(dictionary, COSName.DEST);
      }
    }
    catalog.removeItem(COSName.DESTS);
    COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
    if (names != null) {
      names.removeItem(COSName.DESTS);
    }
  }

  private void spellOut(COSDictionary dictionary, COSName key) {
    spelled(dictionary.getDictionaryObject(key))
        .ifPresent(place -> dictionary.setItem(key, new COSArray(place.toList())));
  }

  private Optional<COSArray> place(COSDictionary leading) {
    COSBase destination = leading.getDictionaryObject(COSName.DEST);
    COSDictionary action = leading.getCOSDictionary(COSName.A);
    if (destination == null && action != null) {
      return place(action);
    }
    if (GO_TO.equals(leading.getDictionaryObject(COSName.S))) {
      destination = leading.getDictionaryObject(COSName.D);
    }
    return spelled(destination);
  }

  private Optional<COSArray> spelled(COSBase destination) {
    COSBase spelled = destination;
    if (destination instanceof COSName name) {
      spelled = named.get(name.getName());
    } else if (destination instanceof COSString name) {
      spelled = named.get(name.getString());
    }
    if (spelled instanceof COSDictionary wrapped) {
      spelled = wrapped.getDictionaryObject(COSName.D);
    }
    return spelled instanceof COSArray place ? Optional.of(place) : Optional.empty();
  }

  private static Optional<COSBase> pageOf(COSArray place) {
    return place.size() == 0
        ? Optional.empty()
        : Optional.ofNullable(place.getObject(0)).filter(COSDictionary.class::isInstance);
  }

  private void name(String name, COSBase place) {
    named.putIfAbsent(name, place);
  }

  private COSDictionary tree() {
    COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
    return names == null ? null : names.getCOSDictionary(COSName.DESTS);
  }
}
