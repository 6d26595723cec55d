/** The wire format of TailPDF. */
package dev.hookpress.dialect.tailpdf;
