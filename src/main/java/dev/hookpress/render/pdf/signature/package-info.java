/**
 * Edge. Prepares PDFs for their signature. The private key is not here: the place of the signature
 * is left open.
 */
package dev.hookpress.render.pdf.signature;
