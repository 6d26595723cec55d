/** Corrects the lines of text that the engine has laid out, before they are drawn. */
package dev.hookpress.render.pdf.lines;
