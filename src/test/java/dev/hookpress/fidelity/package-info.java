/**
 * Measures how alike the PDFs of this program and of Chromium are, for each document of the corpus
 * in {@code src/test/resources/documents}.
 */
package dev.hookpress.fidelity;
