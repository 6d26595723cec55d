/** What Enconvert's clients ask about their key. */
package dev.hookpress.api.enconvert;
