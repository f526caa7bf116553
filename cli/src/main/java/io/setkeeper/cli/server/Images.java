package io.setkeeper.cli.server;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.mongod.MongodProgram;
import io.setkeeper.sandbox.node.Image;
import io.setkeeper.sandbox.node.MongodImage;
import io.setkeeper.sandbox.node.SidecarImage;
import java.util.List;

/** The container images that a sandbox runs, as programs of this build or of the machine. */
public final class Images {
  private Images() {}

  /** The images, with what runs as mongod. */
  public static List<Image> of(Dist dist, MongodProgram mongod) {
    Image mongo =
        switch (mongod) {
          case MongodProgram.StandIn() -> new MongodImage(dist.command(Dist.Program.STANDIN), true);
          case MongodProgram.Native(var binary, var version) ->
              new MongodImage(List.of(binary.toString()), false);
        };
    return List.of(mongo, new SidecarImage(dist.command(Dist.Program.KEEPER)));
  }
}
