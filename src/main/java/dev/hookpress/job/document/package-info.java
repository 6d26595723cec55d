/** The model of a document: parts, options, destination and result. */
package dev.hookpress.job.document;
