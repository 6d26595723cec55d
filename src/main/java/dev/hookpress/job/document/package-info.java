/** What a document is made of: parts, options, destination, result. */
package dev.hookpress.job.document;
