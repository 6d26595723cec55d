/** Edge. Temporary directories that outlive neither their process nor its successor's start. */
package dev.hookpress.render.scratch;
