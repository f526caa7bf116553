package io.setkeeper.cli;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code setkeeper} program. */
public final class Main {
  private Main() {}

  /** Runs one verb and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args, writer(System.out), writer(System.err)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  /** Runs one verb; the answer is the exit code, one of {@link ExitCode}'s. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(Setkeeper.class, factory(out));
    Setkeeper.verbsFor(List.of(args)).forEach(line::addSubcommand);
    if (Boolean.getBoolean(PlaceOption.PLUGIN)) {
      line.setCommandName("kubectl setkeeper");
    }
    return line.setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.AUTO))
        .setParameterExceptionHandler(Main::misread)
        .setExecutionExceptionHandler(Main::failed)
        .execute(args);
  }

  /** Verbs are given where to write. */
  private static CommandLine.IFactory factory(PrintWriter out) {
    CommandLine.IFactory plain = CommandLine.defaultFactory();
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
          if (List.of(constructor.getParameterTypes()).equals(List.of(PrintWriter.class))) {
            return type.cast(constructor.newInstance(out));
          }
        }
        return plain.create(type);
      }
    };
  }

  private static int misread(ParameterException e, String[] args) {
    CommandLine verb = e.getCommandLine();
    boolean atTop = verb.getParent() == null;
    if (atTop && e instanceof UnmatchedArgumentException unknown) {
      verb.getErr().printf("setkeeper: There is no verb '%s'%n", unknown.getUnmatched().getFirst());
    } else {
      verb.getErr().printf("setkeeper: %s%n", e.getMessage());
    }
    verb.getErr().printf("  See: %s --help%n", verb.getCommandSpec().qualifiedName());
    return ExitCode.WRONG;
  }

  private static int failed(Exception e, CommandLine verb, ParseResult parsed) {
    if (e instanceof Refusal refusal) {
      verb.getErr().println("setkeeper: " + refusal.getMessage());
      return refusal.exitCode();
    } else {
      verb.getErr().printf("setkeeper: this is a bug in setkeeper: %s%n", e);
      verb.getErr()
          .println(
              "  " + trace(e).map(f -> "Its trace is in " + f).orElse("No trace could be written"));
    }
    return ExitCode.WRONG;
  }

  private static Optional<Path> trace(Exception e) {
    try {
      Path file = Environment.ofProcess().stateHome().resolve("error.log");
      Files.createDirectories(file.getParent());
      try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(file))) {
        log.println(Instant.now());
        e.printStackTrace(log);
      }
      return Optional.of(file);
    } catch (IOException | RuntimeException unwritable) {
      return Optional.empty();
    }
  }
}
