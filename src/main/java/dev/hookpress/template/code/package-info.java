/** Pure. Codes that machines read, as drawings in SVG, and what payments write into them. */
package dev.hookpress.template.code;
