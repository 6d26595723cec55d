package dev.hookpress.render.pdf.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/**
 * Gives tags the nesting that PDF/UA requires (ISO 14289-1 §7.2, §7.4 and §7.5): HTML allows more.
 * No content leaves the tree.
 */
final class TagTree {
  private static final Set<String> WRAPPERS = Set.of("Div", "Span", "Sect", "P", "NonStruct");
  private static final Set<String> SECTIONS = Set.of("THead", "TBody", "TFoot");
  private static final Set<String> CELLS = Set.of("TH", "TD");
  private static final int HEADING_LEVELS = 6;

  private final Deque<Integer> headings = new ArrayDeque<>();
  private boolean skipped;

  private TagTree() {}

  /**
   * Corrects the tree of a part.
   *
   * @return whether the part's headings skip a level
   */
  static boolean correct(COSDictionary root) {
    TagTree tree = new TagTree();
    tree.walk(root);
    return tree.skipped;
  }

  /** Corrects parents before children: what a child may be depends on its parent. */
  private void walk(COSDictionary tag) {
    switch (type(tag)) {
      case "L" -> list(tag);
      case "Table" -> table(tag);
      case "TR" -> row(tag);
      case "Link" -> link(tag);
      case "H1", "H2", "H3", "H4", "H5", "H6" -> heading(tag);
      default -> captions(tag);
    }
    for (COSDictionary kid : tags(tag)) {
      freeOfStrays(kid, type(tag));
      walk(kid);
    }
  }

  /** An element that needs a certain parent is a plain one elsewhere. */
  private static void freeOfStrays(COSDictionary kid, String parent) {
    String type = type(kid);
    boolean stray =
        switch (type) {
          case "LI" -> !parent.equals("L");
          case "LBody", "Lbl" -> !parent.equals("LI");
          case "THead", "TBody", "TFoot" -> !parent.equals("Table");
          case "TR" -> !parent.equals("Table") && !SECTIONS.contains(parent);
          case "TH", "TD" -> !parent.equals("TR");
          default -> false;
        };
    if (stray) {
      retype(kid, type.equals("Lbl") ? "Span" : "Div");
      kid.removeItem(COSName.A);
    }
  }

  /** The engine writes a caption beside its table. */
  private static void captions(COSDictionary tag) {
    List<COSDictionary> kids = tags(tag);
    for (int i = 0; i + 1 < kids.size(); i++) {
      COSDictionary caption = kids.get(i);
      COSDictionary table = kids.get(i + 1);
      if (type(caption).equals("Caption") && type(table).equals("Table")) {
        remove(tag, caption);
        List<COSBase> inside = kids(table);
        inside.add(0, caption);
        adopt(table, inside);
      }
    }
  }

  private static void list(COSDictionary list) {
    List<COSBase> kept = new ArrayList<>();
    for (COSBase kid : regular(list, Set.of("LI", "Caption")::contains)) {
      if (kid instanceof COSDictionary tag && Set.of("LI", "Caption").contains(type(tag))) {
        kept.add(kid);
      } else {
        COSDictionary item = element("LI", list);
        COSDictionary body = element("LBody", item);
        adopt(body, List.of(kid));
        adopt(item, List.of(body));
        kept.add(item);
      }
    }
    if (kept.isEmpty()) {
      retype(list, "Div");
      list.removeItem(COSName.A);
    }
    adopt(list, kept);
  }

  private static void table(COSDictionary table) {
    Predicate<String> parts = it -> SECTIONS.contains(it) || Set.of("TR", "Caption").contains(it);
    List<COSBase> kids = regular(table, parts);
    adopt(table, kids);
    boolean regular =
        kids.stream().allMatch(it -> it instanceof COSDictionary tag && parts.test(type(tag)));
    if (!regular || kids.isEmpty()) {
      retype(table, "Div");
      return;
    }
    for (COSDictionary section : tags(table)) {
      if (SECTIONS.contains(type(section))) {
        adopt(section, regular(section, "TR"::equals));
        if (tags(section).isEmpty()) {
          remove(table, section);
        }
      }
    }
    if (has(table, SECTIONS::contains)) {
      tags(table).stream().filter(it -> type(it).equals("TR")).forEach(it -> wrap(table, it));
      if (!has(table, "TBody"::equals)) {
        tags(table).stream()
            .filter(it -> SECTIONS.contains(type(it)))
            .forEach(it -> retype(it, "TBody"));
      }
    }
    TagGrid.fill(table);
  }

  private static boolean has(COSDictionary tag, Predicate<String> wanted) {
    return tags(tag).stream().anyMatch(it -> wanted.test(type(it)));
  }

