/** The OpenAPI document as data: its operations, schemas and examples. */
package dev.hookpress.description;
