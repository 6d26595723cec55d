/** Edge. The tree of boxes that the engine has laid out. */
package dev.hookpress.render.pdf.box;
