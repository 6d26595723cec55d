/** What tests share: real servers, a clock that tests move, and a receiver of callbacks. */
package dev.hookpress.support;
