/**
 * The command line: picocli commands, exit codes, prompts and progress; wires the other rooms. The
 * only room that knows a terminal.
 *
 * <p>May import every room. Start reading at {@link dev.apimage.cli.Apimage}.
 */
package dev.apimage.cli;
