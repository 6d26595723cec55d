package dev.hookpress.render.css;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The known longhands, with their initial values and whether they are inherited. Other properties
 * are kept as written and are not inherited.
 */
public final class Properties {
  /** {@code name: initial value}; a star after the name marks an inherited property. */
  private static final String TABLE =
      """
      align-content: normal
      align-items: normal
      align-self: auto
      aspect-ratio: auto
      backface-visibility: visible
      background-attachment: scroll
      background-clip: border-box
      background-color: transparent
      background-image: none
      background-origin: padding-box
      background-position: 0% 0%
      background-repeat: repeat
      background-size: auto
      border-bottom-color: currentcolor
      border-bottom-left-radius: 0px
      border-bottom-right-radius: 0px
      border-bottom-style: none
      border-bottom-width: 0px
      border-collapse*: separate
      border-left-color: currentcolor
      border-left-style: none
      border-left-width: 0px
      border-right-color: currentcolor
      border-right-style: none
      border-right-width: 0px
      border-spacing*: 0px
      border-top-color: currentcolor
      border-top-left-radius: 0px
      border-top-right-radius: 0px
      border-top-style: none
      border-top-width: 0px
      bottom: auto
      box-decoration-break: slice
      box-shadow: none
      box-sizing: content-box
      break-after: auto
      break-before: auto
      break-inside: auto
      caption-side*: top
      clear: none
      clip-path: none
      color*: #000000
      column-count: auto
      column-fill: balance
      column-gap: normal
      column-rule-color: currentcolor
      column-rule-style: none
      column-rule-width: 0px
      column-span: none
      column-width: auto
      contain: none
      container-name: none
      container-type: normal
      content: normal
      counter-increment: none
      counter-reset: none
      counter-set: none
      cursor*: auto
      direction*: ltr
      display: inline
      empty-cells*: show
      filter: none
      flex-basis: auto
      flex-direction: row
      flex-grow: 0
      flex-shrink: 1
      flex-wrap: nowrap
      float: none
      font-family*: serif
      font-feature-settings*: normal
      font-kerning*: auto
      font-size*: 16px
      font-stretch*: normal
      font-style*: normal
      font-variant*: normal
      font-variant-numeric*: normal
      font-weight*: 400
      grid-auto-columns: auto
      grid-auto-flow: row
      grid-auto-rows: auto
      grid-column-end: auto
      grid-column-start: auto
      grid-row-end: auto
      grid-row-start: auto
      grid-template-areas: none
      grid-template-columns: none
      grid-template-rows: none
      height: auto
      hyphens*: manual
      image-rendering*: auto
      isolation: auto
      justify-content: normal
      justify-items: legacy
      justify-self: auto
      left: auto
      letter-spacing*: normal
      line-break*: auto
      line-height*: normal
      list-style-image*: none
      list-style-position*: outside
      list-style-type*: disc
      margin-bottom: 0px
      margin-left: 0px
      margin-right: 0px
      margin-top: 0px
      max-height: none
      max-width: none
      min-height: auto
      min-width: auto
      mix-blend-mode: normal
      object-fit: fill
      object-position: 50% 50%
      opacity: 1
      order: 0
      orphans*: 2
      outline-color: currentcolor
      outline-offset: 0px
      outline-style: none
      outline-width: 0px
      overflow-wrap*: normal
      overflow-x: visible
      overflow-y: visible
      padding-bottom: 0px
      padding-left: 0px
      padding-right: 0px
      padding-top: 0px
      page*: auto
      pointer-events*: auto
      position: static
      print-color-adjust*: economy
      quotes*: auto
      resize: none
      right: auto
      row-gap: normal
      tab-size*: 8
      table-layout: auto
      text-align*: start
      text-align-last*: auto
      text-decoration-color: currentcolor
      text-decoration-line: none
      text-decoration-style: solid
      text-decoration-thickness: auto
      text-indent*: 0px
      text-overflow: clip
      text-shadow*: none
      text-transform*: none
      text-underline-offset*: auto
      text-underline-position*: auto
      text-wrap*: wrap
      top: auto
      transform: none
      -webkit-box-orient: horizontal
      -webkit-line-clamp: none
      transform-origin: 50% 50%
      transform-style: flat
      unicode-bidi: normal
      vertical-align: baseline
      visibility*: visible
      white-space*: normal
      widows*: 2
      width: auto
      word-break*: normal
      word-spacing*: 0px
      writing-mode*: horizontal-tb
      z-index: auto
      fill*: #000000
      fill-opacity*: 1
      fill-rule*: nonzero
      clip-rule*: nonzero
      stop-color: #000000
      stop-opacity: 1
      stroke*: none
      stroke-dasharray*: none
      stroke-dashoffset*: 0
      stroke-linecap*: butt
      stroke-linejoin*: miter
      stroke-miterlimit*: 4
      stroke-opacity*: 1
      stroke-width*: 1
      dominant-baseline*: auto
      text-anchor*: start
      """;

  /** Supported by browsers, without effect on paper: never worth a warning. */
  private static final Set<String> SCREEN_ONLY =
      Set.of(
          "accent-color",
          "animation",
          "appearance",
          "caret-color",
          "color-scheme",
          "content-visibility",
          "overscroll-behavior",
          "perspective",
          "scroll-behavior",
          "scroll-margin-top",
          "scrollbar-color",
          "scrollbar-width",
          "scrollbar-gutter",
          "text-rendering",
          "text-size-adjust",
          "touch-action",
          "transition",
          "user-select",
          "will-change");

  private static final Map<String, String> INITIAL;
  private static final Set<String> INHERITED;

  static {
    Map<String, String> initial = new HashMap<>();
    Set<String> inherited = new java.util.HashSet<>();
    for (String line : TABLE.split("\n")) {
      int colon = line.indexOf(": ");
      boolean inherits = line.charAt(colon - 1) == '*';
      String name = line.substring(0, inherits ? colon - 1 : colon);
      initial.put(name, line.substring(colon + 2));
      if (inherits) {
        inherited.add(name);
      }
    }
    // Asked for with every style: found faster in it than in an immutable copy.
    INITIAL = Collections.unmodifiableMap(initial);
    INHERITED = Set.copyOf(inherited);
  }

  private Properties() {}

  /** The initial value; empty for an unknown property. */
  public static String initial(String property) {
    return INITIAL.getOrDefault(property, "");
  }

  /** All inherited properties. */
  public static Set<String> inherited() {
    return INHERITED;
  }

  public static boolean isInherited(String property) {
    return INHERITED.contains(property);
  }

  public static boolean isKnown(String property) {
    return INITIAL.containsKey(property);
  }

  /** Whether the property has no effect in print. */
  public static boolean isScreenOnly(String property) {
    return SCREEN_ONLY.contains(property)
        || property.startsWith("animation-")
        || property.startsWith("transition-")
        || property.startsWith("scroll-");
  }
}
