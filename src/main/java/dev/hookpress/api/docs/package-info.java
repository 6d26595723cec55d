/** The API's description, and the pages that people read it on. */
package dev.hookpress.api.docs;
