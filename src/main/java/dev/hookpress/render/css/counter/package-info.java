/** The values of CSS counters and their text (CSS Lists 3, CSS Counter Styles 3). Pure. */
package dev.hookpress.render.css.counter;
