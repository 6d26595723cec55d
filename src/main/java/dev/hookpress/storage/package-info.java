/** Edge: stores finished PDFs on disk, at a client's presigned URL or in a client's S3 bucket. */
package dev.hookpress.storage;
