/** Adapts the stores of files to the API: assets that clients upload, and hosted PDFs. */
package dev.hookpress.node.files;
