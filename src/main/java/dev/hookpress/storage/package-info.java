/** Edge. Where finished PDFs go: our own files, a client's presigned URL, a client's S3 bucket. */
package dev.hookpress.storage;
