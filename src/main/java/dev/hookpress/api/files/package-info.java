/** Hosted PDFs and uploaded assets, and the signed links to them. */
package dev.hookpress.api.files;
