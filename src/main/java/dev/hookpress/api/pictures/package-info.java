/** Pictures of pages, for people who look at jobs and templates in a browser. */
package dev.hookpress.api.pictures;
