/** The wire format of PDF Gorilla. */
package dev.hookpress.dialect.pdfgorilla;
