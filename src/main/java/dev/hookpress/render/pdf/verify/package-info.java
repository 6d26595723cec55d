/**
 * Edge. Verifies finished PDFs, in a process of its own: what is in them was made by strangers.
 * PDF/A, PDF/UA and the rules of invoices are checked by libraries that are not in the program but
 * in a folder of the operator's.
 */
package dev.hookpress.render.pdf.verify;
