/** Edge. What a node offers for finished PDFs, by its settings. */
package dev.hookpress.node.pdf;
