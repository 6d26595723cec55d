/**
 * Edge. Signs PDFs in the node, which has the keys: it hashes the bytes around the place of the
 * signature and parses nothing of the PDF.
 */
package dev.hookpress.render.sign;
