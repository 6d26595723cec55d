/** Corrects laid-out lines of text before they are drawn. */
package dev.hookpress.render.pdf.lines;
