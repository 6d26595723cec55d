package dev.hookpress.render.process;

import java.nio.file.Path;
import java.util.List;

/**
 * What a process does.
 *
 * @param arguments of {@link RenderProcessMain}
 * @param libraries beside the program's own on the class path
 * @param renders whether it renders documents, and is warmed up by one
 */
record ProcessProgram(List<String> arguments, List<Path> libraries, boolean renders) {
  /** Renders documents. */
  static final ProcessProgram RENDER = new ProcessProgram(List.of(), List.of(), true);

  /** Verifies PDFs, with the libraries of the module for it. */
  static ProcessProgram verify(List<Path> libraries) {
    return new ProcessProgram(List.of(RenderProcessMain.VERIFY), libraries, false);
  }
}
