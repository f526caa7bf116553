package io.setkeeper.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which 127.X.Y.0/24 a sandbox has: of its own, so that several don't disturb each other. */
final class AddressBlocks {
  /** So many are tried when others are in use. */
  private static final int TRIES = 16;

  /** X and Y are from 1 to 254; 127.0 is everybody's. */
  private static final int NUMBERS = 254;

  private AddressBlocks() {}

  /**
   * The blocks to try, in order: the one used before, then those that the folder's name leads to.
   */
  static List<String> candidates(Path state, Optional<String> last) {
    Set<String> blocks = new LinkedHashSet<>();
    last.ifPresent(blocks::add);
    int hash = state.toString().hashCode() & 0x7fffffff;
    for (int i = 0; i < TRIES; i++) {
      int number = (hash + i) % (NUMBERS * NUMBERS);
      blocks.add("127.%d.%d".formatted(1 + number / NUMBERS, 1 + number % NUMBERS));
    }
    return new ArrayList<>(blocks);
  }

  static InetAddress address(String block, int last) {
    try {
      return InetAddress.getByName(block + "." + last);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(block, e);
    }
  }

  /**
   * Whether the machine has the block's addresses, as Linux has all of 127.0.0.0/8.
   *
   * @throws SandboxException it has not: with the commands that give it some
   */
  static void check(String block) {
    for (int last : new int[] {1, 10}) {
      try (ServerSocket socket = new ServerSocket(0, 1, address(block, last))) {
        socket.getLocalPort();
      } catch (IOException e) {
        throw new SandboxException(missing(block), e);
      }
    }
  }

  /** Whether nobody listens there. */
  static boolean free(String block, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do: a port whose last connections are just being forgotten is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(block, 1), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What to do on a machine that has 127.0.0.1 only: the API server's and seven pods' addresses.
   */
  static String missing(String block) {
    String aliases =
        Stream.concat(IntStream.of(1).boxed(), IntStream.rangeClosed(10, 16).boxed())
            .map(last -> "  sudo ifconfig lo0 alias %s.%d up".formatted(block, last))
            .collect(Collectors.joining("\n"));
    return "this machine has no addresses %s.x, which pods get (macOS has 127.0.0.1 only); add them until the next restart with:\n%s"
        .formatted(block, aliases);
  }
}
