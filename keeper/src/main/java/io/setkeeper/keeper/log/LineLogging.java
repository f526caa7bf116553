package io.setkeeper.keeper.log;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * SLF4J's way to our lines. It is no service that is found: only a process that asks for it by
 * {@link #configure} has it, so that a keeper's jar does no harm to who else uses it.
 */
public final class LineLogging implements SLF4JServiceProvider, ILoggerFactory {
  private static final String OURS = "io.setkeeper";
  private static volatile Level level = Level.INFO;
  private static volatile boolean json;

  private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter mdc = new NOPMDCAdapter();

  /**
   * Must come before the first logger.
   *
   * @param least the least that our own code logs; of the libraries only errors are
   * @param asJson a JSON object a line
   */
  public static void configure(String least, boolean asJson) {
    level = Level.valueOf(least.toUpperCase(Locale.ROOT));
    json = asJson;
    System.setProperty("slf4j.provider", LineLogging.class.getName());
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(
        name, n -> new LineLogger(n, n.startsWith(OURS) ? level : Level.ERROR, json));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // Nothing is to be prepared.
  }
}
