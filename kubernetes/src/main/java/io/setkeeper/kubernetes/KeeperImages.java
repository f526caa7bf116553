package io.setkeeper.kubernetes;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which image a container is known to keep a set, in whichever registry. */
public final class KeeperImages {
  /** cvallance's, and its fork. */
  private static final Set<String> OLD_SIDECARS = Set.of("mongo-k8s-sidecar", "k8s-mongo-sidecar");

  private static final Pattern SETKEEPER =
      Pattern.compile(
          "(?:.*/)?(?:setkeeper/keeper|setkeeper|setkeeper-keeper)(?::[^/@]*)?(?:@.*)?");

  /** The last part of the repository, without tag and digest. */
  private static final Pattern NAME = Pattern.compile("(?:.*/)?([^/:@]+)(?::[^/@]*)?(?:@.*)?");

  private KeeperImages() {}

  /** Whether it is the keeper's or an old sidecar's. */
  public static boolean isKeeper(String image) {
    return OLD_SIDECARS.contains(name(image)) || isSetkeeper(image);
  }

  /** Whether it is the keeper's: named after it, or {@code keeper} in a repository that is. */
  public static boolean isSetkeeper(String image) {
    return SETKEEPER.matcher(image).matches();
  }

  private static String name(String image) {
    Matcher matcher = NAME.matcher(image);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
