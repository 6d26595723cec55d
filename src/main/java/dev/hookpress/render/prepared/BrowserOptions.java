package dev.hookpress.render.prepared;

import java.time.Duration;
import java.util.Optional;

/**
 * The browser of a node, and its bounds.
 *
 * @param path the browser's program
 * @param noSandbox whether the browser runs without its own sandbox, which needs a user other than
 *     root and user namespaces
 * @param processes the most browsers at a time; each renders one document at a time
 * @param memoryMb anonymous and shared memory of all processes of one browser together
 * @param deadline for one document in a browser, with all that its pages fetch
 * @param longestWait the longest time that a document waits for a browser
 * @param maxDocuments of one browser, after which it is replaced
 * @param maxWaiting documents that wait for a browser without a render slot
 * @param fontsDir directory of the operator's TrueType fonts
 */
public record BrowserOptions(
    String path,
    boolean noSandbox,
    int processes,
    int memoryMb,
    Duration deadline,
    Duration longestWait,
    int maxDocuments,
    int maxWaiting,
    Optional<String> fontsDir) {}
