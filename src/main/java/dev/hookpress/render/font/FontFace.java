package dev.hookpress.render.font;

/**
 * One face of a family.
 *
 * @param resource the class path resource of a packaged face, or the file of an operator's one
 * @param family the name that all weights share
 * @param weight 1 to 1000; 400 is regular, 700 bold
 */
record FontFace(String resource, String family, int weight, boolean italic) {}
