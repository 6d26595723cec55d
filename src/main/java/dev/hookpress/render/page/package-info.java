/**
 * Edge. What is done with finished PDFs: combined, split, arranged, protected, made smaller, looked
 * into. Reads nothing but what it is given, under the same guard as the PDF engine.
 */
package dev.hookpress.render.page;