  private static void wrap(COSDictionary table, COSDictionary row) {
    COSDictionary body = element("TBody", table);
    List<COSBase> kids = kids(table);
    kids.set(kids.indexOf(row), body);
    adopt(body, List.of(row));
    adopt(table, kids);
  }

  private static void row(COSDictionary row) {
    List<COSBase> cells = new ArrayList<>();
    for (COSBase kid : regular(row, CELLS::contains)) {
      if (kid instanceof COSDictionary tag && CELLS.contains(type(tag))) {
        cells.add(kid);
      } else {
        COSDictionary cell = element("TD", row);
        adopt(cell, List.of(kid));
        cells.add(cell);
      }
    }
    adopt(row, cells);
  }

  /** An anchor that leads nowhere is no link. */
  private static void link(COSDictionary link) {
    boolean leads =
        kids(link).stream()
            .anyMatch(
                it ->
                    it instanceof COSDictionary kid
                        && COSName.getPDFName("OBJR").equals(kid.getCOSName(COSName.TYPE)));
    if (!leads) {
      retype(link, "Span");
    }
  }

  /** Closes gaps in the levels of headings, so that each is one deeper than the one above it. */
  private void heading(COSDictionary heading) {
    int level = type(heading).charAt(1) - '0';
    while (!headings.isEmpty() && headings.peek() >= level) {
      headings.pop();
    }
    headings.push(level);
    skipped |= headings.size() != level;
    retype(heading, "H" + Math.min(headings.size(), HEADING_LEVELS));
  }

  /** The kids of an element, with the wanted ones taken out of what wraps nothing else. */
  private static List<COSBase> regular(COSDictionary tag, Predicate<String> wanted) {
    List<COSBase> regular = new ArrayList<>();
    for (COSBase kid : kids(tag)) {
      if (kid instanceof COSDictionary inner
          && WRAPPERS.contains(type(inner))
          && wrapsOnly(inner, wanted)) {
        regular.addAll(regular(inner, wanted));
      } else {
        regular.add(kid);
      }
    }
    return regular;
  }

  private static boolean wrapsOnly(COSDictionary tag, Predicate<String> wanted) {
    List<COSBase> kids = kids(tag);
    for (COSBase kid : kids) {
      boolean fits =
          kid instanceof COSDictionary inner
              && (wanted.test(type(inner))
                  || WRAPPERS.contains(type(inner)) && wrapsOnly(inner, wanted));
      if (!fits) {
        return false;
      }
    }
    return !kids.isEmpty();
  }

  static String type(COSDictionary tag) {
    String type = tag.getNameAsString(COSName.S);
    return type == null ? "" : type;
  }

  private static void retype(COSDictionary tag, String type) {
    tag.setName(COSName.S, type);
  }

  static COSDictionary element(String type, COSDictionary parent) {
    COSDictionary element = new COSDictionary();
    element.setItem(COSName.TYPE, COSName.getPDFName("StructElem"));
    element.setName(COSName.S, type);
    element.setItem(COSName.P, parent);
    // A kid that is a number alone is on its parent's page.
    if (parent.containsKey(COSName.PG)) {
      element.setItem(COSName.PG, parent.getItem(COSName.PG));
    }
    return element;
  }

  /** The kids: elements, references to objects, and the numbers of content. */
  static List<COSBase> kids(COSDictionary tag) {
    COSBase kids = tag.getDictionaryObject(COSName.K);
    List<COSBase> all = new ArrayList<>();
    if (kids instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        all.add(array.getObject(i));
      }
    } else if (kids != null) {
      all.add(kids);
    }
    return all;
  }

  /** The kids that are elements. */
  static List<COSDictionary> tags(COSDictionary tag) {
    List<COSDictionary> tags = new ArrayList<>();
    for (COSBase kid : kids(tag)) {
      if (kid instanceof COSDictionary inner && inner.containsKey(COSName.S)) {
        tags.add(inner);
      }
    }
    return tags;
  }

  static void adopt(COSDictionary parent, List<COSBase> kids) {
    COSArray array = new COSArray();
    for (COSBase kid : kids) {
      array.add(kid);
      if (kid instanceof COSDictionary tag && tag.containsKey(COSName.S)) {
        tag.setItem(COSName.P, parent);
      }
    }
    parent.setItem(COSName.K, array);
  }

  static void remove(COSDictionary parent, COSDictionary kid) {
    List<COSBase> kids = kids(parent);
    kids.removeIf(it -> it == kid);
    adopt(parent, kids);
  }
}
