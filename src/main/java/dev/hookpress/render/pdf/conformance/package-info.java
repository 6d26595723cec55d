/**
 * Edge. Makes a rendered PDF follow PDF/A and PDF/UA: what the HTML must have for it, its tags, its
 * metadata and its colours.
 */
package dev.hookpress.render.pdf.conformance;
