/** Corrections of the order in which the engine draws, and of what it leaves out. */
package dev.hookpress.render.pdf.paint;
