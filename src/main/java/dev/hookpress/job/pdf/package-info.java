/** Pure. What a rendered PDF is beyond its pages: the standards it follows and the files in it. */
package dev.hookpress.job.pdf;
