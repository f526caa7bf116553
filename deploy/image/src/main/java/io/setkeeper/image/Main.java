package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds the images; run by the Maven profile {@code image}. */
public final class Main {
  private static final int UNBUILDABLE = 2;

  private Main() {}

  /** Takes {@code key=value} arguments: see {@link Order}. */
  public static void main(String[] arguments) throws IOException {
    try {
      build(Order.of(arguments));
    } catch (Unbuildable e) {
      System.err.println(e.text());
      System.exit(UNBUILDABLE);
    }
    System.exit(0);
  }

  private static void build(Order order) throws IOException {
    Root keeper = Root.layOut(order, Program.KEEPER);
    Root standin = Root.layOut(order, Program.STANDIN);
    if (order.aot()) {
      new Training(keeper, standin, order.work().resolve("training")).run();
    }
    for (Root root : new Root[] {keeper, standin}) {
      Sbom.write(order, root);
      Packing.Packed packed = Packing.pack(order, root);
      Path tarball = order.tarball(root.program());
      System.out.printf(
          """
          %s %s
            without its cache %s
            %s, %.1f MB
          """,
          order.name(root.program()),
          packed.digest(),
          packed.withoutCache(),
          tarball,
          Files.size(tarball) / 1e6);
    }
  }
}
