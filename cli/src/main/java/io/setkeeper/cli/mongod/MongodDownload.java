package io.setkeeper.cli.mongod;

import de.flapdoodle.embed.mongo.distribution.IFeatureAwareVersion;
import de.flapdoodle.embed.mongo.distribution.Version;
import de.flapdoodle.embed.mongo.distribution.Versions;
import de.flapdoodle.embed.mongo.transitions.Mongod;
import de.flapdoodle.embed.mongo.types.DistributionBaseUrl;
import de.flapdoodle.embed.process.archives.ExtractedFileSet;
import de.flapdoodle.embed.process.io.directories.PersistentDir;
import de.flapdoodle.embed.process.io.progress.ProgressListener;
import de.flapdoodle.reverse.StateID;
import de.flapdoodle.reverse.TransitionWalker;
import de.flapdoodle.reverse.transitions.Start;
import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A release of MongoDB for this operating system, downloaded once into the cache folder by {@code
 * de.flapdoodle.embed.mongo}, which knows MongoDB's packages.
 */
final class MongodDownload {
  /** Where MongoDB's releases lie; another place for mirrors and tests. */
  static final String BASE_URL_VARIABLE = "SETKEEPER_MONGODB_URL";

  private static final String BASE_URL = "https://fastdl.mongodb.org";

  private MongodDownload() {}

  /**
   * The binary, from the cache where it is there.
   *
   * @param version {@code 8.0} for the newest known of that series, or {@code 8.0.9}
   * @throws Refusal when it can't be had
   */
  static Path binary(String version, Environment environment, Consumer<String> tell) {
    String base = environment.get(BASE_URL_VARIABLE).orElse(BASE_URL);
    Path cache = environment.cacheHome().resolve("mongodb");
    IFeatureAwareVersion release = release(version);
    tell.accept("mongod: release %s, kept in %s".formatted(release.asInDownloadPath(), cache));
    make(cache);
    try (TransitionWalker.ReachedState<ExtractedFileSet> files =
        Mongod.instance()
            .withDistributionBaseUrl(
                Start.to(DistributionBaseUrl.class).initializedWith(DistributionBaseUrl.of(base)))
            .withPersistentBaseDir(
                Start.to(PersistentDir.class).initializedWith(PersistentDir.of(cache)))
            .withProgressListener(
                Start.to(ProgressListener.class).initializedWith(new Progress(tell)))
            .transitions(release)
            .walker()
            .initState(StateID.of(ExtractedFileSet.class))) {
      return files.current().executable();
    } catch (RuntimeException e) {
      throw new Refusal(
          "MongoDB %s can't be had from %s: %s"
              .formatted(release.asInDownloadPath(), base, rootCause(e)),
          "Go online once (it is kept in %s), name a mirror by %s, or use --mongod PATH or standin"
              .formatted(cache, BASE_URL_VARIABLE));
    }
  }

  private static void make(Path cache) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new Refusal(
          "The folder for downloads %s can't be made: %s".formatted(cache, e),
          "Make room there, or name another by XDG_CACHE_HOME");
    }
  }

  /** The newest release known of a series such as 8.0; any other release by its number. */
  private static IFeatureAwareVersion release(String version) {
    return Arrays.stream(Version.Main.values())
        .filter(main -> main.name().equals("V" + version.replace('.', '_')))
        .findFirst()
        .<IFeatureAwareVersion>map(main -> main)
        .orElseGet(
            () ->
                Versions.withFeatures(
                    de.flapdoodle.embed.process.distribution.Version.of(version)));
  }

  private static String rootCause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName()
        + ": "
        + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  /** Tells of the start of a download; how far it is would be noise. */
  private record Progress(Consumer<String> tell) implements ProgressListener {
    @Override
    public void start(String label) {
      tell.accept("mongod: " + label);
    }

    @Override
    public void progress(String label, int percent) {}

    @Override
    public void done(String label) {}

    @Override
    public void info(String label, String message) {}
  }
}
